"""Filters of the API."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend

from portal.content.models import PortalPage

#: Query parameters, and the lookups of their slugs.
GATHERINGS = {
    "theme": "page_themes__term__slug",
    "audience": "page_audiences__term__slug",
    "tag": "tagged_items__tag__slug",
    "park": "park__slug",
}


class GatheringsFilter(BaseFilterBackend):
    """`?theme=`, `?audience=`, `?tag=` and `?park=`, each by slug, combined with AND."""

    def filter_queryset(self, request: Any, queryset: QuerySet, view: Any) -> QuerySet:
        for name, path in GATHERINGS.items():
            if name in request.GET:
                gathered = PortalPage.objects.filter(**{path: request.GET[name]})
                queryset = queryset.filter(id__in=gathered.values("id"))
        return queryset

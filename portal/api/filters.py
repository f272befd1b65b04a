"""What a question to the API may narrow its answer by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend

from portal.content.models import PortalPage

#: The words that gather pages, and the paths to their addresses.
GATHERINGS = {
    "theme": "page_themes__term__slug",
    "audience": "page_audiences__term__slug",
    "tag": "tagged_items__tag__slug",
    "park": "park__slug",
}


class GatheringsFilter(BaseFilterBackend):
    """`?theme=`, `?audience=`, `?tag=` and `?park=`, each by its address; all of them must agree."""

    def filter_queryset(self, request: Any, queryset: QuerySet, view: Any) -> QuerySet:
        for name, path in GATHERINGS.items():
            if name in request.GET:
                gathered = PortalPage.objects.filter(**{path: request.GET[name]})
                queryset = queryset.filter(id__in=gathered.values("id"))
        return queryset

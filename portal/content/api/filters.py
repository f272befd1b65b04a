"""What a question to the API may narrow its answer by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError

from portal.content.models import PortalPage

#: The words that gather pages, and the paths to their addresses.
GATHERINGS = {
    "theme": "page_themes__term__slug",
    "audience": "page_audiences__term__slug",
    "tag": "tagged_items__tag__slug",
    "park": "park__slug",
}
LONGEST_QUESTION = 200
FARTHEST = 1_000_000


class GatheringsFilter(BaseFilterBackend):
    """`?theme=`, `?audience=`, `?tag=` and `?park=`, each by its address; all of them must agree."""

    def filter_queryset(self, request: Any, queryset: QuerySet, view: Any) -> QuerySet:
        for name, path in GATHERINGS.items():
            if name in request.GET:
                gathered = PortalPage.objects.filter(**{path: request.GET[name]})
                queryset = queryset.filter(id__in=gathered.values("id"))
        return queryset


class BoundedSearchFilter(SearchFilter):
    """Wagtail’s, for questions of the length that people ask."""

    def filter_queryset(self, request: Any, queryset: QuerySet, view: Any) -> QuerySet:
        if len(request.GET.get("search", "")) > LONGEST_QUESTION:
            raise BadRequestError(f"search cannot be longer than {LONGEST_QUESTION} characters")
        return super().filter_queryset(request, queryset, view)


class BoundedPagination(WagtailPagination):
    """Wagtail’s, up to an offset that databases can count to."""

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> Any:
        offset = request.GET.get("offset", "")
        if offset.isdecimal() and (len(offset) > len(str(FARTHEST)) or int(offset) > FARTHEST):
            raise BadRequestError(f"offset cannot be higher than {FARTHEST}")
        return super().paginate_queryset(queryset, request, view)

"""Validates requests of all endpoints before Wagtail does: invalid input never causes a server error."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldError, ValidationError
from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend
from rest_framework.response import Response
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError

LONGEST_QUESTION = 200
LONGEST_FIELDS = 500
FARTHEST = 1_000_000
OPERATORS = {"and", "or"}


class BoundedSearchFilter(SearchFilter):
    """Wagtail’s search filter, with a maximum query length and the operators `and` and `or` only."""

    def filter_queryset(self, request: Any, queryset: QuerySet, view: Any) -> QuerySet:
        if len(request.GET.get("search", "")) > LONGEST_QUESTION:
            raise BadRequestError(f"search cannot be longer than {LONGEST_QUESTION} characters")
        if request.GET.get("search_operator", "and") not in OPERATORS:
            raise BadRequestError("search_operator must be 'and' or 'or'")
        return super().filter_queryset(request, queryset, view)


class BoundedPagination(WagtailPagination):
    """Wagtail’s pagination, with a maximum offset and limit that databases accept."""

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> Any:
        for name in ("offset", "limit"):
            asked = request.GET.get(name, "")
            if asked.isdecimal() and (len(asked) > len(str(FARTHEST)) or int(asked) > FARTHEST):
                raise BadRequestError(f"{name} cannot be higher than {FARTHEST}")
        return super().paginate_queryset(queryset, request, view)


class CarefulMixin:
    """Mixin placed before a Wagtail endpoint. Filters apply to lists only, not to the detail view."""

    pagination_class = BoundedPagination
    search_filter: type[SearchFilter] = BoundedSearchFilter
    filter_backends: list[type[BaseFilterBackend]]
    action: str
    request: Any

    def __init_subclass__(cls, **kwargs: Any):
        super().__init_subclass__(**kwargs)
        others = [
            each for each in getattr(cls, "filter_backends", ()) if not issubclass(each, SearchFilter)
        ]
        cls.filter_backends = [*others, cls.search_filter]

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if len(self.request.GET.get("fields", "")) > LONGEST_FIELDS:
            raise BadRequestError(f"fields cannot be longer than {LONGEST_FIELDS} characters")
        if self.action != "listing_view":
            return queryset
        return super().filter_queryset(queryset)  # type: ignore[misc]

    def handle_exception(self, exc: Exception) -> Response:
        """Returns 400 for values that are not valid for their field."""
        if isinstance(exc, ValidationError | OverflowError | ValueError | FieldError):
            exc = BadRequestError("a value is not valid for its field")
        return super().handle_exception(exc)  # type: ignore[misc]

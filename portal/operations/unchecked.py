"""Validates request data that some of Wagtail’s admin views look up without checking it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import BadRequest, ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.admin.widgets import BaseChooser


class UncheckedRequestMiddleware:
    """Raises BadRequest for data that some of Wagtail’s views use without the checks of a form.

    A missing field that the form always sends; a primary key that is not a number, too large for SQLite,
    or of no row; a translation file (PO) without the header that names its source.
    """

    #: The exception that each view raises for an unchecked request.
    RAISED: Mapping[str, type[Exception]] = {
        "wagtail_localize:upload_pofile": KeyError,
        "wagtailadmin_choose_page_external_link": AttributeError,
        "wagtailadmin_pages:copy": ObjectDoesNotExist,
        "wagtail_bulk_action": ObjectDoesNotExist,
    }

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        match = request.resolver_match
        if match is None:
            return
        keys: list[str] = []
        if match.view_name.endswith("chosen_multiple"):
            keys = request.GET.getlist("id")
        elif match.view_name == "wagtail_bulk_action":
            keys = request.GET.getlist("childOf")[-1:]
        elif match.view_name == "wagtailadmin_pages:copy" and request.method == "POST":
            keys = request.POST.getlist("new_parent_page")[-1:]
        if not all(map(_is_key, keys)):
            raise BadRequest("A key is no number.")

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        match = request.resolver_match
        raised = self.RAISED.get(match.view_name) if match is not None else None
        lacks_field = isinstance(exception, MultiValueDictKeyError)
        if lacks_field or _is_too_large(exception) or (raised and isinstance(exception, raised)):
            raise BadRequest("A field is missing, or what it names.") from exception


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _is_too_large(exception: Exception) -> bool:
    return isinstance(exception, OverflowError) and "SQLite INTEGER" in str(exception)


def draw_no_key_as_nothing() -> None:
    """Patches choosers to show an invalid primary key as empty when a form is shown again with errors."""
    get_instance = BaseChooser.get_instance

    def instance_or_nothing(chooser: BaseChooser, value: Any) -> Any:
        try:
            return get_instance(chooser, value)
        except (TypeError, ValueError, OverflowError):
            return None

    BaseChooser.get_instance = instance_or_nothing

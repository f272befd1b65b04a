"""How much may be sent: more is refused before it is read.

What one file may weigh is said at its field, and asked there; this is the request as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, ObjectDoesNotExist, RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError


def most_bytes(request: HttpRequest) -> int:
    """Of one request. Visitors have no file to send."""
    is_in_admin = request.path_info.startswith(reverse("wagtailadmin_home"))
    user = getattr(request, "user", None)
    if is_in_admin and user is not None and user.is_authenticated:
        return settings.MOST_BYTES_SENT
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE


class UncheckedRequestMiddleware:
    """What some of Wagtail’s views take as it was sent, where a form would ask, is a bad request here.

    A field that its form always sends, and does not come; a key that is no number, or of nothing; a file
    of translations (PO) without the head that says what it translates.
    """

    #: What a view raises for a request that it does not check.
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
        if isinstance(exception, MultiValueDictKeyError) or (raised and isinstance(exception, raised)):
            raise BadRequest("A field is missing, or what it names.") from exception


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


class BoundedUploadHandler(FileUploadHandler):
    """Stands before the handlers that keep files. Raises `RequestDataTooBig`."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        self._most = most_bytes(self.request) if self.request is not None else 0
        self._received = 0
        self._weigh(content_length)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._received += len(raw_data)
        self._weigh(self._received)
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return None

    def _weigh(self, size: int) -> None:
        if size > self._most:
            raise RequestDataTooBig(f"More than {self._most} bytes were sent.")

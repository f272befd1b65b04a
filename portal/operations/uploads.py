"""Limits the size of request bodies: larger ones are refused before they are read.

The size of one file is validated by its field; this limit is for the whole request.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.urls import reverse


def most_bytes(request: HttpRequest) -> int:
    """Returns the maximum size of a request, in bytes: larger for signed-in users of the admin, since
    visitors send no files.
    """
    is_in_admin = request.path_info.startswith(reverse("wagtailadmin_home"))
    user = getattr(request, "user", None)
    if is_in_admin and user is not None and user.is_authenticated:
        return settings.MOST_BYTES_SENT
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE


class BoundedUploadHandler(FileUploadHandler):
    """Runs before the handlers that store files. Raises `RequestDataTooBig`."""

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

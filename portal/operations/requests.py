"""WSGI requests that ignore charsets which are not text encodings, and invalid lengths."""

from __future__ import annotations

import codecs
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

#: Accepted names of Python codecs, many of which are not text encodings. Django decodes even the URL
#: with the charset of a request, before any middleware can handle an error.
CHARSETS = frozenset({"ascii", "utf-8", "iso8859-1", "iso8859-15", "cp1252"})


class PortalRequest(WSGIRequest):
    def __init__(self, environ: dict[str, Any]) -> None:
        """Replaces a CONTENT_LENGTH that is not a number by 0: Django would fail on it."""
        if not str(environ.get("CONTENT_LENGTH") or "0").isdecimal():
            environ["CONTENT_LENGTH"] = "0"
        super().__init__(environ)

    @property
    def encoding(self) -> str | None:
        return self._encoding  # type: ignore[attr-defined]

    @encoding.setter
    def encoding(self, name: str | None) -> None:
        known = name if name is None or _is_of_text(name) else None
        WSGIRequest.encoding.fset(self, known)  # type: ignore[attr-defined]


class PortalHandler(WSGIHandler):
    request_class = PortalRequest


def _is_of_text(name: Any) -> bool:
    try:
        return codecs.lookup(name).name in CHARSETS
    except (LookupError, ValueError):
        return False

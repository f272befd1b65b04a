"""Requests as servers hand them over: what they say of their charset is believed where text has it."""

from __future__ import annotations

import codecs
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

#: By the names of Python’s codecs, which knows many that no text is written in. Django reads the very
#: address in whatever a request names, before anything can answer for it.
CHARSETS = frozenset({"ascii", "utf-8", "iso8859-1", "iso8859-15", "cp1252"})


class PortalRequest(WSGIRequest):
    def __init__(self, environ: dict[str, Any]) -> None:
        """A length that is no number is none: Django would fail on it, whoever reads the body."""
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

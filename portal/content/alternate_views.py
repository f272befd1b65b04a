"""Alternate views of a page, at the page’s URL plus a name: easy to read, picture to share, PDF.

A room registers its views in `AppConfig.ready()`. Routing finds a view through its page, so drafts,
restrictions and languages apply to the view as to the page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from wagtail.models import Page

#: The names of the views that a page links to: a PDF to print, slides to show.
PDF = "pdf"
SLIDES = "diaporama"


@dataclass(frozen=True)
class AlternateView:
    """`exists_for(page)` returns whether a page has it, by default each; `serve(page, request)` answers.

    `in_every_language` is True if every translation of the page has the view too, `is_shared` if every
    visitor gets the same answer (`portal.caching`).
    """

    name: str
    serve: Callable[[Any, HttpRequest], HttpResponse]
    exists_for: Callable[[Any], bool] = lambda page: True
    in_every_language: bool = False
    is_shared: bool = False

    def address(self, page_address: str) -> str:
        """Returns the URL of the view below that of the page; no trailing slash after a file name."""
        return f"{page_address}{self.name}" + ("" if "." in self.name else "/")


@dataclass(frozen=True)
class OfferedFile:
    """An alternate view that a page offers for download."""

    name: str
    label: str | Promise
    kind: str
    icon: str


_registry: list[tuple[type, AlternateView]] = []


def register(page_type: type[Page], alternate_view: AlternateView) -> None:
    """Registers a view for a page type and its subclasses, which may register their own of that name."""
    _registry.append((page_type, alternate_view))
    _registry.sort(key=lambda entry: len(entry[0].__mro__), reverse=True)


def find(page: Page, name: str) -> AlternateView | None:
    """Returns the alternate view of that name, or None if the page has none."""
    for page_type, alternate_view in _registry:
        if (
            alternate_view.name == name
            and isinstance(page, page_type)
            and alternate_view.exists_for(page)
        ):
            return alternate_view
    return None


def types_with(name: str) -> tuple[type, ...]:
    """Returns the page types, or base classes of page types, that register a view of that name."""
    return tuple(page_type for page_type, alternate_view in _registry if alternate_view.name == name)

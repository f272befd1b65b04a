"""Alternate views of a page, at its address plus a name: easy to read, picture to share, file to print.

A room registers its views in `AppConfig.ready()`. Routing finds a view through its page: drafts,
restrictions and languages apply to the view as to the page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from wagtail.models import Page

#: The names of the alternate views that a page links to: a file to print, slides to show to a room.
PDF = "pdf"
SLIDES = "diaporama"


@dataclass(frozen=True)
class AlternateView:
    """`exists_for(page)` tells whether a page has it; `serve(page, request)` returns the response.

    `in_every_language` is True if every translation of the page has the view too.
    """

    name: str
    serve: Callable[[Any, HttpRequest], HttpResponse]
    exists_for: Callable[[Any], bool]
    in_every_language: bool = False

    def address(self, page_address: str) -> str:
        """Returns the address below that of the page; no trailing slash after a file name."""
        return f"{page_address}{self.name}" + ("" if "." in self.name else "/")


@dataclass(frozen=True)
class OfferedFile:
    """An alternate view as a page offers it to be taken away."""

    name: str
    label: str | Promise
    kind: str
    icon: str


_registry: list[tuple[type, AlternateView]] = []


def register(page_type: type[Page], alternate_view: AlternateView) -> None:
    """For all pages of the type and of those under it, unless a nearer type has its own of that name."""
    _registry.append((page_type, alternate_view))
    _registry.sort(key=lambda entry: len(entry[0].__mro__), reverse=True)


def find(page: Page, name: str) -> AlternateView | None:
    """The alternate view of that name, if the page has it."""
    for page_type, alternate_view in _registry:
        if (
            alternate_view.name == name
            and isinstance(page, page_type)
            and alternate_view.exists_for(page)
        ):
            return alternate_view
    return None


def types_with(name: str) -> tuple[type, ...]:
    """The page types, and bases of such, that register an alternate view of that name."""
    return tuple(page_type for page_type, alternate_view in _registry if alternate_view.name == name)

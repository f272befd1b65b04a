"""Other forms of a page, at its address plus a name: easy to read, picture to share, file to print.

A room registers its editions in `AppConfig.ready()`. Routing reaches them through their page, so that
drafts, restrictions and languages hold for them as for the page itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from wagtail.models import Page

#: The names of the editions that a page links to: a file to print, slides to show to a room.
PDF = "pdf"
SLIDES = "diaporama"


@dataclass(frozen=True)
class Edition:
    """`exists_for` tells which pages have it; `serve` answers it.

    `in_every_language` holds for one that every translation of the page has too.
    """

    name: str
    serve: Callable[[Any, HttpRequest], HttpResponse]
    exists_for: Callable[[Any], bool]
    in_every_language: bool = False

    def address(self, page_address: str) -> str:
        """Without a closing slash where the name is that of a file."""
        return f"{page_address}{self.name}" + ("" if "." in self.name else "/")


@dataclass(frozen=True)
class OfferedFile:
    """An edition as a page offers it to be taken away."""

    name: str
    label: str | Promise
    kind: str
    icon: str


_registry: list[tuple[type, Edition]] = []


def register(page_type: type[Page], edition: Edition) -> None:
    """For all pages of the type and of those under it, unless a nearer type has its own of that name."""
    _registry.append((page_type, edition))
    _registry.sort(key=lambda entry: len(entry[0].__mro__), reverse=True)


def find(page: Page, name: str) -> Edition | None:
    """The edition of that name, if the page has it."""
    for page_type, edition in _registry:
        if edition.name == name and isinstance(page, page_type) and edition.exists_for(page):
            return edition
    return None


def types_with(name: str) -> tuple[type, ...]:
    """The page types, and bases of such, that register an edition of that name."""
    return tuple(page_type for page_type, edition in _registry if edition.name == name)

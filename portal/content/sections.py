"""Sections of a page that upper rooms fill, such as a Park’s coming events or a sheet’s users.

A room registers its sections in `AppConfig.ready()`; the page shows them without importing the room.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page


@dataclass(frozen=True)
class Section:
    """`items(page)` returns what to show; an empty value leaves the section out."""

    template: str
    items: Callable[[Any], Any]
    order: int = 100


@dataclass(frozen=True)
class FilledSection:
    template: str
    items: Any


_registry: dict[type, list[Section]] = {}


def register(page_type: type[Page], section: Section) -> None:
    _registry.setdefault(page_type, []).append(section)


def for_page(page: Page) -> list[FilledSection]:
    """Returns the non-empty sections registered for the page’s type or a base class, in order."""
    sections = [section for page_type in type(page).__mro__ for section in _registry.get(page_type, [])]
    filled = (
        FilledSection(section.template, section.items(page))
        for section in sorted(sections, key=lambda section: section.order)
    )
    return [section for section in filled if section.items]

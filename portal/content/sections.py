"""Sections of a page that upper rooms fill: a Park’s coming events, a sheet’s users.

A room registers its sections in `AppConfig.ready()`; the page shows them without knowing the room.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page


@dataclass(frozen=True)
class Section:
    """`items` answers what to show on a page; an empty answer leaves the section out."""

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
    """The sections registered for its type or a base of it, filled, in their order."""
    sections = [section for page_type in type(page).__mro__ for section in _registry.get(page_type, [])]
    filled = (
        FilledSection(section.template, section.items(page))
        for section in sorted(sections, key=lambda section: section.order)
    )
    return [section for section in filled if section.items]

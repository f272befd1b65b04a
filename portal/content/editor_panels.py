"""Panels that a room adds to the editor of a page type of a lower room.

A room registers them in `AppConfig.ready()`; they come first in the tab « Contenu ».
"""

from __future__ import annotations

from wagtail.admin.panels import Panel
from wagtail.models import Page

_registry: list[tuple[type[Page], Panel]] = []


def register(page_type: type[Page], panel: Panel) -> None:
    """Registers a panel for a page type and its subclasses."""
    _registry.append((page_type, panel))


def of_type(page_type: type[Page]) -> list[Panel]:
    return [panel for registered_type, panel in _registry if issubclass(page_type, registered_type)]

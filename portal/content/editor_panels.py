"""Panels that a room adds to the editor of a page type of a lower room.

A room registers them in `AppConfig.ready()`; they come first in the tab « Contenu », or after a field.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.admin.panels import FieldPanel, Panel, PanelGroup
from wagtail.models import Page


@dataclass(frozen=True)
class _Registered:
    page_type: type[Page]
    panel: Panel
    after: str


_registry: list[_Registered] = []


def register(page_type: type[Page], panel: Panel, after: str = "") -> None:
    """Registers a panel for a page type and its subclasses; `after` is the field that it follows."""
    _registry.append(_Registered(page_type, panel, after))


def with_panels(page_type: type[Page], panels: list[Panel]) -> list[Panel]:
    """Returns the panels of a tab with those that other rooms registered for the type."""
    registered = [each for each in _registry if issubclass(page_type, each.page_type)]
    for each in registered:
        if each.after:
            panels = list(_inserted(panels, each))
    return [*(each.panel for each in registered if not each.after), *panels]


def _inserted(panels: Iterable[Panel], added: _Registered) -> Iterable[Panel]:
    """Yields the panels with one more after that of its field, inside groups too, which are copied."""
    for panel in panels:
        if isinstance(panel, PanelGroup):
            kwargs = panel.clone_kwargs() | {"children": list(_inserted(panel.children, added))}
            yield type(panel)(**kwargs)
        else:
            yield panel
        if isinstance(panel, FieldPanel) and panel.field_name == added.after:
            yield added.panel

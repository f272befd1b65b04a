"""Views of the gallery: all components and blocks on one page, and each one alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from portal.content.head import Head
from portal.gallery.contracts import BLOCKS, COMPONENTS, component_names, contract_of
from portal.gallery.samples import ROOM, SAMPLES
from portal.gallery.samples.blocks import PROSE, block_named, block_names, block_states
from portal.gallery.samples.state import State, Stored, marks_in, with_stored
from portal.media.models import Picture


@dataclass(frozen=True)
class Shown:
    """A rendered state; `given` are the names of its inputs, separated by commas."""

    title: str
    given: str
    html: SafeString


@dataclass(frozen=True)
class Entry:
    name: str
    anchor: str
    url: str
    contract: str
    room: str
    states: list[Shown]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    stored = stored_pictures()
    parts = [
        ("Composants", [component_entry(name, stored) for name in component_names()]),
        ("Blocs", [block_entry(name, stored) for name in block_names()]),
    ]
    missing = [mark.value for mark, picture in stored.items() if picture is None]
    context = {"parts": parts, "missing": missing, "head": _head("Composants")}
    return render(request, "gallery/index.html", context)


@require_safe
def component(request: HttpRequest, name: str) -> HttpResponse:
    return _alone(request, name, component_names(), component_entry)


@require_safe
def block(request: HttpRequest, name: str) -> HttpResponse:
    return _alone(request, name, block_names(), block_entry)


def _alone(request: HttpRequest, name: str, known: Iterable[str], entry_of) -> HttpResponse:
    if name not in known:
        raise Http404
    entry = entry_of(name, stored_pictures())
    return render(request, "gallery/entry.html", {"entry": entry, "head": _head(name)})


def _head(title: str) -> Head:
    return Head(title=f"{title} – {settings.SITE_NAME}", description="", robots="noindex")


def stored_pictures() -> dict[Stored, Picture | None]:
    pictures, drawings = Picture.objects.order_by("pk"), Q(file__iendswith=".svg")
    return {
        Stored.PICTURE: pictures.first(),
        Stored.PHOTO: pictures.exclude(drawings).first(),
        Stored.DRAWING: pictures.filter(drawings).first(),
    }


def component_entry(name: str, stored: dict[Stored, Any]) -> Entry:
    states = [
        _shown(state, render_component(name, with_stored(state.inputs, stored)))
        for state in SAMPLES.get(name, [])
    ]
    contract = contract_of(COMPONENTS / f"{name}.html")
    url = reverse("gallery:component", args=[name])
    return Entry(name, f"composant-{name}", url, contract, ROOM.get(name, "text"), states)


def block_entry(name: str, stored: dict[Stored, Any]) -> Entry:
    """Omits states that need pictures the database lacks: a block cannot render without them."""
    states = [
        _shown(state, render_block(name, with_stored(state.inputs["value"], stored)))
        for state in block_states(name)
        if all(stored[mark] for mark in marks_in(state.inputs))
    ]
    contract = block_named(name).get_description() or contract_of(BLOCKS / f"{name}.html")
    url = reverse("gallery:block", args=[name])
    return Entry(name, f"bloc-{name}", url, contract, "prose", states)


def _shown(state: State, html: SafeString) -> Shown:
    return Shown(state.title, ", ".join(state.inputs), html)


def render_component(name: str, inputs: dict[str, Any]) -> SafeString:
    """Renders like `{% include … with … only %}`: with these inputs and no other context."""
    return render_to_string(f"components/{name}.html", inputs)


def render_block(name: str, value: Any) -> SafeString:
    """Renders a text that contains only this block, since a step needs a list around it."""
    return PROSE.render(PROSE.normalize(value if name == "prose" else [(name, value)]))

"""A map in a page: the drawing, and the list beside it that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.territory import outlines
from portal.territory.maps import CREDIT, drawing, html
from portal.territory.maps.drawing import Drawing, Outline, Place
from portal.territory.models import Park

#: Outlines with their credits, by Park.
Outlines = Mapping[int, tuple[Outline, str]]


@dataclass(frozen=True)
class Entry:
    """A line of the list: its number on the map (None where it lies beyond), a link and what is added."""

    number: int | None
    title: str
    url: str
    note: str = ""
    language: str = ""


@dataclass(frozen=True)
class Spot:
    """What stands on a map and in its list, before it has a number.

    `position` is latitude and longitude in degrees, `name` what the map says (`area` where it shows a
    whole country), the rest is of the list.
    """

    position: tuple[float, float]
    name: str
    title: str
    url: str
    note: str = ""
    language: str = ""
    area: str = ""


@dataclass(frozen=True)
class MapFigure:
    """What `components/map.html` shows. `drawing` is SVG, `credit` names the sources of its lines."""

    drawing: SafeString
    credit: str
    entries: list[Entry] = field(default_factory=list)


def figure(
    drawn: Drawing, name: str, *, entries: Sequence[Entry] = (), credits: Sequence[str] = ()
) -> MapFigure:
    """Returns a map with its name for screen readers; a sentence sends them to the list."""
    if entries:
        sentence = _("Les numéros sont ceux de la liste, qui dit tout ce que montre la carte.")
    else:
        sentence = _("Le texte dit le lieu que montre la carte.")
    sources = sorted({*credits, CREDIT})
    # Every text in it is escaped by its writer.
    return MapFigure(mark_safe(html.svg(drawn, name, sentence)), "; ".join(sources), list(entries))


def around(spots: Sequence[Spot], known: Outlines, name: str) -> MapFigure | None:
    """Returns the country around some places; None if there is none, or no contour of it."""
    drawn = drawing.around(_numbered(spots), [outline for outline, _credit in known.values()])
    credits = [credit for _outline, credit in known.values()]
    return figure(drawn, name, entries=_entries(spots), credits=credits) if drawn else None


def of_park(park: Park, spots: Sequence[Spot], name: str) -> MapFigure | None:
    """Returns a Park with its communes and the places that lie on its map.

    Without its outline, the country around the places; None if there is neither.
    """
    known = outlines.of_park(park)
    if known is None:
        return around(spots, {}, name)
    outline, credit = known
    inside = [spot for spot in spots if outline.frame.holds(*spot.position, margin=0)]
    drawn = drawing.park(outline, _numbered(inside))
    return figure(drawn, name, entries=_entries(inside), credits=[credit])


def in_park(park: Park, place: str, position: tuple[float, float]) -> MapFigure | None:
    """Returns where a place lies in its Park; None without an outline, or if it lies beyond."""
    known = outlines.of_park(park)
    if known is None or not known[0].frame.holds(*position, margin=0):
        return None
    outline, credit = known
    drawn = drawing.park(outline, [Place(None, place, *position)], communes=False)
    name = _("Carte : %(place)s, dans le Parc %(park)s")
    return figure(drawn, name % {"place": place, "park": park.name}, credits=[credit])


def _numbered(spots: Sequence[Spot]) -> list[Place]:
    return [Place(number, spot.name, *spot.position, spot.area) for number, spot in enumerate(spots, 1)]


def _entries(spots: Sequence[Spot]) -> list[Entry]:
    return [
        Entry(number, spot.title, spot.url, spot.note, spot.language)
        for number, spot in enumerate(spots, 1)
    ]

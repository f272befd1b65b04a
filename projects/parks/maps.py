"""The map of all Parks, and where a page with a place lies in its Park."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from portal.territory import outlines
from portal.territory.figures import Entry, MapFigure, Spot, figure, in_park
from portal.territory.maps import drawing
from portal.territory.maps.drawing import Place
from portal.territory.models import Commune, Park

if TYPE_CHECKING:
    from projects.parks.models import ParkPage


class OnMapMixin:
    """For a page with a Park, a commune, a position and the name of a place."""

    park: Park | None
    commune: Commune | None
    position: tuple[float, float] | None
    place_name: str
    title: str
    url: str

    @property
    def position_shown(self) -> tuple[float, float] | None:
        """Returns (latitude, longitude) of the meeting point, else of the commune."""
        return self.position or (self.commune.position if self.commune else None)

    @property
    def place_shown(self) -> str:
        """Returns what a map calls the place: the commune, which is shorter, else the place."""
        return self.commune.name if self.commune else self.place_name or self.title

    def spot(self, note: str, language: str = "") -> Spot | None:
        """Returns it as a line of the list beside a map; None if its position is unknown."""
        position, place = self.position_shown, self.place_shown
        if position is None:
            return None
        area = self.park.name if self.park else ""
        return Spot(position, place, self.title, self.url, f"{note}, {place}", language, area)

    @cached_property
    def map(self) -> MapFigure | None:
        """Returns where it lies in its Park; None if that is unknown."""
        park, position = self.park, self.position_shown
        return in_park(park, self.place_shown, position) if park and position else None


def of_parks(pages: Sequence[ParkPage]) -> MapFigure | None:
    """Returns France with the Parks of these pages; None if none of them lies on it.

    Parks overseas and Parks without a position are in the list, without a number.
    """
    known = outlines.of_parks(page.park_id for page in pages if page.park_id)
    places: dict[int, Place] = {}
    shapes: dict[int | None, str] = {}
    for page in pages:
        if page.park and (position := _in_france(page.park)):
            place = places[page.pk] = Place(len(places) + 1, page.park.name, *position)
            if page.park_id in known:
                shapes[place.number] = known[page.park_id][0].in_france
    if not places:
        return None
    beyond = [page for page in pages if page.pk not in places]
    return figure(
        drawing.france(list(places.values()), shapes),
        _("Carte de France des Parcs"),
        entries=[
            *(_entry(page, places[page.pk].number) for page in pages if page.pk in places),
            *(_entry(page, None, _("Il n’est pas sur cette carte.")) for page in beyond),
        ],
        credits=[credit for _outline, credit in known.values()],
    )


def _entry(page: ParkPage, number: int | None, note: str = "") -> Entry:
    return Entry(number, page.park.name if page.park else page.title, page.url, note)


def _in_france(park: Park) -> tuple[float, float] | None:
    """Returns the position of a Park that lies on the map of France."""
    position = park.position
    return position if position and drawing.france_frame().holds(*position, 0) else None

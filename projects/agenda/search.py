"""Searches dates by Park, kind, theme, audience, access, days and distance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from portal.territory.models import Commune
from projects.agenda.models.events import EventPage
from projects.agenda.models.occurrences import Occurrence
from projects.agenda.querysets import EventQuerySet, OccurrenceQuerySet

#: Access filters: the value in the query string and the field.
ACCESS = {"fauteuil": "wheelchair", "poussette": "pushchair"}


@dataclass(frozen=True)
class Position:
    """A visitor’s position, rounded to about a kilometre for privacy."""

    latitude: float
    longitude: float

    @classmethod
    def about(cls, latitude: float, longitude: float) -> Position:
        # Adding 0.0 turns -0.0 into 0.0.
        return cls(round(latitude, 2) + 0.0, round(longitude, 2) + 0.0)

    def __str__(self) -> str:
        return _("ma position")


@dataclass(frozen=True)
class Unplaced:
    """What was typed as a place and is none, or may be one of several: no date is near it."""

    typed: str

    def __str__(self) -> str:
        return self.typed


Place = Commune | Position | Unplaced


def kinds() -> dict[str, type[EventPage]]:
    """Returns the event types by their slug in query strings, ordered by name."""
    types = [model for model in get_page_models() if issubclass(model, EventPage) and model.is_creatable]
    types.sort(key=lambda model: str(model._meta.verbose_name))
    return {model.kind_slug: model for model in types}


def find(selection: Mapping[str, Any]) -> OccurrenceQuerySet:
    """Returns the dates of public events of any type that match a selection.

    `selection` may hold parc, genre, theme, public (slugs), acces (keys of ACCESS), du, au (days),
    places (libres), pres (a Place) with km; all must match. Of a commune without a position, the dates
    that name it match, whatever the distance.
    """
    return dates(selection).of_events(events(selection))


def events(selection: Mapping[str, Any]) -> EventQuerySet:
    """Returns the public events that match a selection, in all their languages; ignores dates, places
    and distance.
    """
    events = EventPage.objects.live_and_public()
    for name, narrow in _OF_EVENTS.items():
        if name in selection:
            events = narrow(events, selection[name])
    return events


def dates(selection: Mapping[str, Any]) -> OccurrenceQuerySet:
    """Returns the dates that match a selection by days, distance and free places only, annotated with
    `event_key`.
    """
    dates = Occurrence.objects.with_event_key()
    if "places" in selection:
        dates = dates.with_free_places(timezone.now())
    if "du" in selection:
        dates = dates.from_day(selection["du"])
    if "au" in selection:
        dates = dates.until_day(selection["au"])
    return _near(dates, selection) if "pres" in selection else dates


def pages(selection: Mapping[str, Any]) -> EventQuerySet:
    """Returns the events to show dates with, annotated with `away` if the selection holds a point."""
    events = EventPage.objects.all()
    point = point_of(selection)
    return events.with_distance(*point) if point else events


def nearest_first(dates: OccurrenceQuerySet, selection: Mapping[str, Any]) -> OccurrenceQuerySet:
    """Orders dates by distance from the place of a selection, if it holds a point."""
    point = point_of(selection)
    return dates.nearest_first(*point) if point else dates


def nearest(selection: Mapping[str, Any], now: datetime) -> OccurrenceQuerySet:
    """Returns the one date to come that is nearest to the place of a selection, at any distance; none if
    it holds no point, or if no event has a position.
    """
    point = point_of(selection)
    if point is None:
        return Occurrence.objects.none()
    anywhere = find({name: value for name, value in selection.items() if name not in ("pres", "km")})
    return anywhere.upcoming(now).with_position().nearest_first(*point)[:1]


def point_of(selection: Mapping[str, Any]) -> tuple[float, float] | None:
    """Returns (latitude, longitude) of the place of a selection; None without one."""
    match selection.get("pres"):
        case Position() as position:
            return position.latitude, position.longitude
        case Commune() as commune:
            return commune.position
    return None


def _near(dates: OccurrenceQuerySet, selection: Mapping[str, Any]) -> OccurrenceQuerySet:
    if point := point_of(selection):
        return dates.within(selection["km"], *point)
    place = selection["pres"]
    return dates.in_commune(place) if isinstance(place, Commune) else dates.none()


def _of_kind(events: EventQuerySet, slug: str) -> EventQuerySet:
    return events.exact_type(kinds()[slug])


def _with_access(events: EventQuerySet, words: list[str]) -> EventQuerySet:
    for word in words:
        events = events.fit_for(ACCESS[word])
    return events


_OF_EVENTS: dict[str, Callable[[EventQuerySet, Any], EventQuerySet]] = {
    "parc": EventQuerySet.of_park,
    "genre": _of_kind,
    "theme": EventQuerySet.about,
    "public": EventQuerySet.meant_for,
    "acces": _with_access,
}

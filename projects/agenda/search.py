"""Searches dates by Park, kind, theme, audience, access, days and distance."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from anyascii import anyascii
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from portal.territory.models import INSEE_CODE, Commune
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


def kinds() -> dict[str, type[EventPage]]:
    """Returns the event types by their slug in query strings, ordered by name."""
    types = [model for model in get_page_models() if issubclass(model, EventPage) and model.is_creatable]
    types.sort(key=lambda model: str(model._meta.verbose_name))
    return {model.kind_slug: model for model in types}


def find(selection: Mapping[str, Any]) -> OccurrenceQuerySet:
    """Returns the dates of public events of any type that match a selection.

    `selection` may hold parc, genre, theme, public (slugs), acces (keys of ACCESS), du, au (days),
    places (libres), pres (a commune with its position, or a Position) with km; all must match.
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
    if "pres" in selection:
        dates = dates.within(selection["km"], *_point(selection["pres"]))
    return dates


def pages(selection: Mapping[str, Any]) -> EventQuerySet:
    """Returns the events to show dates with, annotated with `away` if the selection holds a place."""
    events = EventPage.objects.all()
    return events.with_distance(*_point(selection["pres"])) if "pres" in selection else events


def nearest_first(dates: OccurrenceQuerySet, selection: Mapping[str, Any]) -> OccurrenceQuerySet:
    """Orders dates by distance from the place of a selection."""
    return dates.nearest_first(*_point(selection["pres"]))


def communes_called(typed: str) -> list[Commune]:
    """Returns the communes with a position whose INSEE code or name was typed, in one query.

    Accents, case, hyphens and apostrophes are ignored; « Saint-Amand (59) » names the département
    too. Names are compared in Python because databases fold them differently.
    """
    placed = Commune.objects.exclude(latitude__isnull=True).exclude(longitude__isnull=True)
    if re.match(INSEE_CODE.regex, typed.upper()):
        return list(placed.filter(insee_code=typed.upper()))
    wanted = _folded(typed)
    return [commune for commune in placed if wanted in {_folded(commune.name), _folded(str(commune))}]


def _point(place: Commune | Position) -> tuple[float, float]:
    return float(place.latitude), float(place.longitude)  # type: ignore[arg-type]


def _folded(name: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(name).casefold()))


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

"""Maps with dates: those of a list, and those of a Park with its projects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.territory import figures, outlines
from portal.territory.figures import MapFigure, Spot
from projects.agenda.listings import ListedOccurrence
from projects.parks.models import ParkPage


def of_dates(items: Sequence[ListedOccurrence]) -> MapFigure | None:
    """Returns the map of listed dates, with one place for each event; None if none has a position."""
    spots = _spots(items)
    if not spots:
        return None
    known = outlines.of_parks(item.event.park_id for item in items if item.event.park_id)
    return figures.around(spots, known, _("Carte des rendez-vous"))


def of_park(page: ParkPage, items: Sequence[ListedOccurrence]) -> MapFigure | None:
    """Returns a Park with the places of its dates to come, and of its projects: each where the first of
    its listed dates is, as a project has no place of its own.
    """
    if page.park is None:
        return None
    spots = _spots(item for item in items if not item.occurrence.is_over)
    for project in page.cards["projects"]:
        own = _spots(item for item in items if item.event.path.startswith(project.path))
        if own:
            note = _("Projet, rendez-vous à %(place)s") % {"place": own[0].name}
            spots.append(replace(own[0], title=project.title, url=project.url, note=note, language=""))
    return figures.of_park(page.park, spots, _("Carte du Parc %(park)s") % {"park": page.park.name})


def _spots(items: Iterable[ListedOccurrence]) -> list[Spot]:
    """Returns a spot for each event with a position, with the day of its first date in the list."""
    spots: dict[int, Spot | None] = {}
    for item in items:
        day = date_format(item.occurrence.day, "j F")
        spots.setdefault(item.event.pk, item.event.spot(day, item.language))
    return [spot for spot in spots.values() if spot]

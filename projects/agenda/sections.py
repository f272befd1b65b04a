"""Sections of the agenda on pages of lower rooms."""

from dataclasses import dataclass, replace

from django.utils import timezone

from methods.models import MethodSheetPage
from portal.content.sections import Section, register
from portal.related_pages import ranking
from portal.territory.figures import MapFigure
from projects.agenda import maps
from projects.agenda.listings import listed
from projects.agenda.models import EventPage, Occurrence
from projects.parks.models import CoordinationPage, ParkPage, ProjectPage

#: Maximum number of items in a section; the agenda shows all.
SHOWN = 6


@dataclass(frozen=True)
class Dates:
    """Dates with their events: `coming` soonest first, `past` latest first; on a Park’s page, its map."""

    coming: list
    past: list
    map: MapFigure | None = None


def dates_under(page) -> Dates | None:
    return _dates(EventPage.objects.live_and_public().organised_under(page))


def dates_of_park(page) -> Dates | None:
    dates = dates_under(page)
    shown = maps.of_park(page, [*dates.coming, *dates.past] if dates else [])
    if shown is None:
        return dates
    return replace(dates or Dates([], []), map=shown)


def dates_of_coordination(page) -> Dates | None:
    return _dates(EventPage.objects.live_and_public().of_coordination(page))


@dataclass(frozen=True)
class Followers:
    """Events that followed a sheet, latest first, and the projects above them."""

    events: list
    projects: list


def followers_of_sheet(sheet) -> Followers | None:
    following = EventPage.objects.live_and_public().following(sheet)
    # Only the keys of all followers are sorted, not their texts.
    latest = following.by_first_date().values("pk")[:SHOWN]
    events = list(EventPage.objects.filter(pk__in=latest).by_first_date().for_cards())
    if not events:
        return None
    projects = ProjectPage.objects.live_and_public().in_language_of(sheet).parents_of(following)
    return Followers(events, list(projects.latest_first().select_related("park")[:SHOWN]))


def _dates(events) -> Dates | None:
    shown = listed(Occurrence.objects.of_few_events(events).around(timezone.now(), SHOWN))
    if not shown:
        return None
    return Dates(
        coming=[item for item in shown if not item.occurrence.is_over],
        past=[item for item in reversed(shown) if item.occurrence.is_over],
    )


def register_all() -> None:
    register(EventPage, ranking.section())
    dates = "agenda/sections/dates.html"
    register(ParkPage, Section(dates, dates_of_park, order=10))
    register(ProjectPage, Section(dates, dates_under, order=10))
    register(CoordinationPage, Section(dates, dates_of_coordination, order=10))
    register(MethodSheetPage, Section("agenda/sections/followers.html", followers_of_sheet, order=50))

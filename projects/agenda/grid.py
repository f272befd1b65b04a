"""The month view of the agenda, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from portal.territory import months, time_zones
from projects.agenda import search
from projects.agenda.listings import ListedOccurrence, listed
from projects.agenda.querysets import OccurrenceQuerySet

#: Dates shown for a day before the link to its list.
MOST_A_DAY = 3
#: In months: search engines do not index months farther away.
FAR = 12


@dataclass(frozen=True)
class DayItem:
    """A date shown on a day; `goes_on` if it began on an earlier day."""

    listed: ListedOccurrence
    goes_on: bool


@dataclass(frozen=True)
class Day:
    """`more` is the number of dates of the day that are not in `items`."""

    day: date
    is_outside: bool
    is_today: bool
    items: list[DayItem]
    more: int


@dataclass(frozen=True)
class MonthGrid:
    """`previous` and `next` are the nearest months with dates, else None.

    No link leads to an empty month, so crawlers do not follow links without end.
    """

    month: date
    today: date
    weeks: list[list[Day]]
    previous: date | None
    next: date | None

    @property
    def is_empty(self) -> bool:
        return not any(day.items for week in self.weeks for day in week)

    @property
    def is_far(self) -> bool:
        years, number = self.month.year - self.today.year, self.month.month - self.today.month
        return abs(years * 12 + number) > FAR


def month_grid(selection: Mapping[str, Any], month: date, now: datetime) -> MonthGrid:
    """Returns the dates of a month that match a selection, in six queries.

    Reads only start and end of all dates of the month, and the full rows of the dates shown.
    """
    dates = search.find(selection)
    spans = _spans(selection, month)
    days = months.into_days(spans, month)
    shown = {key for of_day in days.values() for key, _goes_on in of_day[:MOST_A_DAY]}
    read = search.dates(selection).filter(pk__in=shown)
    items = {item.occurrence.pk: item for item in listed(read, search.pages(selection))}
    today = months.day_of(now)
    first_days = [months.day_of(start, zone) for _key, start, _end, zone in spans]
    last_days = [months.last_day_of(end, zone) for _key, _start, end, zone in spans]

    def laid_out(day: date) -> Day:
        is_outside = months.of(day) != month
        of_day = [] if is_outside else days.get(day, [])
        first = [DayItem(items[key], goes_on) for key, goes_on in of_day[:MOST_A_DAY] if key in items]
        return Day(day, is_outside, day == today, first, max(0, len(of_day) - MOST_A_DAY))

    return MonthGrid(
        month=month,
        today=today,
        weeks=[[laid_out(day) for day in week] for week in months.weeks(month)],
        previous=_previous(dates, month, first_days),
        next=_next(dates, month, last_days),
    )


def _spans(selection: Mapping[str, Any], month: date) -> list[tuple[int, datetime, datetime, tzinfo]]:
    """Returns key, start, end and time zone of each date.

    Events are filtered by translation key: PostgreSQL overestimates the dates of a month and would
    read all events.
    """
    of_month = search.dates(selection).from_day(month).until_day(months.last_day(month)).in_order()
    rows = list(of_month.values_list("pk", "starts_at", "ends_at", "time_zone", "event_key"))
    events = search.events(selection).filter(translation_key__in={row[-1] for row in rows})
    answering = set(events.order_by().values_list("translation_key", flat=True))
    return [
        (key, start, end, time_zones.named(zone))
        for key, start, end, zone, event in rows
        if event in answering
    ]


def _previous(dates: OccurrenceQuerySet, month: date, first_days: list[date]) -> date | None:
    """Returns the month before if a date of this one began earlier, else that of the last date before."""
    last = dates.beginning_before(month).latest_first().first()
    if min(first_days, default=month) < month:
        return months.before(month)
    return months.of(months.last_day_of(last.ends_at, last.zone)) if last else None


def _next(dates: OccurrenceQuerySet, month: date, last_days: list[date]) -> date | None:
    """Returns the month after if a date of this one lasts into it, else the month of the next date."""
    later = months.after(month)
    coming = dates.beginning_from(later).in_order().first()
    if max(last_days, default=month) >= later:
        return later
    return months.of(coming.day) if coming else None

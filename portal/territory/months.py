"""Months of the calendar: their days, and which events fall on each day, in the local time of the place.

A month is represented by its first day. No function here queries the database.
"""

from __future__ import annotations

import re
from calendar import Calendar
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TypeVar

from portal.territory import time_zones

Key = TypeVar("Key")
#: Months outside these years are typing errors: see `occurrences.EARLIEST`.
FIRST_YEAR, LAST_YEAR = 2000, 2199
MONDAY = 0


def of(day: date) -> date:
    return day.replace(day=1)


def parse(text: str) -> date | None:
    """Parses « 2026-12 »; returns None for any other format and for years out of range."""
    found = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text, re.ASCII)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    return date(int(found[1]), int(found[2]), 1)


def after(month: date) -> date:
    return of(month + timedelta(days=31))


def before(month: date) -> date:
    return of(month - timedelta(days=1))


def last_day(month: date) -> date:
    return after(month) - timedelta(days=1)


def weeks(month: date) -> list[list[date]]:
    """Returns the weeks, Monday to Sunday, completed with days of the months before and after."""
    return Calendar(MONDAY).monthdatescalendar(month.year, month.month)


def day_of(moment: datetime, zone: tzinfo | None = None) -> date:
    """Returns the date in the time zone of the place, not of the reader; by default the site’s."""
    return moment.astimezone(zone or time_zones.of_site()).date()


def last_day_of(ends_at: datetime, zone: tzinfo | None = None) -> date:
    """Returns the last day; an event that ends at midnight does not count on the next day."""
    return day_of(ends_at.astimezone(UTC) - timedelta(microseconds=1), zone)


def into_days(
    spans: Iterable[tuple[Key, datetime, datetime, tzinfo]], month: date
) -> dict[date, list[tuple[Key, bool]]]:
    """Returns the events of each day of a month, each with True if it began on an earlier day.

    `spans` are keys with their first and last moment and the time zone of their place, in the order to
    keep. Events that begin on a day come before those that continue, so that a long exhibition hides no
    walk. Days without events are left out.
    """
    found: dict[date, list[tuple[Key, bool]]] = {}
    for key, starts_at, ends_at, zone in spans:
        own_first = day_of(starts_at, zone)
        first, last = max(own_first, month), min(last_day_of(ends_at, zone), last_day(month))
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            found.setdefault(day, []).append((key, day > own_first))
    return {day: sorted(found[day], key=lambda each: each[1]) for day in sorted(found)}

"""From a rhythm to its dates, each of which then stands for itself.

Days and hours are reckoned as the clock on the wall shows them, and the time zone is attached
afterwards: 18:00 stays 18:00 when the clocks change. Nothing here reads the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum

from dateutil.relativedelta import relativedelta
from dateutil.rrule import DAILY, MO, MONTHLY, WEEKLY, rrule, weekday
from dateutil.tz import datetime_exists
from django.utils import timezone

#: A slip of the keyboard makes no thousand dates.
MOST_DATES = 100
LONGEST_YEARS = 3
LONGEST = relativedelta(years=LONGEST_YEARS)

A_WEEK = timedelta(weeks=1)
#: Less than any month lasts.
FOUR_WEEKS = 4 * A_WEEK


class Rhythm(Enum):
    WEEKS = "weeks"
    #: « le 2e mardi »; the fifth is the last one, which every month has.
    MONTHLY_BY_WEEKDAY = "monthly_by_weekday"
    #: « le 12 »; months without such a day are passed over.
    MONTHLY_BY_DAY = "monthly_by_day"


class TooMany(ValueError):
    """More dates than anybody announces, or over too many years."""


@dataclass(frozen=True)
class Series:
    """What an organiser asks for. It ends on a day, after a number of dates kept, or at both."""

    first: date
    starts: time
    ends: time
    rhythm: Rhythm
    #: Every so many weeks, on these weekdays (0 is Monday); that of the first day where none is named.
    every: int = 1
    weekdays: frozenset[int] = frozenset()
    until: date | None = None
    number: int | None = None
    left_out: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Sitting:
    """One date of a series."""

    day: date
    starts_at: datetime
    ends_at: datetime
    is_left_out: bool
    #: False where the clocks jump over its start or its end.
    is_real: bool


def expand(series: Series) -> list[Sitting]:
    """Every date of a series in order, those left out among them. Raises TooMany."""
    sittings, kept, too_late = [], 0, series.first + LONGEST
    for day in _days(series):
        if kept == series.number or (series.until and day > series.until):
            break
        starts, ends = _in_zone(day, series.starts), _in_zone(day, series.ends)
        sitting = Sitting(
            day,
            starts.astimezone(UTC),
            ends.astimezone(UTC),
            is_left_out=day in series.left_out,
            is_real=datetime_exists(starts) and datetime_exists(ends),
        )
        kept += not sitting.is_left_out
        if kept > MOST_DATES or day > too_late:
            raise TooMany
        sittings.append(sitting)
    return sittings


def on_the_wall(day: date, clock: time) -> datetime:
    """The moment when clocks show that hour where the dates take place, in UTC.

    An hour that comes twice, in the night when clocks go back, is the first of both. (Python holds no
    such hour of a time zone for equal to any in UTC: hence no time zone here.)
    """
    return _in_zone(day, clock).astimezone(UTC)


def next_day(days: list[date], today: date) -> date:
    """When an event would be again after its last two days (or the one it has), but not in the past.

    Two days in a row of a monthly rhythm go on so, others after as many days as lie between them, a
    single one after a week.
    """
    last = days[-1]
    between = last - days[-2] if len(days) > 1 and days[-2] < last else A_WEEK
    after = max(last, today - timedelta(days=1))
    return next(day for day in _going_on(last - between, last) if day > after)


def _going_on(before: date, last: date) -> Iterator[date]:
    if last - before >= FOUR_WEEKS:
        for rhythm in (Rhythm.MONTHLY_BY_WEEKDAY, Rhythm.MONTHLY_BY_DAY):
            days = _days(Series(before, time.min, time.max, rhythm))
            if [next(days), next(days)] == [before, last]:
                return days
    every = (last - before).days
    return (day.date() for day in rrule(DAILY, interval=every, dtstart=_midnight(last)))


def _days(series: Series) -> Iterator[date]:
    """The days of its rhythm from the first on, without end."""
    first = series.first
    if series.rhythm == Rhythm.WEEKS:
        weekdays = series.weekdays or {first.weekday()}
        while first.weekday() not in weekdays:
            first += timedelta(days=1)
        rule = rrule(
            WEEKLY, interval=series.every, wkst=MO, byweekday=sorted(weekdays), dtstart=_midnight(first)
        )
    elif series.rhythm == Rhythm.MONTHLY_BY_WEEKDAY:
        nth = (first.day - 1) // 7 + 1
        same = weekday(first.weekday(), nth if nth < 5 else -1)
        rule = rrule(MONTHLY, byweekday=same, dtstart=_midnight(first))
    else:
        rule = rrule(MONTHLY, bymonthday=first.day, dtstart=_midnight(first))
    return (day.date() for day in rule)


def _in_zone(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, timezone.get_default_timezone())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)

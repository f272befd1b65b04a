"""Expands a rhythm into independent dates.

Days and hours are computed in local time, and the time zone is attached afterwards: 18:00 stays 18:00
when the clocks change. Nothing here reads the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from enum import Enum

from dateutil.relativedelta import relativedelta
from dateutil.rrule import DAILY, MO, MONTHLY, WEEKLY, rrule, weekday

from portal.territory import time_zones

#: So that a typing error does not create a thousand dates.
MOST_DATES = 100
LONGEST_YEARS = 3
LONGEST = relativedelta(years=LONGEST_YEARS)

A_WEEK = timedelta(weeks=1)
#: Not longer than any month.
FOUR_WEEKS = 4 * A_WEEK


class Rhythm(Enum):
    WEEKS = "weeks"
    #: « le 2e mardi »; the fifth means the last one, as every month has one.
    MONTHLY_BY_WEEKDAY = "monthly_by_weekday"
    #: « le 12 »; months without that day are skipped.
    MONTHLY_BY_DAY = "monthly_by_day"


class TooMany(ValueError):
    """Raised for more than MOST_DATES dates, or more than LONGEST_YEARS years."""


@dataclass(frozen=True)
class Series:
    """The series asked for. It ends on a day, after a number of dates kept, or at the first of both."""

    first: date
    starts: time
    ends: time
    rhythm: Rhythm
    #: Interval in weeks, and weekdays (0 is Monday); by default the weekday of the first day.
    every: int = 1
    weekdays: frozenset[int] = frozenset()
    until: date | None = None
    number: int | None = None
    left_out: frozenset[date] = frozenset()
    #: Time zone of the place.
    zone: tzinfo = field(default_factory=time_zones.of_site)


@dataclass(frozen=True)
class Sitting:
    """One date of a series."""

    day: date
    starts_at: datetime
    ends_at: datetime
    is_left_out: bool
    #: False if its start or end is skipped when the clocks go forward.
    is_real: bool
    #: If its start or end occurs twice that night: whether this is the second; else None.
    is_second: bool | None = None

    @property
    def name(self) -> str:
        """Unique within its series."""
        return f"{self.day.isoformat()}{'-2' if self.is_second else ''}"


def expand(series: Series) -> list[Sitting]:
    """Returns every date of a series in order, including those left out. Raises TooMany.

    A date whose hour occurs twice, in the night when the clocks go back, is listed twice.
    """
    sittings, kept, too_late = [], 0, series.first + LONGEST
    for day in _days(series):
        if kept == series.number or (series.until and day > series.until):
            break
        of_day = _sittings(day, series)
        kept += not of_day[0].is_left_out
        if kept > MOST_DATES or day > too_late:
            raise TooMany
        sittings += of_day
    return sittings


def _sittings(day: date, series: Series) -> list[Sitting]:
    clocks = [datetime.combine(day, clock) for clock in (series.starts, series.ends)]
    comes_twice = any(time_zones.comes_twice(clock, series.zone) for clock in clocks)
    is_real = all(time_zones.exists(clock, series.zone) for clock in clocks)
    found = []
    for is_second in (False, True) if comes_twice else (None,):
        fold = int(bool(is_second))
        starts, ends = (time_zones.on_the_wall(clock.replace(fold=fold), series.zone) for clock in clocks)
        found.append(Sitting(day, starts, ends, day in series.left_out, is_real, is_second))
    return found


def next_day(days: list[date], today: date) -> date:
    """Returns the next day, from today on, that continues the last two days of an event, or the only one.

    Two days in a monthly rhythm continue it, others continue with the same interval, a single day
    with a week.
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
    """Yields the days of the rhythm from the first on, without end."""
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


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)

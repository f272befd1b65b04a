"""Weeks of the digest and their period. A week is identified by its Monday, in the default time zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

#: Time of sending, on Monday.
HOUR = time(8)
#: Number of days covered, from the day of sending.
DAYS_TOLD = 28


def due(now: datetime) -> date | None:
    """Returns the week whose digest is due or late; None on a Monday before HOUR.

    A digest missed until then is replaced by the next one.
    """
    week = _monday(now)
    return week if now >= leaves_at(week) else None


def leaves_at(week: date) -> datetime:
    return datetime.combine(week, HOUR, timezone.get_default_timezone())


def next_after(now: datetime) -> date:
    """Returns the Monday of the first digest after a confirmation now."""
    week = _monday(now)
    return week if now < leaves_at(week) else week + timedelta(days=7)


def last_day_told(moment: datetime) -> date:
    """Returns the last day covered by a digest sent at that moment."""
    return local_day(moment) + timedelta(days=DAYS_TOLD - 1)


def local_day(moment: datetime) -> date:
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def _monday(moment: datetime) -> date:
    day = local_day(moment)
    return day - timedelta(days=day.weekday())

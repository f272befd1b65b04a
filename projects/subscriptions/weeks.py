"""Which digest is due and how far it looks. A week is known by its Monday, where the dates take place."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

#: On Monday morning.
HOUR = time(8)
#: From the day a digest leaves on.
DAYS_TOLD = 28


def due(now: datetime) -> date | None:
    """The week whose digest leaves or is late; none on a Monday before the hour.

    What was missed until then is in the one that leaves next.
    """
    week = _monday(now)
    return week if now >= leaves_at(week) else None


def leaves_at(week: date) -> datetime:
    return datetime.combine(week, HOUR, timezone.get_default_timezone())


def next_after(now: datetime) -> date:
    """The Monday on which whoever confirms now is written to first."""
    week = _monday(now)
    return week if now < leaves_at(week) else week + timedelta(days=7)


def last_day_told(moment: datetime) -> date:
    """The last day that a digest of that moment tells of."""
    return local_day(moment) + timedelta(days=DAYS_TOLD - 1)


def local_day(moment: datetime) -> date:
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def _monday(moment: datetime) -> date:
    day = local_day(moment)
    return day - timedelta(days=day.weekday())

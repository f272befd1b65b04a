"""Writes of the agenda."""

from datetime import datetime

from django.db import transaction

from portal.content.translation import source_of
from projects.agenda.models import EventPage, Occurrence


@transaction.atomic
def schedule(event: EventPage, starts_at: datetime, ends_at: datetime, **facts: object) -> Occurrence:
    """Adds a date to an event, with its usual number of places unless `facts` say otherwise.

    Raises ValidationError where the date contradicts itself or the event has one at that time.
    """
    facts.setdefault("capacity", event.default_capacity)
    occurrence = Occurrence(event=source_of(event), starts_at=starts_at, ends_at=ends_at, **facts)
    occurrence.full_clean()
    occurrence.save()
    return occurrence


@transaction.atomic
def set_first_date(event: EventPage, starts_at: datetime, ends_at: datetime) -> Occurrence:
    """Gives a new event its first date, or changes it while it is the only one."""
    only = Occurrence.objects.of(event).first()
    if only is None:
        return schedule(event, starts_at, ends_at)
    only.starts_at, only.ends_at = starts_at, ends_at
    only.full_clean()
    only.save(update_fields=["starts_at", "ends_at", "updated_at"])
    return only

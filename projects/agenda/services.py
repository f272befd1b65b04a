"""Writes of the agenda."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.search import index

from portal.content.services import inherit_park
from portal.pages.versions import source_of
from portal.territory import time_zones
from projects.agenda.locks import locked, locked_together
from projects.agenda.models import EventPage, Occurrence, OccurrenceStatus
from projects.agenda.page_forms import FirstDate
from projects.agenda.signals import dates_changed, place_published

#: The fields of a date that people’s own calendars hold.
TOLD = ("starts_at", "ends_at", "status")


@transaction.atomic
def schedule(event: EventPage, starts_at: datetime, ends_at: datetime, **facts: object) -> Occurrence:
    """Adds a date to an event, with its usual number of places unless `facts` say otherwise.

    Raises ValidationError if the date is invalid or the event already has one at that time.
    """
    facts.setdefault("capacity", event.default_capacity)
    occurrence = Occurrence(event=source_of(event), starts_at=starts_at, ends_at=ends_at, **facts)
    occurrence.full_clean()
    occurrence.save()
    return occurrence


@transaction.atomic
def schedule_series(
    event: EventPage, hours: Iterable[tuple[datetime, datetime]], **facts: object
) -> list[Occurrence]:
    """Adds several dates (start and end), all or none; returns those added.

    Dates that the event already has at that time are left unchanged, so a repeated call adds nothing.
    Raises ValidationError if a date is not between `EARLIEST` and `LATEST`.
    """
    facts.setdefault("capacity", event.default_capacity)
    # Concurrent calls for the same event wait for this lock.
    source = EventPage.objects.select_for_update().get(pk=source_of(event).pk)
    zone = time_zones.name_of(source.zone)  # bulk_create does not call save(), which sets it
    taken = set(Occurrence.objects.of(source).values_list("starts_at", flat=True))
    added = [
        Occurrence(event=source, starts_at=starts_at, ends_at=ends_at, time_zone=zone, **facts)
        for starts_at, ends_at in dict(hours).items()
        if starts_at not in taken
    ]
    for occurrence in added:
        occurrence.clean_fields()
    added = Occurrence.objects.bulk_create(added)
    index_again(source)  # bulk_create sends no signal
    return added


@transaction.atomic
def set_first_date(event: EventPage, typed: FirstDate) -> Occurrence:
    """Gives a new event its first date, or changes it while it is the only one.

    Its capacity follows the usual number of places, unless it was given one of its own.
    """
    only = Occurrence.objects.of(event).first()
    if only is None:
        return schedule(event, typed.starts_at, typed.ends_at, time_zone=typed.time_zone)
    only.starts_at, only.ends_at, only.time_zone = typed.starts_at, typed.ends_at, typed.time_zone
    if only.capacity == typed.usual_places and source_of(event).pk == event.pk:
        only.capacity = event.default_capacity
    only.full_clean()
    return change(only, ["starts_at", "ends_at", "time_zone", "capacity"])


@transaction.atomic
def change(occurrence: Occurrence, fields: Iterable[str]) -> Occurrence:
    """Writes these fields of a date only, increments `sequence` if its time or status changed, and sends
    `dates_changed`.

    RFC 5546, 2.1.4: calendars detect a change by `sequence`. Raises ValidationError if the capacity is
    below the places taken meanwhile.
    """
    before = locked(occurrence.pk)
    _write(occurrence, before, fields)
    dates_changed.send(Occurrence, changes=[(before, occurrence)], now=timezone.now())
    return occurrence


def _write(occurrence: Occurrence, before: Occurrence, fields: Iterable[str]) -> None:
    """Writes the fields without notifying anybody. `before` is the row as it was, locked."""
    if occurrence.capacity is not None and occurrence.capacity < before.confirmed_places:
        raise ValidationError({"capacity": _("Il y a déjà plus de places prises que cela.")})
    if occurrence.status == OccurrenceStatus.SCHEDULED:
        occurrence.reason = ""  # the reason for the cancellation or postponement
    saved = [*fields, "reason", "updated_at"]
    if any(getattr(before, name) != getattr(occurrence, name) for name in TOLD):
        occurrence.sequence = F("sequence") + 1
        saved.append("sequence")
    occurrence.save(update_fields=saved)
    occurrence.refresh_from_db()


def index_again(event: EventPage) -> None:
    """Updates the search index for an event in all its languages, after a change of its dates."""
    for version in EventPage.objects.translations_of(event).specific():
        index.insert_or_update_object(version)


@transaction.atomic
def call_off(dates: Iterable[Occurrence], status: OccurrenceStatus, reason: str) -> list[Occurrence]:
    """Cancels or postpones dates of one event; returns those whose status changed.

    A person registered for several of them gets one message.
    """
    changes = []
    for before in locked_together(dates):
        if before.status != status:
            date = copy(before)
            date.status, date.reason = status, reason
            _write(date, before, ["status", "reason"])
            changes.append((before, date))
    dates_changed.send(Occurrence, changes=changes, now=timezone.now())
    return [date for _before, date in changes]


@transaction.atomic
def keep_hours(event: EventPage) -> None:
    """Keeps the local hours of an event’s dates after a change of time zone.

    18:00 stays 18:00 in the new time zone, which is another moment in UTC.
    """
    source = source_of(event)
    inherit_park(source)  # a move or an old draft may have changed it
    zone = source.zone
    name = time_zones.name_of(zone)
    dates = locked_together(Occurrence.objects.of(event).exclude(time_zone=name))
    clocks = {date.pk: [date.local_start, date.local_end] for date in dates}
    moments = {
        key: [time_zones.on_the_wall(clock.replace(tzinfo=None), zone) for clock in both]
        for key, both in clocks.items()
    }
    # In this order no two rows have the same start, even between two saves (unique constraint).
    come_later = any(moments[date.pk][0] > date.starts_at for date in dates)
    for date in sorted(dates, key=lambda each: each.starts_at, reverse=come_later):
        date.starts_at, date.ends_at = moments[date.pk]
        date.time_zone, date.sequence = name, F("sequence") + 1
        date.save(update_fields=["starts_at", "ends_at", "time_zone", "sequence", "updated_at"])


def announce_place(event: EventPage) -> None:
    """Keeps the local hours, then sends `place_published` for the dates to come whose place was told."""
    if event.pk != source_of(event).pk:
        return
    keep_hours(event)
    coming = Occurrence.objects.upcoming(timezone.now()).with_place_told()
    place_published.send(EventPage, dates=coming.of(event))

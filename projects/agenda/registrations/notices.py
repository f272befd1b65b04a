"""Telling people: by mail in the transaction of what is told, else by a call of the organiser’s."""

from __future__ import annotations

from collections.abc import Iterable

from portal.mail import queue
from projects.agenda.models.occurrences import Occurrence, OccurrenceStatus
from projects.agenda.models.registrations import Notice, NoticeKind, Registration
from projects.agenda.registrations.letters import OwnWords, Writer

BY_STATUS = {
    OccurrenceStatus.CANCELLED: NoticeKind.CALLED_OFF,
    OccurrenceStatus.POSTPONED: NoticeKind.POSTPONED,
    OccurrenceStatus.SCHEDULED: NoticeKind.BACK_ON,
}


def tell(
    date: Occurrence,
    people: Iterable[Registration],
    kind: NoticeKind,
    must_call: bool = False,
    said: OwnWords | None = None,
) -> None:
    """One notice to each. `must_call`: whoever has no address does not know yet, and is rung up."""
    writer = Writer(date, said)
    for person in people:
        email = queue.post(writer.letter(person, kind), person.email) if person.email else None
        Notice.objects.create(
            registration=person, kind=kind, email=email, to_call=must_call and email is None
        )


def kind_of_change(before: Occurrence, after: Occurrence) -> NoticeKind | None:
    """What those who come have to know of a change of date; None where it does not touch them."""
    if before.status != after.status:
        return BY_STATUS[OccurrenceStatus(after.status)]
    moved = (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at)
    return NoticeKind.MOVED if moved and after.status == OccurrenceStatus.SCHEDULED else None


def place_of(date: Occurrence) -> str:
    """Where it takes place, as those who come are told it."""
    event = date.event
    commune = event.commune.name if event.commune else ""
    return ", ".join(part for part in (event.place_name, event.address, commune) if part)

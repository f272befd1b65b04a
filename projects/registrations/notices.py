"""Notices: by email, queued in the transaction of the change, else by a call of the organiser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from portal.mail import queue
from projects.agenda.models.occurrences import Occurrence, OccurrenceStatus
from projects.registrations.messages import OwnWords, Writer
from projects.registrations.models import Notice, NoticeKind, Registration

#: Changes that people did not ask for and may not know of otherwise.
CHANGES = (
    NoticeKind.PROMOTED,
    NoticeKind.REMOVED,
    NoticeKind.MOVED,
    NoticeKind.PLACE,
    NoticeKind.CALLED_OFF,
    NoticeKind.POSTPONED,
    NoticeKind.BACK_ON,
    NoticeKind.MESSAGE,
)
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
    """Creates a notice for each person. `must_call`: people without an email are to be telephoned."""
    writer = Writer([date], said)
    for person in people:
        _tell(writer, [person], kind, must_call)


def tell_together(
    dates: Iterable[Occurrence],
    people: Iterable[Registration],
    kind: NoticeKind,
    before: Mapping[int, Occurrence] | None = None,
) -> None:
    """Creates a notice for each registration and one message per reader, whatever the number of dates.

    Several registrations for one date with the same email are several readers. All dates are of one
    event; `before` holds their former state by primary key. People without an email are telephoned.
    """
    writer = Writer(dates, before=before)
    messages: dict[tuple[str, str, int], list[Registration]] = {}
    of_date: Counter[tuple[str, str, int]] = Counter()
    for person in people:
        reader = (person.email.lower(), person.language)
        rank = of_date[*reader, person.occurrence_id]
        of_date[*reader, person.occurrence_id] += 1
        messages.setdefault((*reader, rank), []).append(person)
    for theirs in messages.values():
        _tell(writer, theirs, kind, must_call=True)


def waiting_for_others(people: Iterable[Registration]) -> list[Notice]:
    """Returns the notices to other people in the unsent messages that also concern these people."""
    shared = Notice.objects.filter(registration__in=people).exclude(email=None).values("email")
    others = Notice.objects.filter(email__in=shared, email__status__in=queue.WAITING)
    others = others.exclude(registration__in=people).select_related("registration__occurrence")
    return list(others.order_by("email", "pk"))


def write_again(notices: Iterable[Notice]) -> None:
    """Rewrites the messages of these notices without anybody else, in the order of their former ones."""
    for _email, told in groupby(notices, key=attrgetter("email_id")):
        same = list(told)
        people = [notice.registration for notice in same]
        writer = Writer(person.occurrence for person in people)
        email = queue.post(writer.message(people, NoticeKind(same[0].kind)), people[0].email)
        Notice.objects.filter(pk__in=[notice.pk for notice in same]).update(email=email)


def _tell(writer: Writer, people: list[Registration], kind: NoticeKind, must_call: bool) -> None:
    """Notifies one reader."""
    address = people[0].email
    email = queue.post(writer.message(people, kind), address) if address else None
    Notice.objects.bulk_create(
        Notice(registration=person, kind=kind, email=email, to_call=must_call and not address)
        for person in people
    )


def call_instead(messages: Iterable[int], now: datetime) -> None:
    """Marks for a call the notices of changes whose messages were never sent, for dates to come."""
    unsaid = Notice.objects.filter(email__in=messages, kind__in=CHANGES)
    to_come = unsaid.of_dates_to_come(now).values("pk")
    Notice.objects.filter(pk__in=list(to_come.values_list("pk", flat=True))).update(to_call=True)


def kind_of_change(before: Occurrence, after: Occurrence) -> NoticeKind | None:
    """Returns the notice for a change of date; None if people need not know."""
    if before.status != after.status:
        return BY_STATUS[OccurrenceStatus(after.status)]
    moved = (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at)
    return NoticeKind.MOVED if moved and after.status == OccurrenceStatus.SCHEDULED else None


def place_of(date: Occurrence) -> str:
    """Returns the place as notices give it."""
    event = date.event
    commune = event.commune.name if event.commune else ""
    return ", ".join(part for part in (event.place_name, event.address, commune) if part)

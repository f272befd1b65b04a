"""Telling people: by mail in the transaction of what is told, else by a call of the organiser’s."""

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

#: What somebody may not have heard of otherwise: they did not ask for it themselves.
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
    """One notice to each. `must_call`: whoever has no address does not know yet, and is rung up."""
    writer = Writer([date], said)
    for person in people:
        _tell(writer, [person], kind, must_call)


def tell_together(
    dates: Iterable[Occurrence],
    people: Iterable[Registration],
    kind: NoticeKind,
    before: Mapping[int, Occurrence] | None = None,
) -> None:
    """One notice to each, and one message to each reader, however many of these dates they come to.

    Those of a household who come to one date by one address are several readers. The dates are of one
    event; `before` holds them by key as they were. Whoever has no address is rung up.
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
    """What messages that have not left yet, and tell these people something, tell others as well."""
    shared = Notice.objects.filter(registration__in=people).exclude(email=None).values("email")
    others = Notice.objects.filter(email__in=shared, email__status__in=queue.WAITING)
    others = others.exclude(registration__in=people).select_related("registration__occurrence")
    return list(others.order_by("email", "pk"))


def write_again(notices: Iterable[Notice]) -> None:
    """Writes anew the messages of these notices, in the order of those they had, about nobody else."""
    for _email, told in groupby(notices, key=attrgetter("email_id")):
        same = list(told)
        people = [notice.registration for notice in same]
        writer = Writer(person.occurrence for person in people)
        email = queue.post(writer.message(people, NoticeKind(same[0].kind)), people[0].email)
        Notice.objects.filter(pk__in=[notice.pk for notice in same]).update(email=email)


def _tell(writer: Writer, people: list[Registration], kind: NoticeKind, must_call: bool) -> None:
    """To one reader."""
    address = people[0].email
    email = queue.post(writer.message(people, kind), address) if address else None
    Notice.objects.bulk_create(
        Notice(registration=person, kind=kind, email=email, to_call=must_call and not address)
        for person in people
    )


def call_instead(messages: Iterable[int], now: datetime) -> None:
    """Whoever was to learn of a change by messages that never left is rung up, while it matters."""
    unsaid = Notice.objects.filter(email__in=messages, kind__in=CHANGES)
    to_come = unsaid.of_dates_to_come(now).values("pk")
    Notice.objects.filter(pk__in=list(to_come.values_list("pk", flat=True))).update(to_call=True)


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

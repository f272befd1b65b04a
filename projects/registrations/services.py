"""Writes of registrations.

Every change of the places of a date first locks it (`agenda.locks`). Database constraints guard
against errors of this file.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from portal.forms import telephones
from portal.forms.texts import folded
from portal.mail import queue
from projects.agenda.locks import locked, locked_together
from projects.agenda.models.occurrences import Occurrence, OccurrenceStatus
from projects.agenda.places import places
from projects.registrations import notices
from projects.registrations.messages import OwnWords
from projects.registrations.models import Notice, NoticeKind, Registration, RegistrationState
from projects.registrations.rules import Refusal, refusal_of, would_be

if TYPE_CHECKING:
    from projects.agenda.models.events import EventPage

#: So that a stranger who types somebody’s email cannot flood their mailbox.
LINK_SENT_AGAIN_AFTER = timedelta(hours=1)


class Refused(Exception):
    """Raised if a registration or its change is refused; `reason` says why."""

    def __init__(self, reason: Refusal):
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True)
class Application:
    """The data of a registration request; `email` or `phone` is required."""

    name: str
    people: int
    language: str
    email: str = ""
    phone: str = ""
    needs: str = ""
    #: Identifies the form sent.
    submission: uuid.UUID = field(default_factory=uuid.uuid4)


@transaction.atomic
def register(
    occurrence: Occurrence,
    asked: Application,
    now: datetime,
    by_organiser: bool = False,
    page: EventPage | None = None,
) -> RegistrationState:
    """Registers people or puts them on the waiting list; returns the state. `page` offered the form.

    A household may share an email or a telephone number: another name is another registration. The
    same name again changes nothing: returns what a new person would get, and sends the personal link
    by email; without an email, the person is telephoned if the request differs. The same form sent
    twice is one registration. Raises Refused.
    """
    date = locked(occurrence.pk)
    # One form may be sent for several dates of an event, from duplicated tabs.
    submission = uuid.uuid5(asked.submission, str(date.pk))
    if sent := Registration.objects.at(date).filter(submission=submission).first():
        return RegistrationState(sent.state)
    if reason := refusal_of(date, asked.people, now, by_organiser, page):
        raise Refused(reason)
    answer = would_be(date, asked.people)
    if known := _already_there(date, asked):
        if by_organiser:
            raise Refused(Refusal.KNOWN)
        _tell_again(known, asked, date, now)
        return answer
    person = date.registrations.create(
        name=asked.name,
        email=asked.email,
        phone=_dialled(asked.phone),
        people=asked.people,
        needs=asked.needs,
        language=asked.language,
        submission=submission,
        state=answer,
        position=_next_position(date),
    )
    if not date.place_told:
        date.place_told = notices.place_of(date)
        date.save(update_fields=["place_told"])
    _count(date)
    kind = NoticeKind.CONFIRMED if person.is_confirmed else NoticeKind.WAITING
    notices.tell(date, [person], kind)
    return answer


@transaction.atomic
def change(
    registration: Registration,
    people: int,
    needs: str,
    now: datetime,
    by_organiser: bool = False,
    page: EventPage | None = None,
) -> None:
    """Changes the number of people or the needs. More people need free places and an empty waiting list.

    Raises Refused. A waiting registration keeps its position.
    """
    date = locked(registration.occurrence_id)
    person = _fresh(registration)
    before = person.people
    if person.is_cancelled:
        raise Refused(Refusal.CANCELLED)
    if people != before and (reason := refusal_of(date, people, now, by_organiser, page)):
        raise Refused(reason)
    if person.is_confirmed and people > before and would_be(date, people - before) != person.state:
        raise Refused(Refusal.NO_ROOM)
    person.people, person.needs = people, needs
    person.save(update_fields=["people", "needs", "updated_at"])
    if people == before:
        return
    _count(date)
    notices.tell(date, [person], NoticeKind.CHANGED)
    _promote(date, now)


@transaction.atomic
def cancel(registration: Registration, now: datetime, by_organiser: bool = False) -> None:
    """Cancels, and gives the places to the waiting list. Does nothing once the date has begun."""
    date = locked(registration.occurrence_id)
    person = _fresh(registration)
    if person.is_cancelled or date.starts_at <= now:
        return
    person.state = RegistrationState.CANCELLED
    person.save(update_fields=["state", "updated_at"])
    _count(date)
    kind = NoticeKind.REMOVED if by_organiser else NoticeKind.CANCELLED
    notices.tell(date, [person], kind, must_call=by_organiser)
    _promote(date, now)


@transaction.atomic
def move_up(registration: Registration, now: datetime) -> None:
    """Moves a waiting registration up by one, at the organiser’s request only."""
    date = locked(registration.occurrence_id)
    person = _fresh(registration)
    ahead = Registration.objects.at(date).waiting().filter(position__lt=person.position).in_order().last()
    if not person.is_waiting or ahead is None:
        return
    place, behind = ahead.position, person.position
    # Positions are unique at every step: 0 is a temporary position.
    for each, position in ((ahead, 0), (person, place), (ahead, behind)):
        Registration.objects.filter(pk=each.pk).update(position=position)
    _promote(date, now)


@transaction.atomic
def note_presence(registration: Registration, came: bool) -> None:
    """Records presence or absence, for the statistics and the thanks."""
    date = locked(registration.occurrence_id)
    confirmed = Registration.objects.at(date).confirmed()
    confirmed.filter(pk=registration.pk).update(came=came, presence_noted=True)
    date.people_came = confirmed.filter(came=True).people()
    date.save(update_fields=["people_came"])


@transaction.atomic
def erase(registration: Registration, now: datetime) -> None:
    """Deletes a person’s data and messages at their request. Their places become free."""
    date = locked(registration.occurrence_id)
    _forget([_fresh(registration)])
    if date.ends_at > now:
        _count(date)
        _promote(date, now)


@transaction.atomic
def forget_everybody(occurrence: Occurrence, now: datetime) -> int:
    """Deletes the registrations of a past date, keeps its anonymous figures; returns their number."""
    date = locked(occurrence.pk)
    people = list(Registration.objects.at(date))
    _forget(people)
    date.forgotten_at = now
    date.save(update_fields=["forgotten_at"])
    return len(people)


@transaction.atomic
def follow(changes: Iterable[tuple[Occurrence, Occurrence]], now: datetime) -> None:
    """Notifies people after dates of one event changed (before, after), and fills the free places.

    The caller has locked the dates.
    """
    changes = [each for each in changes if max(date.ends_at for date in each) > now]
    changed: dict[NoticeKind, list[Occurrence]] = {}
    for before, after in changes:
        if kind := notices.kind_of_change(before, after):
            changed.setdefault(kind, []).append(after)
    former = {after.pk: before for before, after in changes}
    for kind, dates in changed.items():
        _tell_all(dates, kind, former)
    for _before, after in changes:
        _promote(after, now)


@transaction.atomic
def tell_new_place(occurrences: Iterable[Occurrence]) -> None:
    """Notifies people of these dates, once, if the place differs from the one they were told."""
    moved = []
    for date in locked_together(occurrences):
        place = notices.place_of(date)
        if folded(date.place_told) in ("", folded(place)):
            continue
        date.place_told, date.sequence = place, F("sequence") + 1
        date.save(update_fields=["place_told", "sequence", "updated_at"])
        date.refresh_from_db(fields=["sequence"])
        if date.status == OccurrenceStatus.SCHEDULED:
            moved.append(date)
    _tell_all(moved, NoticeKind.PLACE)


@transaction.atomic
def tell_once(registration: Registration, kind: NoticeKind) -> bool:
    """Sends a reminder or thanks unless already sent; returns whether it was sent."""
    date = locked(registration.occurrence_id)
    person = Registration.objects.at(date).confirmed().filter(pk=registration.pk).first()
    if person is None or person.notices.filter(kind=kind).exists():
        return False
    if kind == NoticeKind.THANKS and person.is_noted_absent:
        return False
    notices.tell(date, [person], kind)
    return True


@transaction.atomic
def send_message(occurrence: Occurrence, said: OwnWords, states: list[str], key: str) -> int:
    """Sends an organiser’s message to all in these states, once per key; returns their number."""
    date = locked(occurrence.pk)
    if date.last_message == key:
        return 0
    date.last_message = key
    date.save(update_fields=["last_message"])
    people = list(Registration.objects.at(date).filter(state__in=states).in_order())
    notices.tell(date, people, NoticeKind.MESSAGE, must_call=True, said=said)
    return len(people)


def exported(registration: Registration) -> dict[str, Any]:
    """Returns all data kept about a person, with French keys."""
    told = registration.notices.order_by("pk")
    return {
        "nom": registration.name,
        "adresse_email": registration.email,
        "telephone": telephones.written(registration.phone),
        "nombre_de_personnes": registration.people,
        "besoins": registration.needs,
        "langue": registration.language,
        "etat": registration.get_state_display(),
        "rendez_vous": registration.occurrence.event.title,
        "date": registration.occurrence.local_start.isoformat(),
        "venu": registration.came if registration.presence_noted else None,
        "inscrit_le": timezone.localtime(registration.created_at).isoformat(),
        "annonces": [
            {"sujet": str(each), "le": timezone.localtime(each.created_at).isoformat()} for each in told
        ],
    }


def rank(registration: Registration) -> int | None:
    """Returns the rank in the waiting list, from 1; None if not waiting."""
    if not registration.is_waiting:
        return None
    waiting = Registration.objects.at(registration.occurrence).waiting()
    return waiting.filter(position__lt=registration.position).count() + 1


def _tell_all(
    dates: list[Occurrence], kind: NoticeKind, former: Mapping[int, Occurrence] | None = None
) -> None:
    """Notifies everybody registered or waiting for these dates."""
    people = Registration.objects.at(*dates).active().date_by_date()
    notices.tell_together(dates, people, kind, former)


def _fresh(registration: Registration) -> Registration:
    return Registration.objects.get(pk=registration.pk)


def _count(date: Occurrence) -> None:
    """Recomputes the sums shown in lists; a constraint refuses more than the capacity."""
    shown = places(date)
    date.confirmed_places = Registration.objects.at(date).confirmed().people()
    date.waiting_places = Registration.objects.at(date).waiting().people()
    changed = ["updated_at"] if places(date) != shown else []  # feeds show the state of the places
    date.save(update_fields=["confirmed_places", "waiting_places", *changed])


def _promote(date: Occurrence, now: datetime) -> None:
    """Gives free places to the waiting list in order: no smaller group overtakes the first."""
    if date.status != OccurrenceStatus.SCHEDULED or date.starts_at <= now:
        return
    free, promoted = date.free_places, []
    for person in Registration.objects.at(date).waiting().in_order():
        if free is not None and person.people > free:
            break
        free = None if free is None else free - person.people
        promoted.append(person)
    if not promoted:
        return
    Registration.objects.filter(pk__in=[person.pk for person in promoted]).update(
        state=RegistrationState.CONFIRMED, updated_at=timezone.now()
    )
    _count(date)
    for person in promoted:
        person.state = RegistrationState.CONFIRMED
    notices.tell(date, promoted, NoticeKind.PROMOTED, must_call=True)


def _next_position(date: Occurrence) -> int:
    return (Registration.objects.at(date).aggregate(last=Max("position"))["last"] or 0) + 1


def _already_there(date: Occurrence, asked: Application) -> Registration | None:
    """Returns the registration with that name and that email or telephone number."""
    return next(
        (person for person in Registration.objects.at(date).active().in_order() if _is(person, asked)),
        None,
    )


def _is(person: Registration, asked: Application) -> bool:
    if folded(person.name) != folded(asked.name):
        return False
    if asked.email and person.email.casefold() == asked.email.casefold():
        return True
    return bool(asked.phone) and _dialled(person.phone) == _dialled(asked.phone)


def _tell_again(person: Registration, asked: Application, date: Occurrence, now: datetime) -> None:
    if person.email:
        recently = now - LINK_SENT_AGAIN_AFTER
        if not person.notices.filter(kind=NoticeKind.LINK, created_at__gt=recently).exists():
            notices.tell(date, [person], NoticeKind.LINK)
        return
    differs = (person.people, person.needs) != (asked.people, asked.needs)
    if differs and not person.notices.to_call().filter(kind=NoticeKind.AGAIN).exists():
        notices.tell(date, [person], NoticeKind.AGAIN, must_call=True)


def _forget(people: list[Registration]) -> None:
    told = Notice.objects.filter(registration__in=people).exclude(email=None).select_related("email")
    of_others = notices.waiting_for_others(people)
    queue.forget([notice.email for notice in told])
    Registration.objects.filter(pk__in=[person.pk for person in people]).delete()
    notices.write_again(of_others)


def _dialled(number: str) -> str:
    """Normalises a telephone number; stored text that is not a number is returned unchanged."""
    return telephones.read(number) or number

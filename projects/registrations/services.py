"""Writes of registrations.

Whatever touches the places of a date first takes its lock (`agenda.locks`). Constraints of the
database hold what this file might get wrong.
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

#: A stranger who types somebody’s address does not fill that person’s box.
LINK_SENT_AGAIN_AFTER = timedelta(hours=1)


class Refused(Exception):
    """A registration that cannot be as asked; `reason` says why."""

    def __init__(self, reason: Refusal):
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True)
class Application:
    """What somebody asks for: an address or a telephone number at least."""

    name: str
    people: int
    language: str
    email: str = ""
    phone: str = ""
    needs: str = ""
    #: Of the form it came by.
    submission: uuid.UUID = field(default_factory=uuid.uuid4)


@transaction.atomic
def register(
    occurrence: Occurrence,
    asked: Application,
    now: datetime,
    by_organiser: bool = False,
    page: EventPage | None = None,
) -> RegistrationState:
    """Gives places or a place in the waiting list; answers which. `page` is the one that offered them.

    A household shares an address or a number: somebody of another name is somebody else. The same name
    again changes nothing: the answer is what anybody would get, the person gets their link by mail, and
    who has no address is rung up if they asked for something else. The same form sent twice is
    one registration. Raises Refused.
    """
    date = locked(occurrence.pk)
    # One form may be sent for several dates of an event, from tabs that are copies of one another.
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
    """Another number of people or other needs. More people need free places and nobody waiting.

    Raises Refused. Whoever waits keeps their place in the order.
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
    """Gives the places back, to those who wait first. Once a date has begun nothing changes any more."""
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
    """Somebody who waits passes before the one in front: an organiser’s decision, never the portal’s."""
    date = locked(registration.occurrence_id)
    person = _fresh(registration)
    ahead = Registration.objects.at(date).waiting().filter(position__lt=person.position).in_order().last()
    if not person.is_waiting or ahead is None:
        return
    place, behind = ahead.position, person.position
    # No two may hold one position, not even for a moment: 0 is nobody’s.
    for each, position in ((ahead, 0), (person, place), (ahead, behind)):
        Registration.objects.filter(pk=each.pk).update(position=position)
    _promote(date, now)


@transaction.atomic
def note_presence(registration: Registration, came: bool) -> None:
    """Who was there or was not, for the figures that stay and for thanks."""
    date = locked(registration.occurrence_id)
    confirmed = Registration.objects.at(date).confirmed()
    confirmed.filter(pk=registration.pk).update(came=came, presence_noted=True)
    date.people_came = confirmed.filter(came=True).people()
    date.save(update_fields=["people_came"])


@transaction.atomic
def erase(registration: Registration, now: datetime) -> None:
    """Forgets a person at their wish, with all that was written to them. Their places become free."""
    date = locked(registration.occurrence_id)
    _forget([_fresh(registration)])
    if date.ends_at > now:
        _count(date)
        _promote(date, now)


@transaction.atomic
def forget_everybody(occurrence: Occurrence, now: datetime) -> int:
    """Deletes the registrations of a date that is long over; its figures stay, and name nobody."""
    date = locked(occurrence.pk)
    people = list(Registration.objects.at(date))
    _forget(people)
    date.forgotten_at = now
    date.save(update_fields=["forgotten_at"])
    return len(people)


@transaction.atomic
def follow(changes: Iterable[tuple[Occurrence, Occurrence]], now: datetime) -> None:
    """After dates of an event have changed together (before, after): tells those who come what became
    of them, and fills the places they have.

    The caller holds the locks of the dates.
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
    """Where an event takes place has changed: those who come to these dates of it are told, once."""
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
    """Reminds or thanks somebody, unless it is done; answers whether it had to be."""
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
    """An organiser’s own words to all in these states, once for a key; answers to how many."""
    date = locked(occurrence.pk)
    if date.last_message == key:
        return 0
    date.last_message = key
    date.save(update_fields=["last_message"])
    people = list(Registration.objects.at(date).filter(state__in=states).in_order())
    notices.tell(date, people, NoticeKind.MESSAGE, must_call=True, said=said)
    return len(people)


def exported(registration: Registration) -> dict[str, Any]:
    """All that is kept about a person, in words that they know."""
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
    """Whose turn it is in the waiting list, from 1; None for who does not wait."""
    if not registration.is_waiting:
        return None
    waiting = Registration.objects.at(registration.occurrence).waiting()
    return waiting.filter(position__lt=registration.position).count() + 1


def _tell_all(
    dates: list[Occurrence], kind: NoticeKind, former: Mapping[int, Occurrence] | None = None
) -> None:
    """Whoever comes to these dates, or waits for a place."""
    people = Registration.objects.at(*dates).active().date_by_date()
    notices.tell_together(dates, people, kind, former)


def _fresh(registration: Registration) -> Registration:
    return Registration.objects.get(pk=registration.pk)


def _count(date: Occurrence) -> None:
    """The sums that lists show, made anew: the database refuses more than the capacity."""
    shown = places(date)
    date.confirmed_places = Registration.objects.at(date).confirmed().people()
    date.waiting_places = Registration.objects.at(date).waiting().people()
    changed = ["updated_at"] if places(date) != shown else []  # feeds say it
    date.save(update_fields=["confirmed_places", "waiting_places", *changed])


def _promote(date: Occurrence, now: datetime) -> None:
    """Gives free places to those who wait, in order: nobody overtakes the first, however few they are."""
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
    """Somebody of that name with that address or that number."""
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
    """However it is written; what was stored without being a number is compared as it stands."""
    return telephones.read(number) or number

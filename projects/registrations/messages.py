"""Emails to registered people, in their language, with an iCalendar file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from portal.forms import telephones
from portal.mail.messages import Entry, Fact, File, Group, Link, Message
from portal.territory import wording
from projects.agenda.listings import ListedOccurrence, listed
from projects.agenda.models.events import EventPage
from projects.agenda.models.occurrences import Occurrence
from projects.calendars import icalendar_feed
from projects.calendars.feeds import FedDate
from projects.registrations import links
from projects.registrations.models import NoticeKind, Registration
from projects.registrations.wording import WORDS, WORDS_OF_SEVERAL

#: Notices with an iCalendar file of the current date.
WITH_DATE = {
    NoticeKind.CONFIRMED,
    NoticeKind.PROMOTED,
    NoticeKind.MOVED,
    NoticeKind.PLACE,
    NoticeKind.BACK_ON,
}
#: Notices with an iCalendar file that cancels the date.
WITHOUT_DATE = {NoticeKind.CANCELLED, NoticeKind.REMOVED, NoticeKind.CALLED_OFF, NoticeKind.POSTPONED}
#: Notices after which the registration cannot be changed.
FAREWELLS = {NoticeKind.CANCELLED, NoticeKind.REMOVED, NoticeKind.CALLED_OFF, NoticeKind.THANKS}
#: Notices with practical notes (transport, rain).
ON_THE_WAY = {NoticeKind.CONFIRMED, NoticeKind.PROMOTED, NoticeKind.PLACE, NoticeKind.REMINDER}
#: Subjects without a day: the organiser’s own, and thanks for the event.
WITHOUT_DAY = {NoticeKind.MESSAGE, NoticeKind.THANKS}


@dataclass(frozen=True)
class OwnWords:
    """The organiser’s message to all."""

    subject: str
    text: str


class Writer:
    """Writes the messages about dates of one event; reads the shared data once per language."""

    def __init__(
        self,
        dates: Iterable[Occurrence],
        said: OwnWords | None = None,
        before: Mapping[int, Occurrence] | None = None,
    ):
        """`before`: dates before their change, by primary key."""
        self._dates = list(dates)
        self._said = said
        self._before = before or {}
        self._in_language = cache(self._read)

    def message(self, people: Sequence[Registration], kind: NoticeKind) -> Message:
        """Returns a message to one reader about one or several registrations, each for another date."""
        language = people[0].language
        with override(language):
            fed = [self._in_language(language)[person.occurrence_id] for person in people]
            if len(people) > 1:
                return _about_several(people, kind, fed)
            return self._about_one(people[0], kind, fed[0])

    def _about_one(self, person: Registration, kind: NoticeKind, fed: FedDate) -> Message:
        subject, paragraphs = self._words(person, kind, fed)
        return Message(
            subject=subject,
            paragraphs=(_hello(person.name), *paragraphs),
            language=person.language,
            facts=_facts(
                (_("Rendez-vous"), fed.event.title),
                (_("Quand"), fed.occurrence.when),
                (_("Avant, c’était"), self._formerly(kind, fed)),
                (_("Où"), fed.place),
                *(fed.event.notes_on_coming if kind in ON_THE_WAY else ()),
                (_("Inscription"), _people(person) if kind not in FAREWELLS else ""),
                (_("Une question ?"), _contact(fed.event)),
            ),
            links=_links(person, kind, fed),
            notes=_notes(kind),
            files=_files([person], kind, [fed]),
            reply_to=fed.event.contact_email,
        )

    def _read(self, language: str) -> dict[int, FedDate]:
        """Returns the dates with their event in a language; in the source language if none is public."""
        items = listed(self._dates, EventPage.objects.all().with_themes())
        address = (items[0].event.get_full_url() if items else None) or settings.SITE_URL
        if not items:
            source = EventPage.objects.with_themes().get(pk=self._dates[0].event_id)
            items = [ListedOccurrence(date, source) for date in self._dates]
        return {item.occurrence.pk: FedDate(item, address) for item in items}

    def _words(self, person, kind, fed) -> tuple[str, tuple[str, ...]]:
        if kind == NoticeKind.MESSAGE and self._said:
            return self._said.subject, (self._said.text,)
        subject, *paragraphs = WORDS[kind](person, fed.occurrence)
        day = "" if kind in WITHOUT_DAY else wording.day_of_year(fed.occurrence.local_start)
        title = ", ".join(part for part in (fed.event.title, day) if part)
        return subject % {"title": title}, tuple(paragraph for paragraph in paragraphs if paragraph)

    def _formerly(self, kind: NoticeKind, fed: FedDate) -> str:
        before = self._before.get(fed.occurrence.pk) if kind == NoticeKind.MOVED else None
        return before.when if before else ""


def _about_several(people: Sequence[Registration], kind: NoticeKind, fed: list[FedDate]) -> Message:
    """Lists each registration under its date, with its personal link."""
    event = fed[0].event
    names = list(dict.fromkeys(person.name for person in people))
    subject, *paragraphs = WORDS_OF_SEVERAL[kind](fed[0].occurrence)
    mine = tuple(_entry(*each, with_name=len(names) > 1) for each in zip(people, fed, strict=True))
    return Message(
        subject=subject % {"title": event.title, "number": len(people)},
        paragraphs=(_hello(get_text_list(names, _("et"))), *paragraphs),
        language=people[0].language,
        facts=_facts(
            (_("Rendez-vous"), event.title),
            (_("Où"), fed[0].place),
            (_("Une question ?"), _contact(event)),
        ),
        groups=(Group(_("Vos inscriptions"), mine),),
        links=(_to_the_page(fed[0]),),
        notes=(_("Ces liens sont les vôtres : qui les a peut changer vos inscriptions."), _kept()),
        files=_files(people, kind, fed),
        reply_to=event.contact_email,
    )


def _entry(person: Registration, fed: FedDate, with_name: bool) -> Entry:
    lines = (
        person.name if with_name else "",
        _people(person),
        person.get_state_display() if person.is_waiting else "",
    )
    return Entry(fed.occurrence.when, links.address(person), tuple(line for line in lines if line))


def _hello(name: str) -> str:
    return _("Bonjour %(name)s,") % {"name": name}


def _people(person: Registration) -> str:
    people = ngettext("%(number)d personne", "%(number)d personnes", person.people)
    return people % {"number": person.people}


def _facts(*facts: tuple[str, str]) -> tuple[Fact, ...]:
    return tuple(Fact(label, value) for label, value in facts if value)


def _contact(event: EventPage) -> str:
    who = event.contact_name or event.organiser
    phone = telephones.written(event.contact_phone)
    return ", ".join(part for part in (who, phone, event.contact_email) if part)


def _to_the_page(fed: FedDate) -> Link:
    return Link(_("Lire la page du rendez-vous"), fed.url)


def _links(person: Registration, kind: NoticeKind, fed: FedDate) -> tuple[Link, ...]:
    page = _to_the_page(fed)
    if kind in FAREWELLS:
        return (page,)
    give_back = _("Annuler") if person.is_confirmed else _("Quitter la liste d’attente")
    return (
        Link(_("Voir ou changer mon inscription"), links.address(person)),
        Link(give_back, links.address(person, "cancel")),
        page,
    )


def _notes(kind: NoticeKind) -> tuple[str, ...]:
    mine = _("Ce lien est le vôtre : qui l’a peut changer votre inscription.")
    return (_kept(),) if kind in FAREWELLS else (mine, _kept())


def _kept() -> str:
    return ngettext(
        "Vos données ne servent qu’à ce rendez-vous ; elles sont effacées %(days)d jour après.",
        "Vos données ne servent qu’à ce rendez-vous ; elles sont effacées %(days)d jours après.",
        settings.REGISTRATIONS_KEPT_DAYS,
    ) % {"days": settings.REGISTRATIONS_KEPT_DAYS}


def _files(people: Sequence[Registration], kind: NoticeKind, fed: list[FedDate]) -> tuple[File, ...]:
    """Returns one iCalendar file with the dates to add to people’s calendars or to remove from them."""
    leave = kind in WITHOUT_DATE
    told = [
        date
        for person, date in zip(people, fed, strict=True)
        if leave or (kind in WITH_DATE and person.is_confirmed)
    ]
    if not told:
        return ()
    method = icalendar_feed.CANCEL if leave and len(told) == 1 else icalendar_feed.PUBLISH
    content = icalendar_feed.write_message(told, method, timezone.now())
    return (File("rendez-vous.ics", content, f"text/calendar; method={method}"),)

"""What people are told, in their language, with the date for their own agenda."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from portal.mail.letters import Fact, File, Letter, Link
from projects.agenda import icalendar_feed, wording
from projects.agenda.feeds import FedDate
from projects.agenda.listings import ListedOccurrence, listed
from projects.agenda.models.events import EventPage
from projects.agenda.models.occurrences import Occurrence
from projects.agenda.models.registrations import NoticeKind, Registration
from projects.agenda.registrations import links

#: With these comes the date as it now stands, to put into one’s own agenda.
WITH_DATE = {
    NoticeKind.CONFIRMED,
    NoticeKind.PROMOTED,
    NoticeKind.MOVED,
    NoticeKind.PLACE,
    NoticeKind.BACK_ON,
}
#: With these the date leaves one’s own agenda.
WITHOUT_DATE = {NoticeKind.CANCELLED, NoticeKind.REMOVED, NoticeKind.CALLED_OFF, NoticeKind.POSTPONED}
#: After these there is nothing left to change.
FAREWELLS = {NoticeKind.CANCELLED, NoticeKind.REMOVED, NoticeKind.THANKS}


@dataclass(frozen=True)
class OwnWords:
    """What an organiser writes to all."""

    subject: str
    text: str


class Writer:
    """Writes the letters about one date; what letters of a language share is made once."""

    def __init__(self, date: Occurrence, said: OwnWords | None = None):
        self._date = date
        self._said = said
        self._in_language = cache(self._read)

    def letter(self, person: Registration, kind: NoticeKind) -> Letter:
        with override(person.language):
            fed = self._in_language(person.language)
            subject, paragraphs = self._words(person, kind, fed)
            return Letter(
                subject=subject,
                paragraphs=(_("Bonjour %(name)s,") % {"name": person.name}, *paragraphs),
                language=person.language,
                facts=self._facts(person, kind, fed),
                links=self._links(person, kind, fed),
                notes=self._notes(kind),
                files=self._files(person, kind, fed),
                reply_to=fed.event.contact_email,
            )

    def _read(self, language: str) -> FedDate:
        """The date with its event in that language; as it was written where nobody may read it now."""
        shown = listed([self._date], EventPage.objects.all().with_themes())
        if shown:
            return FedDate(shown[0], shown[0].event.get_full_url() or settings.SITE_URL)
        source = EventPage.objects.with_themes().get(pk=self._date.event_id)
        return FedDate(ListedOccurrence(self._date, source), settings.SITE_URL)

    def _words(self, person, kind, fed) -> tuple[str, tuple[str, ...]]:
        if kind == NoticeKind.MESSAGE and self._said:
            return self._said.subject, (self._said.text,)
        subject, *paragraphs = WORDS[kind](person, self._date)
        title = {"title": fed.event.title}
        return subject % title, tuple(paragraph for paragraph in paragraphs if paragraph)

    def _facts(self, person, kind, fed) -> tuple[Fact, ...]:
        date = self._date
        people = ngettext("%(number)d personne", "%(number)d personnes", person.people)
        facts = (
            (_("Rendez-vous"), fed.event.title),
            (_("Quand"), wording.when(date.starts_at, date.ends_at)),
            (_("Où"), fed.place),
            (_("Inscription"), people % {"number": person.people} if kind not in FAREWELLS else ""),
            (_("Une question ?"), self._contact(fed.event)),
        )
        return tuple(Fact(label, value) for label, value in facts if value)

    @staticmethod
    def _contact(event: EventPage) -> str:
        who = event.contact_name or event.organiser
        return ", ".join(part for part in (who, event.contact_phone, event.contact_email) if part)

    def _links(self, person, kind, fed) -> tuple[Link, ...]:
        page = Link(_("Lire la page du rendez-vous"), fed.url)
        if kind in FAREWELLS:
            return (page,)
        give_back = _("Annuler") if person.is_confirmed else _("Quitter la liste d’attente")
        return (
            Link(_("Voir ou changer mon inscription"), links.address(person)),
            Link(give_back, links.address(person, "cancel")),
            page,
        )

    @staticmethod
    def _notes(kind) -> tuple[str, ...]:
        kept = ngettext(
            "Vos données ne servent qu’à ce rendez-vous ; elles sont effacées %(days)d jour après.",
            "Vos données ne servent qu’à ce rendez-vous ; elles sont effacées %(days)d jours après.",
            settings.REGISTRATIONS_KEPT_DAYS,
        )
        mine = _("Ce lien est le vôtre : qui l’a peut changer votre inscription.")
        kept %= {"days": settings.REGISTRATIONS_KEPT_DAYS}
        return (kept,) if kind in FAREWELLS else (mine, kept)

    def _files(self, person, kind, fed) -> tuple[File, ...]:
        leaves = kind in WITHOUT_DATE
        if not leaves and (kind not in WITH_DATE or not person.is_confirmed):
            return ()
        method = icalendar_feed.CANCEL if leaves else icalendar_feed.PUBLISH
        content = icalendar_feed.write_message(fed, method, timezone.now())
        return (File("rendez-vous.ics", content, f"text/calendar; method={method}"),)


def _confirmed(person, date):
    text = _("C’est noté : nous vous attendons.")
    later = _("Si vous ne pouvez plus venir, dites-le d’un clic : quelqu’un d’autre aura votre place.")
    return _("Inscription confirmée : %(title)s"), text, later


def _waiting(person, date):
    return (
        _("Liste d’attente : %(title)s"),
        _("Ce rendez-vous est complet pour le moment. Vous êtes sur la liste d’attente."),
        _("Dès que des places se libèrent, nous vous l’écrivons, dans l’ordre des inscriptions."),
    )


def _promoted(person, date):
    text = _("Bonne nouvelle : des places se sont libérées. Votre inscription est confirmée.")
    later = _("Si vous ne pouvez plus venir, dites-le d’un clic : quelqu’un d’autre aura votre place.")
    return _("Vous avez une place : %(title)s"), text, later


def _changed(person, date):
    return _("Inscription changée : %(title)s"), _("Le nombre de personnes a été changé.")


def _cancelled(person, date):
    text = _("Votre inscription est annulée. Merci d’avoir prévenu, et à une autre fois.")
    return _("Inscription annulée : %(title)s"), text


def _removed(person, date):
    text = _("L’organisateur a annulé votre inscription. Pour toute question, appelez-le.")
    return _("Inscription annulée : %(title)s"), text


def _link(person, date):
    return (
        _("Votre inscription : %(title)s"),
        _("Vous êtes déjà inscrit à ce rendez-vous. Voici le lien vers votre inscription."),
        _("Si vous n’avez rien demandé, quelqu’un a sans doute tapé votre adresse. Rien n’a changé."),
    )


def _moved(person, date):
    text = _("Le jour ou l’heure de ce rendez-vous ont changé. Votre inscription reste valable.")
    return _("Changement de date : %(title)s"), text


def _place(person, date):
    text = _("Le lieu de ce rendez-vous a changé. Votre inscription reste valable.")
    return _("Changement de lieu : %(title)s"), text


def _called_off(person, date):
    return _("Annulé : %(title)s"), _("Ce rendez-vous n’a pas lieu à cette date."), date.reason


def _postponed(person, date):
    return _("Reporté : %(title)s"), _("Ce rendez-vous n’a pas lieu à cette date."), date.reason


def _back_on(person, date):
    text = _("Ce rendez-vous a finalement lieu. Votre inscription reste valable.")
    return _("Finalement : %(title)s"), text


def _reminder(person, date):
    text = _("C’est bientôt : nous vous attendons.")
    later = _("Si vous ne pouvez plus venir, dites-le d’un clic : quelqu’un d’autre aura votre place.")
    return _("À bientôt : %(title)s"), text, later


def _thanks(person, date):
    text = _("Merci d’avoir participé. Le compte rendu est sur la page du rendez-vous.")
    return _("Merci : %(title)s"), text


WORDS = {
    NoticeKind.CONFIRMED: _confirmed,
    NoticeKind.WAITING: _waiting,
    NoticeKind.PROMOTED: _promoted,
    NoticeKind.CHANGED: _changed,
    NoticeKind.CANCELLED: _cancelled,
    NoticeKind.REMOVED: _removed,
    NoticeKind.LINK: _link,
    NoticeKind.MOVED: _moved,
    NoticeKind.PLACE: _place,
    NoticeKind.CALLED_OFF: _called_off,
    NoticeKind.POSTPONED: _postponed,
    NoticeKind.BACK_ON: _back_on,
    NoticeKind.REMINDER: _reminder,
    NoticeKind.THANKS: _thanks,
}

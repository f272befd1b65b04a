"""Attendance sheet and spreadsheet of a date. Neither is cached."""

from __future__ import annotations

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.feeds import spreadsheets
from portal.feeds.spreadsheets import XLSX, Cell
from portal.forms import telephones
from portal.printing.documents import Block, Document, Heading, Line, Table
from projects.agenda.models.occurrences import Occurrence, OccurrenceStatus
from projects.registrations.models import Registration


def sheet(date: Occurrence, people: list[Registration], address: str) -> Document:
    """Returns the attendance sheet: registered people, then the waiting list, with a box to tick."""
    confirmed = [person for person in people if person.is_confirmed]
    waiting = [person for person in people if person.is_waiting]
    total = sum(person.people for person in confirmed)
    when = capfirst(date.when)
    expected = ngettext("%(number)d personne attendue", "%(number)d personnes attendues", total)
    return Document(
        template="document.typ",
        title=_("Feuille de présence"),
        address=address,
        language=get_language() or settings.LANGUAGE_CODE,
        kind=date.event.title,
        family="join",
        summary=f"{when}. {_status(date)}{expected % {'number': total}}.",
        blocks=(*_part(_("Inscrits"), confirmed), *_part(_("Liste d’attente"), waiting)),
        colophon=(Line(_("À détruire après le rendez-vous : cette feuille nomme des personnes.")),),
    )


def _status(date: Occurrence) -> str:
    """Returns the status of a date that does not take place, else an empty string."""
    return "" if date.status == OccurrenceStatus.SCHEDULED else f"{date.get_status_display()}. "


def _part(title: str, people: list[Registration]) -> tuple[Block, ...]:
    if not people:
        return ()
    headings = (_("Nom"), _("Personnes"), _("Téléphone"), _("Besoins"), _("Venus"))
    rows = tuple(
        (each.name, str(each.people), telephones.written(each.phone), each.needs, "") for each in people
    )
    return Heading(title), Table(headings, rows)


def spreadsheet(date: Occurrence, people: list[Registration], shape: str) -> bytes:
    """One row per registration, cancelled ones included, with the date, so that files can be merged."""
    headings: list[Cell] = [
        _("Rendez-vous"),
        _("Date"),
        _("État"),
        _("Nom"),
        _("Personnes"),
        _("Adresse e-mail"),
        _("Téléphone"),
        _("Besoins"),
        _("Venus"),
        _("Inscription du"),
    ]
    rows = [headings, *(_cells(date, person) for person in people)]
    return spreadsheets.workbook(_("Inscriptions"), rows) if shape == XLSX else spreadsheets.written(rows)


def _cells(date: Occurrence, person: Registration) -> list[Cell]:
    return [
        date.event.title,
        date.day,
        str(person.get_state_display()),
        person.name,
        person.people,
        person.email,
        _number(person.phone),
        person.needs,
        _presence(person),
        person.created_at.astimezone(date.zone).date(),
    ]


def _presence(person: Registration) -> str:
    if not person.presence_noted:
        return ""
    return _("oui") if person.came else _("non")


def _number(phone: str) -> str:
    """Returns a format that spreadsheets do not read as a number or formula."""
    number = telephones.written(phone)
    country, _space, rest = number.partition(" ")
    return f"({country}) {rest}" if number.startswith("+") else number

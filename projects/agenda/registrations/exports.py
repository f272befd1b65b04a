"""Who comes to a date, on paper and for a spreadsheet. Neither is ever kept in a cache."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.content import spreadsheets
from portal.printing.documents import Block, Document, Heading, Line, Table
from projects.agenda import wording
from projects.agenda.models.occurrences import Occurrence
from projects.agenda.models.registrations import Registration


def sheet(date: Occurrence, people: list[Registration], address: str) -> Document:
    """The sheet to take along: who comes, then who waits, with a box to tick."""
    confirmed = [person for person in people if person.is_confirmed]
    waiting = [person for person in people if person.is_waiting]
    total = sum(person.people for person in confirmed)
    when = f"{wording.day(date.starts_at).capitalize()}, {date.hours}"
    expected = ngettext("%(number)d personne attendue", "%(number)d personnes attendues", total)
    return Document(
        template="document.typ",
        title=_("Feuille de présence"),
        address=address,
        language="fr",
        kind=date.event.title,
        family="join",
        summary=f"{when}. {expected % {'number': total}}.",
        blocks=(*_part(_("Inscrits"), confirmed), *_part(_("Liste d’attente"), waiting)),
        colophon=(Line(_("À détruire après le rendez-vous : cette feuille nomme des personnes.")),),
    )


def _part(title: str, people: list[Registration]) -> tuple[Block, ...]:
    if not people:
        return ()
    headings = (_("Nom"), _("Personnes"), _("Téléphone"), _("Besoins"), _("Venus"))
    rows = tuple((each.name, str(each.people), each.phone, each.needs, "") for each in people)
    return Heading(title), Table(headings, rows)


def spreadsheet(people: list[Registration]) -> bytes:
    headings = [_("État"), _("Nom"), _("Personnes"), _("Adresse e-mail"), _("Téléphone"), _("Besoins")]
    return spreadsheets.written([headings, *map(_cells, people)])


def _cells(person: Registration) -> list[str]:
    state = str(person.get_state_display())
    return [state, person.name, str(person.people), person.email, person.phone, person.needs]

"""An event as a poster to print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.forms import telephones
from portal.handouts import printing
from portal.printing.documents import Document, Fact
from portal.territory import wording
from projects.agenda.models.occurrences import Occurrence, OccurrenceStatus

if TYPE_CHECKING:
    from projects.agenda.models import EventPage

#: Number of dates on a poster; the page lists all.
SHOWN = 3


def poster(page: EventPage, request: HttpRequest) -> Document:
    facts = (*_when(page), _where(page), *_access(page), _price(page), _contact(page))
    return printing.document(
        page,
        request,
        template="poster.typ",
        facts=tuple(fact for fact in facts if fact.value),
        colophon=(),
    )


def _when(page: EventPage) -> Iterator[Fact]:
    """Yields the next dates with their status, else the last one."""
    coming = page.coming
    if not coming:
        yield from (Fact(fact.label, fact.value) for fact in page.facts[:1])
    for date in coming[:SHOWN]:
        yield Fact(_("Quand"), wording.day(date.local_start).capitalize(), hours(date))
    if others := coming[SHOWN:]:
        note = ngettext("et %(number)d autre date", "et %(number)d autres dates", len(others))
        yield Fact(_("Quand"), note % {"number": len(others)})


def hours(date: Occurrence) -> str:
    """Returns the hours of a date, or its status and reason if it does not take place."""
    if date.status == OccurrenceStatus.SCHEDULED:
        return date.hours
    return f"{date.get_status_display()}\N{NO-BREAK SPACE}: {date.reason}"


def _where(page: EventPage) -> Fact:
    place, *rest = page.place_parts or [""]
    return Fact(_("Où"), place, ", ".join(rest))


def _access(page: EventPage) -> Iterator[Fact]:
    yield Fact(_("Puis-je y aller ?"), " · ".join(page.fact_lines), page.transport)
    yield Fact(_("Bon à savoir"), page.access_note)
    yield Fact(_("S’il pleut"), page.if_it_rains)


def _price(page: EventPage) -> Fact:
    return Fact(_("Prix"), page.price)


def _contact(page: EventPage) -> Fact:
    ways = [way for way in (telephones.written(page.contact_phone), page.contact_email) if way]
    who = page.contact_name or page.organiser
    value, *rest = ways or [who]
    return Fact(_("Une question ?"), value, ", ".join([*rest, who] if ways and who else rest))

"""An event as a chapter, with more details than its poster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.handouts import printing
from portal.printing.documents import Block, Bullets, Document, Heading, Line, Quotation, Step
from portal.territory import wording
from projects.posters.posters import hours

if TYPE_CHECKING:
    from projects.agenda.models import BrainstormingPage, EventPage, MeetingPage, WorkshopPage

#: Blocks specific to an event type.
About = Callable[[Any], Iterable[Block]]


def programme(about: About = lambda page: ()) -> printing.Printer:
    def printer(page: EventPage, request: HttpRequest) -> Document:
        return printing.document(
            page,
            request,
            blocks=(
                *_dates(page),
                *_place(page),
                *_access(page),
                *about(page),
                *printing.body(_("Comment cela se passe"), page.body),
                *_results(page),
                *printing.links(_("Les fiches suivies"), page.sheets, request),
            ),
        )

    return printer


def workshop(page: WorkshopPage) -> Iterator[Block]:
    if page.question:
        yield Heading(_("La question de l’atelier"))
        yield Quotation(page.question)
    yield from _list(
        _("Qui l’atelier réunit"),
        [
            "\N{NO-BREAK SPACE}: ".join(filter(None, (actor.name, actor.role)))
            for actor in page.actors.all()
        ],
    )


def brainstorming(page: BrainstormingPage) -> Iterator[Block]:
    yield from printing.part(_("Les règles du jeu"), page.rules)
    if page.technique or page.technique_description:
        yield Heading(_("La technique"))
        yield printing.plain(page.get_technique_display())
        yield printing.prose(page.technique_description)


def meeting(page: MeetingPage) -> Iterator[Block]:
    yield Heading(_("L’ordre du jour"))
    yield printing.plain(page.get_governing_body_display())
    for number, point in enumerate(page.agenda_points.all(), start=1):
        time = printing.minutes(point.minutes)
        yield Step(number, point.title, printing.plain(point.text).html, time)


def _dates(page: EventPage) -> Iterator[Block]:
    """Yields all dates to come with their status; for a past event, the last date."""
    dates = page.coming or page.past[:1]
    said = [f"{wording.day(date.local_start).capitalize()}, {hours(date)}" for date in dates]
    yield from _list(_("Les dates"), said)


def _place(page: EventPage) -> Iterator[Block]:
    yield from _list(_("L’adresse"), [", ".join(page.place_parts)])


def _access(page: EventPage) -> Iterator[Block]:
    yield from _list(_("Puis-je y aller ?"), page.access_lines)


def _results(page: EventPage) -> Iterator[Block]:
    if page.has_results:
        yield Heading(_("Ce qui s’est passé"))
    if page.attendance:
        people = ngettext(
            "%(people)s personne présente", "%(people)s personnes présentes", page.attendance
        )
        yield printing.plain(people % {"people": page.attendance})
    for title, html in ((_("Compte rendu"), page.minutes), (_("Ce qui en est sorti"), page.outcomes)):
        if html:
            yield Heading(title, 3)
            yield printing.prose(html)


def _list(title: str, lines: list[str]) -> Iterator[Block]:
    said = tuple(Line(line) for line in lines if line)
    if said:
        yield Heading(title)
        yield Bullets(said)

"""Printable documents of projects and coordinations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.handouts import printing
from portal.printing.documents import Block, Bullets, Document, Entry, Fact, Heading, Line, Quotation
from portal.territory.dates import in_words

if TYPE_CHECKING:
    from projects.parks.models import Action, CoordinationPage, ProjectPage


def project(page: ProjectPage, request: HttpRequest) -> Document:
    return printing.document(
        page,
        request,
        facts=tuple(_facts(page)),
        blocks=(
            *_question(page),
            *_groups(page),
            *printing.body(_("Le projet"), page.body),
            *_effects(page),
            *_actions(page),
            *_schedule(page),
            *_committee(page),
            *printing.links(_("Orientations de la charte"), page.orientations, request),
            *printing.gallery(_("En images"), page.gallery),
            *printing.gallery(_("Documents"), page.documents),
        ),
    )


def _facts(page: ProjectPage) -> Iterator[Fact]:
    """Yields the status, then the steps of `thread` except the question."""
    yield Fact(_("Avancement"), page.get_status_display(), _period(page))
    for step in page.thread[1:]:
        yield Fact(step.label, step.value)


def _period(page: ProjectPage) -> str:
    if not page.starts_on:
        return ""
    start = date_format(page.starts_on, "F Y")
    if not page.ends_on:
        return _("Depuis %(start)s") % {"start": start}
    return _("Entre %(start)s et %(end)s") % {"start": start, "end": date_format(page.ends_on, "F Y")}


def _question(page: ProjectPage) -> Iterator[Block]:
    if page.common_question:
        yield Heading(_("La question commune"))
        yield Quotation(page.common_question, page.question_note)
        yield printing.prose(page.question_making)


def _groups(page: ProjectPage) -> Iterator[Block]:
    if page.partners_by_group:
        yield Heading(_("Les partenaires, groupe par groupe"))
    for _group, label, partners in page.partners_by_group:
        yield Heading(label, 3)
        yield Bullets(tuple(Line(partner.name, partner.link) for partner in partners))


def _effects(page: ProjectPage) -> Iterator[Block]:
    if page.effects_shown:
        yield Heading(_("Ce que cela change"))
    level = ""
    for effect in page.effects_shown:
        if effect.level != level:
            yield Heading(effect.level_label, 3)
        level = effect.level
        evidence = f"{_('Ce qui le montre :')} {effect.evidence}" if effect.evidence else ""
        yield Entry("", text=effect.text, notes=(evidence,))


def _actions(page: ProjectPage) -> Iterator[Block]:
    if page.actions:
        yield Heading(_("Le plan d’actions"))
    for action in page.actions:
        yield Entry(action.title, _state(action), action.description, tuple(_who_and_when(action)))


def _state(action: Action) -> str:
    late = _("En retard") if action.is_late else ""
    return ", ".join(part for part in (action.status_label, late) if part)


def _who_and_when(action: Action) -> Iterator[str]:
    if action.lead:
        yield f"{_('Qui s’en charge')}\N{NO-BREAK SPACE}: {action.lead}"
    if action.deadline:
        yield f"{_('Pour le')} {in_words(action.deadline)}"


def _schedule(page: ProjectPage) -> Iterator[Block]:
    if page.schedule:
        yield Heading(_("Échéancier"))
    for milestone in page.schedule:
        yield Entry(milestone.title, in_words(milestone.date), milestone.text)


def _committee(page: ProjectPage) -> Iterator[Block]:
    if page.committee_by_group or page.committee_role:
        yield Heading(_("Comité de pilotage"))
        yield printing.prose(page.committee_role)
    for _group, label, members in page.committee_by_group:
        yield Heading(label, 3)
        yield Bullets(
            tuple(Line(", ".join(filter(None, (member.name, member.role)))) for member in members)
        )


def coordination(page: CoordinationPage, request: HttpRequest) -> Document:
    facts = (
        Fact(_("Domaine"), page.get_domain_display()),
        Fact(_("Territoire couvert"), page.area_covered),
    )
    return printing.document(
        page,
        request,
        facts=tuple(fact for fact in facts if fact.value),
        blocks=(
            *printing.part(_("Ce qu’on peut lui demander"), page.can_be_asked),
            *_members(page),
            *printing.body(_("La coordination"), page.body),
        ),
    )


def _members(page: CoordinationPage) -> Iterator[Block]:
    members = page.members.all()
    if members:
        yield Heading(_("Les associations membres"))
        yield Bullets(
            tuple(
                Line(", ".join(filter(None, (member.name, member.contact))), member.link)
                for member in members
            )
        )


PROJECT = printing.alternate_view(project)
COORDINATION = printing.alternate_view(coordination)

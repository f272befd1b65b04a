"""All hints shown in the page editor about the writing of a page, in at most four queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.vocabulary.models import GlossaryTerm
from portal.writing.abbreviations import normal, unexplained
from portal.writing.hints import Hint, Remark, Rule, excerpt
from portal.writing.links.inside import Inside
from portal.writing.links.outside import is_outside
from portal.writing.links.services import known_faults
from portal.writing.passages import Link, Reading, read
from portal.writing.readability import Readability, readability
from portal.writing.rules import EASY_READ_RULES, RULES, prose

if TYPE_CHECKING:
    from portal.content.models import PortalPage

EASY_READ = "easy_read"


@dataclass(frozen=True)
class Advice:
    """Hints for the page and for its easy-read version, and the readability of the page."""

    remarks: list[Remark]
    easy_read: list[Remark]
    readability: Readability | None

    @property
    def number(self) -> int:
        return sum(len(remark.hints) for remark in self.remarks)


def advice_on(page: PortalPage) -> Advice:
    """Returns the hints for a saved page or a draft in memory, by the rules of its language."""
    reading, language = read(page), page.locale.language_code
    whole, easy = reading.without(EASY_READ), reading.within(EASY_READ)
    explained = Glossary(language)
    dead = Remark(
        _("Liens morts"),
        _("Ils ne mènent plus à rien : corrigez l’adresse, ou enlevez le lien."),
        list(_dead_links(page, reading.links)),
    )
    return Advice(
        [*_remarks(RULES, whole, explained), *([dead] if dead.hints else [])],
        _remarks(EASY_READ_RULES, easy, explained),
        readability((passage.text for passage in prose(whole)), language),
    )


class Glossary:
    """The abbreviations that the glossary explains in a language, queried on first use."""

    def __init__(self, language: str) -> None:
        self.language = language

    @cached_property
    def abbreviations(self) -> set[str]:
        terms = GlossaryTerm.objects.in_language(self.language)
        return {normal(form) for term in terms for form in term.forms if form.isupper()}


def _remarks(rules: Iterable[Rule], reading: Reading, explained: Glossary) -> list[Remark]:
    remarks = []
    for rule in rules:
        hints = list(rule.find(reading, explained.language))
        if hints and rule.find is unexplained:
            hints = [hint for hint in hints if normal(hint.excerpt) not in explained.abbreviations]
        if hints:
            remarks.append(Remark(rule.name, rule.why, hints))
    return remarks


def _dead_links(page: PortalPage, links: list[Link]) -> Iterator[Hint]:
    """Yields dead links: internal ones checked now, external ones as of the last check."""
    inside = Inside(links)
    outside = {link.target for link in links if is_outside(link.target)}
    known = known_faults(page, outside) if page.pk and outside else {}
    for link in links:
        fault = inside.fault_of(link.target, page.locale_id)
        if row := known.get(link.target):
            yield Hint(link.place, excerpt(link.text or link.target), row.get_fault_display())
        elif fault:
            yield Hint(link.place, excerpt(link.text), str(fault.label))

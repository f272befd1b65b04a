"""Glossary links: the first mention of a term in a text links to its definition below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from portal.vocabulary.models import GlossaryTerm

#: Elements without glossary links: they are links, controls or titles already, or quote somebody.
LEFT_ALONE = re.compile(
    r"a|address|blockquote|button|code|dfn|dt|figcaption|h[1-6]|label|option|script|select|style|summary"
    r"|svg|textarea|time"
)
_TAG = re.compile(r"(<[^>]*>)")
_TAG_NAME = re.compile(r"</?([a-z0-9]+)", re.IGNORECASE)


@dataclass
class Explained:
    """A text with links to `terms`, the terms that it contains, in order of appearance."""

    html: SafeString
    terms: list[GlossaryTerm] = field(default_factory=list)


def explain(html: str, terms: Iterable[GlossaryTerm]) -> Explained:
    """Links the first mention of each term. `html` is well-formed, as rendered by templates."""
    by_form = {_normal(form): term for term in terms for form in term.forms}
    if not by_form:
        return Explained(mark_safe(html))
    forms = _any_of(tuple(sorted({form for term in by_form.values() for form in term.forms})))
    said: dict[str, GlossaryTerm] = {}

    def link(mention: re.Match[str]) -> str:
        term = by_form[_normal(mention[0])]
        if term.slug in said:
            return mention[0]
        said[term.slug] = term
        return format_html(
            '<a class="explained" id="lu-{0}" href="#mot-{0}" aria-describedby="mot-{0}">{1}</a>',
            term.slug,
            mark_safe(mention[0]),
        )

    pieces = [forms.sub(link, piece) if is_prose else piece for piece, is_prose in _pieces(html)]
    return Explained(mark_safe("".join(pieces)), list(said.values()))


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """Yields tags and texts in turn, each with True if links may be added to it."""
    left_alone, depth = "", 0
    for piece in _TAG.split(html):
        tag = _TAG_NAME.match(piece)
        if tag and not piece.endswith("/>"):
            name, closes = tag[1].lower(), piece.startswith("</")
            if not left_alone and not closes and LEFT_ALONE.fullmatch(name):
                left_alone = name
            if name == left_alone:
                depth += -1 if closes else 1
                left_alone = left_alone if depth else ""
        yield piece, not (left_alone or piece.startswith("<"))


@lru_cache(maxsize=16)
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Returns a pattern of whole words, longest form first. Forms in capitals match capitals only."""
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_form_pattern, longest_first))})(?![\w-])")


def _form_pattern(form: str) -> str:
    words = r"\s+".join(re.escape(str(escape(word))) for word in form.split())
    return words if form.isupper() else f"(?i:{words})"


def _normal(form: str) -> str:
    return " ".join(form.split()).casefold()

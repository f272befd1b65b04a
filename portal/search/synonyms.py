"""Finds synonymous expressions in questions."""

from __future__ import annotations

from collections.abc import Iterable

from portal.search import analysis
from portal.search.analysis import Word
from portal.search.models import SynonymSet

Expression = tuple[Word, ...]
LANGUAGE = "fr"


def known(language: str) -> list[tuple[Expression, ...]]:
    """Returns the synonym sets of a language, in one query; only French has some."""
    if language != LANGUAGE:
        return []
    return [
        tuple(words for form in each.forms if (words := tuple(analysis.words(form, language))))
        for each in SynonymSet.objects.all()
    ]


def beginning(words: Expression, sets: Iterable[tuple[Expression, ...]]) -> tuple[Expression, ...]:
    """Returns the longest known expression that the words start with, as typed, then its synonyms;
    only the first word if no expression is known.
    """
    longest = words[:1]
    others: tuple[Expression, ...] = ()
    for expressions in sets:
        for expression in expressions:
            size = len(expression)
            is_longer = size > len(longest) or (size == len(longest) and not others)
            if is_longer and _meet(words[:size], expression):
                longest, others = words[:size], tuple(each for each in expressions if each != expression)
    return (longest, *others)


def _meet(typed: Expression, expression: Expression) -> bool:
    return len(typed) == len(expression) and all(
        one.meets(other) for one, other in zip(typed, expression, strict=True)
    )

"""Ranks search results: records that match all concepts of the question first, then most of them.

Engines return which records match which concepts, and where; the ranking is computed here, so that it is
the same on every engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import override
from wagtail.search.backends import get_search_backend

Records = TypeVar("Records", bound=QuerySet)

#: Share of a question’s concepts, weighted by rarity, that a record must match to be a result.
ESSENTIAL = 0.5
#: From this number of points on, a record is about a concept (by its title or a subject) and is a result
#: for that concept alone.
TELLING_POINTS = 12


@dataclass(frozen=True)
class Answers:
    """Primary keys, best first; the first `complete` ones match all concepts."""

    keys: list[int]
    complete: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """A record’s primary key, the points of its exact title, and those of each concept."""

    key: int
    exact: int
    points: list[int]

    @property
    def is_complete(self) -> bool:
        return all(self.points)


def answers(queryset: QuerySet, question: str, language: str) -> Answers:
    """Returns the ranked results of a question in a queryset, in one query (and one for synonyms); none
    for an empty question.
    """
    compiler, config = _compiled(queryset, question, language)
    number = len(compiler.concepts)
    if not number:
        return Answers([])
    columns = [f"points_{n}" for n in range(number)]
    rows = compiler.weighed(config).order_by().values_list("pk", "points_exact", *columns)
    return _ranked([Answer(key, exact, points) for key, exact, *points in rows])


def saying(queryset: Records, question: str, language: str) -> Records:
    """Returns the records of a queryset that match any concept of a question, in the queryset’s order."""
    compiler, config = _compiled(queryset, question, language, is_ordered=False)
    return compiler.search(config, None, None)


def _compiled(queryset: QuerySet, question: str, language: str, *, is_ordered=True) -> tuple[Any, Any]:
    backend = get_search_backend()
    with override(language):
        compiler = backend.query_compiler_class(
            queryset, question, operator="or", order_by_relevance=is_ordered
        )
    return compiler, compiler.get_config(backend)


def _ranked(found: list[Answer]) -> Answers:
    """Weights each concept by its rarity: a word of all pages distinguishes none."""
    rarity = _rarity(found)
    enough = ESSENTIAL * sum(rarity)
    ranked = []
    for answer in found:
        said = sum(weight for weight, points in zip(rarity, answer.points, strict=True) if points)
        if answer.is_complete or said >= enough or max(answer.points) >= TELLING_POINTS:
            worth = sum(weight * points for weight, points in zip(rarity, answer.points, strict=True))
            ranked.append((not answer.is_complete, -answer.exact, -worth, -answer.key))
    ranked.sort()
    complete = sum(not is_partial for is_partial, *_rest in ranked)
    return Answers([-key for *_rest, key in ranked], complete)


def _rarity(found: list[Answer]) -> list[float]:
    """Returns the weight of each concept, 0 for one that no record matches."""
    columns = zip(*(answer.points for answer in found), strict=True)
    frequency = [sum(1 for points in column if points) for column in columns]
    return [log(1 + len(found) / number) if number else 0 for number in frequency]

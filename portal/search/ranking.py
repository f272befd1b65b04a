"""What answers a question: what says all of it first, then what says most of it.

Engines tell which records say what, and where; the rest is reckoned here, hence alike on all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import override
from wagtail.search.backends import get_search_backend

Records = TypeVar("Records", bound=QuerySet)

#: The part of what a question asks that a record has to say to be an answer, rare words counting more.
ESSENTIAL = 0.5
#: From how many points on a record is about a concept, by its title or a subject, so that it answers for
#: that alone.
TELLING_POINTS = 12


@dataclass(frozen=True)
class Answers:
    """Records by key, the best first; so many of the first ones say all that was asked."""

    keys: list[int]
    complete: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """A record by key, the points of its title as a whole, and those of each concept."""

    key: int
    exact: int
    points: list[int]

    @property
    def is_complete(self) -> bool:
        return all(self.points)


def answers(queryset: QuerySet, question: str, language: str) -> Answers:
    """The records of a queryset that answer a question, in one query (and one for synonyms); none for an
    empty one.
    """
    compiler, config = _compiled(queryset, question, language)
    number = len(compiler.concepts)
    if not number:
        return Answers([])
    columns = [f"points_{n}" for n in range(number)]
    rows = compiler.weighed(config).order_by().values_list("pk", "points_exact", *columns)
    return _ranked([Answer(key, exact, points) for key, exact, *points in rows])


def saying(queryset: Records, question: str, language: str) -> Records:
    """The records of a queryset that say anything of a question, in its own order."""
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
    """What is rare tells more: a word of all pages tells nothing of any."""
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
    """The weight of each concept; that of one which nothing says is 0, since it tells nothing apart."""
    columns = zip(*(answer.points for answer in found), strict=True)
    frequency = [sum(1 for points in column if points) for column in columns]
    return [log(1 + len(found) / number) if number else 0 for number in frequency]

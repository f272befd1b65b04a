"""Spelling suggestions for a question without results, and completions of a word being typed, from the
words of the site.

The database only selects words of about the same length; distances are computed here, so that results
are the same on every engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from portal.search import analysis
from portal.search.analysis import Word
from portal.search.models import VocabularyWord

#: A question with more words gets no suggestion.
MAX_WORDS = 8
#: Words that each unknown one is compared with, the most frequent first: bounds the time on any site.
MAX_COMPARED = 20_000
MAX_OFFERED = 3
#: Completions of one word.
MAX_COMPLETED = 20
MAX_SLIPS = 3
#: A word that continues the typed one: its most additional characters, the edits it counts as, and the
#: fewest typed characters.
UNFINISHED_BY, UNFINISHED_SLIPS, UNFINISHED_FROM = 8, 2, 5
#: Characters per allowed edit (more edits make another word), and the shortest word that is corrected.
LETTERS_A_SLIP, SHORTEST_MISSPELT = 4, 3


@dataclass(frozen=True)
class _Asked:
    """A word of a question and its position."""

    start: int
    end: int
    plain: str
    word: Word


def suggestions(question: str, language: str) -> list[str]:
    """Returns the question with each unknown word replaced by a near one, best first; then its words one
    by one, in case they find nothing together. Makes at most two queries.
    """
    asked = _asked(question, language)
    known = _known(asked, language)
    near = _near([word for word in asked if word not in known], language)
    offered = dict.fromkeys([*_corrected(question, asked, near), *_one_by_one(question, asked, near)])
    return [each for each in offered if each != question][:MAX_OFFERED]


def completions(begun: str, language: str) -> QuerySet[VocabularyWord]:
    """Returns the most frequent words that start with `begun` (without accents); none if it is empty."""
    if not begun:
        return VocabularyWord.objects.none()
    most_said = _vocabulary(language).filter(plain__startswith=begun)[:MAX_COMPLETED]
    # Filtered by primary key, so that the slice also holds inside a union.
    return VocabularyWord.objects.filter(pk__in=most_said.values("pk"))


def _asked(question: str, language: str) -> list[_Asked]:
    found = []
    for start, end in analysis.spans(question):
        if word := analysis.word(question[start:end], language):
            found.append(_Asked(start, end, "".join(analysis.plain_words(question[start:end])), word))
    return found if len(found) <= MAX_WORDS else []


def _known(asked: list[_Asked], language: str) -> set[_Asked]:
    """Returns the asked words of which the vocabulary has a form."""
    if not asked:
        return set()
    alike = reduce(or_, (Q(plain__startswith=form) for each in asked for form in each.word.forms))
    said = _vocabulary(language).filter(alike).values_list("written", flat=True)[:MAX_COMPARED]
    words = [analysis.word(written, language) for written in said]
    return {each for each in asked if any(word and word.meets(each.word) for word in words)}


def _near(unknown: list[_Asked], language: str) -> dict[_Asked, list[str]]:
    """Returns similar words for each unknown one, nearest first."""
    if not unknown:
        return {}
    lengths = [len(each.plain) for each in unknown]
    about_as_long = (
        _vocabulary(language)
        .annotate(length=Length("plain"))
        .filter(
            length__gte=min(lengths) - MAX_SLIPS,
            length__lte=max(lengths) + UNFINISHED_BY,
        )
    )
    words = list(about_as_long.values_list("written", "plain", "texts")[:MAX_COMPARED])
    return {each: _nearest(each.plain, words, language) for each in unknown}


def _vocabulary(language: str) -> QuerySet[VocabularyWord]:
    """Returns the words in use, ordered by number of texts, largest first."""
    said = VocabularyWord.objects.filter(language=language, texts__gt=0)
    return said.order_by("-texts", "plain", "written")


def _nearest(typed: str, vocabulary: list[tuple[str, str, int]], language: str) -> list[str]:
    """Returns words by edit distance, then those with the same first character, then by texts."""
    plain_words = [plain for _written, plain, _texts in vocabulary]
    near = process.extract(
        typed,
        plain_words,
        scorer=DamerauLevenshtein.distance,
        score_cutoff=_slips_allowed(typed),
        limit=None,
    )
    slips = {number: int(distance) for _plain, distance, number in near}
    if len(typed) >= UNFINISHED_FROM:
        for number, plain in enumerate(plain_words):
            if plain.startswith(typed):
                slips[number] = min(slips.get(number, UNFINISHED_SLIPS), UNFINISHED_SLIPS)
    ranked = []
    for number, distance in slips.items():
        written, plain, texts = vocabulary[number]
        ranked.append((distance, plain[0] != typed[0], -texts, written))
    # Only one form of each word: no plural beside its singular.
    distinct = {
        analysis.word(written, language): written for *_rank, written in sorted(ranked, reverse=True)
    }
    return list(distinct.values())[::-1][:MAX_OFFERED]


def _slips_allowed(typed: str) -> int:
    """Returns the number of edits (wrong, missing, extra or swapped characters), by word length."""
    if len(typed) < SHORTEST_MISSPELT:
        return 0
    return min(max(len(typed) // LETTERS_A_SLIP, 1), MAX_SLIPS)


def _corrected(question: str, asked: list[_Asked], near: dict[_Asked, list[str]]) -> Iterator[str]:
    """Yields corrected questions, if each unknown word has a near one."""
    if not near or not all(near.values()):
        return
    for number in range(max(map(len, near.values()))):
        corrected = question
        for each in reversed(asked):
            if each in near:
                words = near[each]
                word = words[min(number, len(words) - 1)]
                corrected = corrected[: each.start] + word + corrected[each.end :]
        yield corrected


def _one_by_one(question: str, asked: list[_Asked], near: dict[_Asked, list[str]]) -> Iterator[str]:
    if len(asked) < 2:
        return
    for each in asked:
        if each not in near:
            yield question[each.start : each.end]
        elif near[each]:
            yield near[each][0]

"""Excerpts of search results: titles and one or two sentences, with the searched words in `<mark>`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from django.db.models import QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal.search import analysis, french
from portal.search.analysis import Word
from portal.search.models import PublicText
from portal.search.queries import Concept, concepts_of
from portal.search.synonyms import Expression

#: Length of an excerpt (about two sentences) and of its part before the first match, in characters.
LENGTH, LEAD = 260, 90
#: Matches kept in one text (more make no better excerpt), and words compared with the question.
MAX_PLACES, MAX_CANDIDATES = 200, 500
#: How many characters a stem shares with the start of its words: at least, at most, and those not shared.
SHORT_PREFIX, LONG_PREFIX, STEM_END = 3, 5, 2
CUT = "…"

#: What may stand between two characters of a word.
_BETWEEN = rf"(?:['’.\-‑ ]|[{french.INVISIBLE}]+)?"
_SENTENCE_END = re.compile(r"[.!?…]\s+")


class Result(Protocol):
    pk: int
    title: str
    summary: str


@dataclass(frozen=True)
class Excerpt:
    """`source` is the title of the quoted document, or an empty string if the page itself is quoted."""

    title: SafeString
    text: SafeString
    source: str = ""


@dataclass(frozen=True)
class Place:
    """The position in a text of a match of one concept, given by its number."""

    start: int
    end: int
    concept: int


def of(results: Collection[Result], question: str, language: str) -> dict[int, Excerpt]:
    """Returns one excerpt for each primary key, in one query for the texts and one for synonyms.

    The excerpt is the summary, unless the text matches concepts that title and summary do not.
    """
    concepts = concepts_of(question, language)
    finder = Finder(concepts, language)
    wanted = {result.pk: finder.missing(result.title, result.summary) for result in results}
    quotations = _quotations({key for key, missing in wanted.items() if missing}, wanted, finder)
    return {
        result.pk: Excerpt(
            finder.marked(result.title),
            *quotations.get(result.pk, (finder.marked(result.summary), "")),
        )
        for result in results
    }


def _quotations(
    keys: Collection[int], wanted: dict[int, set[int]], finder: Finder
) -> dict[int, tuple[SafeString, str]]:
    """Returns the best quotation and its source for each result whose texts match missing concepts."""
    found: dict[int, tuple[int, SafeString, str]] = {}
    for key, source, text in _texts_of(keys):
        said, quotation = finder.quotation(text, wanted[key])
        if said > found.get(key, (0,))[0]:
            found[key] = (said, quotation, source)
    return {key: (quotation, source) for key, (_said, quotation, source) in found.items()}


def _texts_of(keys: Collection[int]) -> QuerySet[PublicText, tuple[int, str, str]]:
    """Returns (page id, source, text) rows: the page’s own text first, then those of its documents."""
    if not keys:
        return PublicText.objects.none().values_list("page_id", "source", "text")
    texts = PublicText.objects.filter(page__in=keys).order_by("page", "pk")
    return texts.values_list("page_id", "source", "text")


class Finder:
    """Finds the concepts of a question in texts of one language, with the index’s analysis."""

    def __init__(self, concepts: Iterable[Concept], language: str):
        self._language = language
        self._concepts = list(concepts)
        self._expressions = [
            (expression, number)
            for number, concept in enumerate(self._concepts)
            for expression in sorted(concept.expressions, key=len, reverse=True)
        ]
        beginnings = {form for expression, _number in self._expressions for form in expression[0].forms}
        beginnings |= _irregular(beginnings, language)
        pattern = "|".join(sorted(map(_beginning, beginnings))) or "(?!)"
        self._begins = re.compile(rf"\b(?:{pattern})", re.IGNORECASE)
        longest = max((len(expression) for expression, _number in self._expressions), default=0)
        #: In characters: the words of the longest expression and the stop words between them.
        self._reach = 2 * analysis.MAX_WORD_LENGTH * max(longest, 1)

    def places(self, text: str) -> list[Place]:
        """Returns the matches in order, without overlaps. `text` must be in Unicode form NFC."""
        found: list[Place] = []
        done = 0
        for candidate in islice(self._begins.finditer(text), MAX_CANDIDATES):
            if candidate.start() < done or len(found) == MAX_PLACES:
                continue
            if place := self._place_at(text, candidate.start()):
                found.append(place)
                done = place.end
        return found

    def missing(self, *texts: str) -> set[int]:
        """Returns the numbers of the concepts that none of these texts matches."""
        said = {
            place.concept for text in texts for place in self.places(unicodedata.normalize("NFC", text))
        }
        return set(range(len(self._concepts))) - said

    def marked(self, text: str) -> SafeString:
        text = unicodedata.normalize("NFC", text)
        return _marked(text, self.places(text))

    def quotation(self, text: str, wanted: set[int]) -> tuple[int, SafeString]:
        """Returns how many of these concepts the best passage matches, and that passage."""
        best = max(
            _passages(text, self.places(text)),
            key=lambda places: (len({place.concept for place in places} & wanted), -places[0].start),
            default=[],
        )
        said = len({place.concept for place in best} & wanted)
        return said, _quoted(text, best) if said else SafeString()

    def _place_at(self, text: str, start: int) -> Place | None:
        words = self._words_at(text, start)
        for expression, number in self._expressions:
            following = words[: len(expression)]
            if _say(following, expression) and following[0][0] == start:
                return Place(start, following[-1][1], number)
        return None

    def _words_at(self, text: str, start: int) -> list[tuple[int, int, Word]]:
        """Returns (start, end, word) of the next words that are not stop words."""
        stop = start + self._reach
        found = []
        for begin, end in analysis.spans(text[start:stop]):
            is_whole = start + end < stop or stop >= len(text)
            word = analysis.word(text[start + begin : start + end], self._language)
            if word and is_whole:
                found.append((start + begin, start + end, word))
        return found


def _say(words: list[tuple[int, int, Word]], expression: Expression) -> bool:
    return len(words) == len(expression) and all(
        word.meets(asked) for (_start, _end, word), asked in zip(words, expression, strict=True)
    )


def _irregular(forms: set[str], language: str) -> set[str]:
    """Returns the irregular words that have one of these forms but may begin differently."""
    words = {each: analysis.word(each, language) for each in french.IRREGULAR}
    return {each for each, word in words.items() if word and not forms.isdisjoint(word.forms)}


def _beginning(form: str) -> str:
    """Returns a pattern for the start of a stem’s words: with or without accents, ligatures or points."""
    if form.startswith("xu"):  # another alphabet, see `analysis`
        return r"\w"
    pattern = ""
    length = max(SHORT_PREFIX, min(LONG_PREFIX, len(form) - STEM_END))
    for number, letter in enumerate(form[:length]):
        joined = letter == "e" and number and form[number - 1] in "ao"
        pattern += ("" if number == 0 else _BETWEEN) + _LETTERS.get(letter, letter) + "?" * joined
    return pattern


def _letters() -> dict[str, str]:
    """Maps each ASCII letter to a character class of the European letters that fold to it."""
    signs: dict[str, str] = {}
    for code in range(0xC0, 0x250):
        folded = analysis.fold(chr(code))
        if folded[:1].isascii() and folded[:1].isalpha():
            signs[folded[0]] = signs.get(folded[0], "") + chr(code)
    signs["i"] += "y"  # “payer” has the stem “pai”
    return {letter: f"[{letter}{others}]" for letter, others in signs.items()}


_LETTERS = _letters()


def _passages(text: str, places: list[Place]) -> Iterable[list[Place]]:
    """Yields the matches that one excerpt can show together: near each other, in one paragraph."""
    for number, first in enumerate(places):
        line_end = text.find("\n", first.start)
        stop = min(first.start + LENGTH - LEAD, line_end if line_end >= 0 else len(text))
        passage = [first]
        for place in places[number + 1 :]:
            if place.end > stop:
                break
            passage.append(place)
        yield passage


def _quoted(text: str, places: list[Place]) -> SafeString:
    """Returns the sentences around these matches, cut between words if they are too long."""
    first, last = places[0], places[-1]
    line_start = text.rfind("\n", 0, first.start) + 1
    line_end = text.find("\n", last.end)
    line_end = len(text) if line_end < 0 else line_end
    start, stop = line_start, line_end
    if line_end - line_start > LENGTH:
        start = _start(text, max(line_start, first.start - LEAD), first.start, line_start)
        stop = _stop(text, last.end, min(line_end, max(start + LENGTH, last.end)), line_end)
    shown = [Place(each.start - start, each.end - start, each.concept) for each in places]
    marked = _marked(text[start:stop], shown)
    before = "" if start == line_start or _opens(text, start) else f"{CUT} "
    return format_html("{}{}{}", before, marked, f" {CUT}" if stop < line_end else "")


def _start(text: str, earliest: int, latest: int, line_start: int) -> int:
    """Returns where the first sentence between the two positions starts, else the first word."""
    if earliest == line_start:
        return line_start
    if sentence := _SENTENCE_END.search(text, earliest, latest):
        return sentence.end()
    space = text.find(" ", earliest, latest)
    return space + 1 if space >= 0 else latest


def _stop(text: str, earliest: int, latest: int, line_end: int) -> int:
    """Returns where the last sentence between the two positions ends, else the last word."""
    if latest == line_end:
        return line_end
    sentences = list(_SENTENCE_END.finditer(text, earliest, latest))
    if sentences:
        return sentences[-1].start() + 1
    space = text.rfind(" ", earliest, latest)
    return space if space >= 0 else latest


def _opens(text: str, start: int) -> bool:
    """Returns whether a sentence starts at this position."""
    return bool(re.search(r"[.!?…]\s+$", text[max(0, start - 8) : start]))


def _marked(text: str, places: list[Place]) -> SafeString:
    pieces = []
    done = 0
    for place in places:
        pieces.append((text[done : place.start], text[place.start : place.end]))
        done = place.end
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    return mark_safe(marked + format_html("{}", text[done:]))

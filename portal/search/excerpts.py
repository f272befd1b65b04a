"""What was found, in context: titles and a sentence or two, with the words that were asked marked."""

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

#: In characters: about two sentences; what stands before the first word that was asked.
LENGTH, LEAD = 260, 90
#: Beyond, more places in one text make no better excerpt; that many words at most are compared.
MAX_PLACES, MAX_CANDIDATES = 200, 500
#: A stem and all words of that stem begin alike, at least so far; a long one but for its last letters.
SHORT_PREFIX, LONG_PREFIX, STEM_END = 3, 5, 2
CUT = "…"

#: What may stand between two letters of a word.
_BETWEEN = rf"(?:['’.\-‑ ]|[{french.INVISIBLE}]+)?"
_SENTENCE_END = re.compile(r"[.!?…]\s+")


class Result(Protocol):
    pk: int
    title: str
    summary: str


@dataclass(frozen=True)
class Excerpt:
    """`source` is the title of the attached document that is quoted; empty for the page itself."""

    title: SafeString
    text: SafeString
    source: str = ""


@dataclass(frozen=True)
class Place:
    """Where a text says one of the concepts asked."""

    start: int
    end: int
    concept: int


def of(results: Collection[Result], question: str, language: str) -> dict[int, Excerpt]:
    """An excerpt of each result by its key, in one query over their texts (and one for synonyms).

    The summary, unless the text says more of what was asked than title and summary do.
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
    """The best quotation with its source, for the results whose texts say what is missing."""
    found: dict[int, tuple[int, SafeString, str]] = {}
    for key, source, text in _texts_of(keys):
        said, quotation = finder.quotation(text, wanted[key])
        if said > found.get(key, (0,))[0]:
            found[key] = (said, quotation, source)
    return {key: (quotation, source) for key, (_said, quotation, source) in found.items()}


def _texts_of(keys: Collection[int]) -> QuerySet[PublicText, tuple[int, str, str]]:
    """The page’s own text before those of its documents."""
    if not keys:
        return PublicText.objects.none().values_list("page_id", "source", "text")
    texts = PublicText.objects.filter(page__in=keys).order_by("page", "pk")
    return texts.values_list("page_id", "source", "text")


class Finder:
    """Finds what a question asks for in the texts of one language, as the index does."""

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
        #: Room for the words of an expression and the small words between them.
        self._reach = 2 * analysis.MAX_WORD_LENGTH * max(longest, 1)

    def places(self, text: str) -> list[Place]:
        """In order, none over another; of a text whose accents are joined to their letters (NFC)."""
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
        """The concepts that none of these texts says."""
        said = {
            place.concept for text in texts for place in self.places(unicodedata.normalize("NFC", text))
        }
        return set(range(len(self._concepts))) - said

    def marked(self, text: str) -> SafeString:
        text = unicodedata.normalize("NFC", text)
        return _marked(text, self.places(text))

    def quotation(self, text: str, wanted: set[int]) -> tuple[int, SafeString]:
        """How many of these concepts the best passage of a text says, and that passage."""
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
        """The next words that mean something, each with where it stands."""
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
    """The words that have one of these forms and may begin otherwise."""
    words = {each: analysis.word(each, language) for each in french.IRREGULAR}
    return {each for each, word in words.items() if word and not forms.isdisjoint(word.forms)}


def _beginning(form: str) -> str:
    """A pattern for how words of a stem may begin: with accents, joined letters or points, or without."""
    if form.startswith("xu"):  # another alphabet, see `analysis`
        return r"\w"
    pattern = ""
    length = max(SHORT_PREFIX, min(LONG_PREFIX, len(form) - STEM_END))
    for number, letter in enumerate(form[:length]):
        joined = letter == "e" and number and form[number - 1] in "ao"
        pattern += ("" if number == 0 else _BETWEEN) + _LETTERS.get(letter, letter) + "?" * joined
    return pattern


def _letters() -> dict[str, str]:
    """Each plain letter with the signs of European alphabets that begin so once folded."""
    signs: dict[str, str] = {}
    for code in range(0xC0, 0x250):
        folded = analysis.fold(chr(code))
        if folded[:1].isascii() and folded[:1].isalpha():
            signs[folded[0]] = signs.get(folded[0], "") + chr(code)
    signs["i"] += "y"  # “payer” has the stem “pai”
    return {letter: f"[{letter}{others}]" for letter, others in signs.items()}


_LETTERS = _letters()


def _passages(text: str, places: list[Place]) -> Iterable[list[Place]]:
    """The places that one excerpt could show: close to each other, in one paragraph."""
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
    """The sentences around these places; cut at a word where they are long."""
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
    """The first sentence that begins in between, else the first word."""
    if earliest == line_start:
        return line_start
    if sentence := _SENTENCE_END.search(text, earliest, latest):
        return sentence.end()
    space = text.find(" ", earliest, latest)
    return space + 1 if space >= 0 else latest


def _stop(text: str, earliest: int, latest: int, line_end: int) -> int:
    """The last sentence that ends in between, else the last word."""
    if latest == line_end:
        return line_end
    sentences = list(_SENTENCE_END.finditer(text, earliest, latest))
    if sentences:
        return sentences[-1].start() + 1
    space = text.rfind(" ", earliest, latest)
    return space if space >= 0 else latest


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins there."""
    return bool(re.search(r"[.!?…]\s+$", text[max(0, start - 8) : start]))


def _marked(text: str, places: list[Place]) -> SafeString:
    pieces = []
    done = 0
    for place in places:
        pieces.append((text[done : place.start], text[place.start : place.end]))
        done = place.end
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    return mark_safe(marked + format_html("{}", text[done:]))

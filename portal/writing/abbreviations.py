"""Finds abbreviations in capitals, such as CCAS or R.G.P.D., that a text does not explain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.text import slugify

from portal.writing.capitals import is_shouted
from portal.writing.hints import Hint
from portal.writing.passages import Kind, Reading
from portal.writing.sentences import sentences

#: Longer matches are words in capitals.
_ABBREVIATION = re.compile(r"(?<![\w@./&-])(?:[A-ZÀ-ÖØ-Þ]{2,7}s?|[A-Z](?:\.[A-Z])+\.?)(?![\w@/&-]|://)")
_ROMAN = re.compile(r"[IVX]+")
#: Abbreviations better known than their long form.
_KNOWN = {"CD", "DVD", "GPS", "OK", "PDF", "QR", "SMS", "SNCF", "TER", "TGV", "TV", "USB", "WC"}
_MEANING_AFTER = re.compile(r"\s*\(([^()]{3,200})\)")
_MEANING_AFTER_A_STOP = re.compile(r"\s*[,:–—]\s*([^.;:()]{3,200})")
_MAX_MEANING = 12  # words


def unexplained(reading: Reading, language: str) -> Iterator[Hint]:
    """Yields the first mention of each abbreviation, unless it is explained there.

    Titles are skipped, as they have no room for an explanation.
    """
    seen: set[str] = set()
    for passage in reading.passages:
        if passage.kind not in {Kind.PROSE, Kind.CELL}:
            continue
        for sentence in sentences(passage.text, language):
            if is_shouted(sentence):
                continue
            for mention in _ABBREVIATION.finditer(sentence):
                name = normal(mention[0])
                if name in seen or name in _KNOWN or _ROMAN.fullmatch(name):
                    continue
                seen.add(name)
                if not _is_explained(sentence, mention):
                    yield Hint(passage.place, mention[0])


def normal(abbreviation: str) -> str:
    """Normalises an abbreviation: « C.C.A.S. », « CCAS » and « CCASs » become « CCAS »."""
    return abbreviation.replace(".", "").removesuffix("s")


def _is_explained(text: str, mention: re.Match[str]) -> bool:
    letters = slugify(normal(mention[0]))
    before, after = text[: mention.start()], text[mention.end() :]
    if before.endswith("(") and after.startswith((")", ",", " ")):
        return letters[:1] in _initials(before)[-_MAX_MEANING:]
    if meaning := _MEANING_AFTER.match(after):
        initials = _initials(meaning[1])
        return len(initials) > 1 and letters[:1] in initials
    if meaning := _MEANING_AFTER_A_STOP.match(after):
        following = iter(_initials(meaning[1])[:_MAX_MEANING])
        return all(letter in following for letter in letters)  # in this order
    return False


def _initials(text: str) -> str:
    """Returns the first letter of each word, without accents; « d’action » gives d and a."""
    return "".join(word[0] for word in slugify(re.sub(r"[’']", " ", text)).split("-") if word)

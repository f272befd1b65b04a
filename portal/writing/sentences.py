"""Splits text into sentences and words, by the typography of French and English."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Abbreviations whose full stop ends no sentence, in lower case and without it.
_SHORT_FORMS = {
    "fr": {
        "al", "art", "av", "bd", "c.-à-d", "cf", "chap", "coll", "dr", "env", "ex", "fig", "m", "me",
        "mgr", "mm", "mr", "n", "p", "p.ex", "pp", "pr", "réf", "st", "ste", "tél", "vol", "éd",
    },
    "en": {
        "al", "approx", "cf", "dept", "dr", "e.g", "fig", "i.e", "mr", "mrs", "ms", "mt", "p", "pp",
        "prof", "st", "vol", "vs",
    },
}  # fmt: skip
_LONGEST_SHORT_FORM = 12
_STOP = re.compile(r"[.!?…]+(?:\s*[»”\"’)\]])*(?=\s)")
_BEGINNING = re.compile(r"\s+(?:[«“\"(\[—–•-]\s*)*[^\W_a-zà-öø-ÿœ]")


def sentences(text: str, language: str) -> Iterator[str]:
    """Yields the sentences of a paragraph, unchanged."""
    start = 0
    for stop in _STOP.finditer(text):
        if _ends_here(text, stop, language):
            yield text[start : stop.end()].strip()
            start = stop.end()
    if rest := text[start:].strip():
        yield rest


def _ends_here(text: str, stop: re.Match[str], language: str) -> bool:
    if not _BEGINNING.match(text, stop.end()):
        return False
    if stop[0] != ".":
        return True
    before = text[max(0, stop.start() - _LONGEST_SHORT_FORM) : stop.start()].split()
    last = before[-1].lstrip("(«[“’'") if before else ""
    is_initial = len(last) == 1 and last.isupper()
    return not is_initial and last.lower() not in _SHORT_FORMS.get(language, set())


def words(text: str) -> list[str]:
    """Splits at spaces and drops punctuation: « l’atelier » is one word, « ! » is none."""
    return [word for word in text.split() if any(map(str.isalnum, word))]

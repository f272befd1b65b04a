"""Where sentences end and words begin, by the typography of French and English."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A full stop after these ends no sentence, in small letters and without their own stop.
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
    """The sentences of a paragraph, each as it is written."""
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
    """What stands between spaces and says something: « l’atelier » is one word, « ! » is none."""
    return [word for word in text.split() if any(map(str.isalnum, word))]

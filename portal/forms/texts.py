"""Removes invisible characters, which programs leave around copied text."""

from __future__ import annotations

import re
import unicodedata

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]+")

#: Blank characters whose Unicode category is letter or symbol: Korean fillers and blank Braille.
_BLANK = "\u115f\u1160\u3164\uffa0\u2800"

#: Non-breaking spaces are typography, and kept.
_SPACES = re.compile(r"[^\S\xa0\u202f]+")


def one_line(text: str) -> str:
    """Replaces line breaks and bidirectional controls by spaces; empty if nothing is visible."""
    line = _SPACES.sub(" ", _UNPRINTABLE.sub(" ", text)).strip()
    return line if any(_is_seen(sign) for sign in line) else ""


def _is_seen(sign: str) -> bool:
    is_picture = "\U0001f000" <= sign <= "\U0001faff"  # Python’s Unicode tables lack the newest
    return is_picture or (sign not in _BLANK and unicodedata.category(sign)[0] in "LNPS")


def folded(text: str) -> str:
    """Returns a name or place for comparison, without capitals, accents, commas and dashes. If nothing
    else is left, symbols are kept.
    """
    bare = unicodedata.normalize("NFKD", seen(text).casefold())
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", letters)) or letters.strip()


def seen(text: str) -> str:
    """Returns the visible characters, and spaces between words: not meant for prose."""
    return one_line("".join(sign for sign in text if unicodedata.category(sign) != "Cf"))

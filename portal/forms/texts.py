"""Signs that nobody sees: programs leave them around what is copied from them."""

from __future__ import annotations

import re
import unicodedata

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]+")

#: Letters by their category, and blank: two of Korean, one of Braille.
_BLANK = "\u115f\u1160\u3164\uffa0\u2800"

#: Those that keep words together are typography, and stay.
_SPACES = re.compile(r"[^\S\xa0\u202f]+")


def one_line(text: str) -> str:
    """What would start another line, or turn its direction, becomes a space. Empty if nothing shows."""
    line = _SPACES.sub(" ", _UNPRINTABLE.sub(" ", text)).strip()
    return line if any(_is_seen(sign) for sign in line) else ""


def _is_seen(sign: str) -> bool:
    is_picture = "\U0001f000" <= sign <= "\U0001faff"  # Python’s tables lack the newest
    return is_picture or (sign not in _BLANK and unicodedata.category(sign)[0] in "LNPS")


def folded(text: str) -> str:
    """A name or a place but for how it is written: capitals, accents, commas and dashes are left out.
    Where nothing else stands, signs count.
    """
    bare = unicodedata.normalize("NFKD", seen(text).casefold())
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", letters)) or letters.strip()


def seen(text: str) -> str:
    """The signs that one sees, and spaces between words: for what is no prose."""
    return one_line("".join(sign for sign in text if unicodedata.category(sign) != "Cf"))

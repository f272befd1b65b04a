"""Superscripts and subscripts in plain signs, since titles and tables hold no other.

“m” with a raised 2 is m², and not m2; “1” with a raised er stays 1er; a note’s mark stays apart from its
word.
"""

from __future__ import annotations

import re

_SUPERSCRIPTS = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPTS = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_FIGURES = re.compile(r"[-+−–=()\d]+(?:[,;.\s]+[-+−–=()\d]+)*", re.ASCII)
_POWER = re.compile(r"[ni]|[-+−–]?\d*[ni]", re.ASCII)
#: As the reader of a document writes the call of a note.
_CALL = re.compile(r"(?:\[\d+\])+", re.ASCII)
#: What follows a figure, Arabic or Roman.
_ORDINALS = frozenset(
    {"e", "er", "ers", "re", "res", "ère", "ères", "ere", "eres", "es", "ème", "èmes", "eme", "emes"}
    | {"ième", "ièmes", "ieme", "iemes", "d", "de", "ds", "des", "nd", "nde", "nds", "ndes"}
    | {"st", "th", "rd", "h", "min", "mn"}
)
_COUNTED = re.compile(r"(?:\d|\b[IVXLCDM]+$)")
#: What ends a word that is shortened to its first letters: Mme, Dr, Cie, Ste.
_ENDINGS = frozenset(
    {"me", "mes", "lle", "lles", "gr", "grs", "r", "rs", "e", "es", "ie", "ies", "t", "te", "ts", "tes"}
    | {"d", "ds", "v", "o", "os", "al"}
)
_SHORTENED = re.compile(r"\b[A-ZÀ-Þ][a-zà-ÿ]{0,2}$")
_NUMBER = re.compile(r"(?:\b[nN]|\d)$")


def superscript(text: str, before: str) -> str:
    """A raised text, in the signs that say the same after what stands `before` it."""
    said = text.strip()
    if not said or _CALL.fullmatch(said):
        return text
    is_joined = before[-1:].isalnum() and not text[:1].isspace()
    if _FIGURES.fullmatch(said) or (is_joined and _POWER.fullmatch(said) and before[-1:].isdigit()):
        return text.translate(_SUPERSCRIPTS)
    if not is_joined or not said[0].isalnum():
        return text
    end = text[len(text.rstrip()) :]
    lower = said.lower()
    if lower in ("o", "os", "º") and _NUMBER.search(before):
        return f"°{'s' if lower == 'os' else ''}{end}"
    if lower in _ORDINALS and _COUNTED.search(before[-1:] if before[-1:].isdigit() else before):
        return text
    if lower in _ENDINGS and _SHORTENED.search(before):
        return text
    if lower == "tm":
        return f"™{end}"
    if _POWER.fullmatch(said):
        return text.translate(_SUPERSCRIPTS)
    return f" ({said}){end}"


def subscript(text: str) -> str:
    """A lowered text: figures as such, letters (V with a lowered max) as they are."""
    return text.translate(_SUBSCRIPTS) if _FIGURES.fullmatch(text.strip()) else text

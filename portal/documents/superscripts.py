"""Writes superscripts and subscripts in plain characters, because titles and tables have no formats.

A 2 raised after “m” gives m²; “er” raised after 1 gives 1er; a note’s mark stays separate from its word.
"""

from __future__ import annotations

import re

_SUPERSCRIPTS = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPTS = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_FIGURES = re.compile(r"[-+−–=()\d]+(?:[,;.\s]+[-+−–=()\d]+)*", re.ASCII)
_POWER = re.compile(r"[ni]|[-+−–]?\d*[ni]", re.ASCII)
#: References to notes, as the readers write them.
_CALL = re.compile(r"(?:\[\d+\])+", re.ASCII)
#: Endings of Arabic and Roman numbers.
_ORDINALS = frozenset(
    {"e", "er", "ers", "re", "res", "ère", "ères", "ere", "eres", "es", "ème", "èmes", "eme", "emes"}
    | {"ième", "ièmes", "ieme", "iemes", "d", "de", "ds", "des", "nd", "nde", "nds", "ndes"}
    | {"st", "th", "rd", "h", "min", "mn"}
)
_COUNTED = re.compile(r"(?:\d|\b[IVXLCDM]+$)")
#: Endings of abbreviations such as Mme, Dr, Cie, Ste.
_ENDINGS = frozenset(
    {"me", "mes", "lle", "lles", "gr", "grs", "r", "rs", "e", "es", "ie", "ies", "t", "te", "ts", "tes"}
    | {"d", "ds", "v", "o", "os", "al"}
)
_SHORTENED = re.compile(r"\b[A-ZÀ-Þ][a-zà-ÿ]{0,2}$")
_NUMBER = re.compile(r"(?:\b[nN]|\d)$")


def superscript(text: str, before: str) -> str:
    """A superscript in plain characters that keep its meaning after the text `before` it."""
    raised = text.strip()
    if not raised or _CALL.fullmatch(raised):
        return text
    is_joined = before[-1:].isalnum() and not text[:1].isspace()
    if _FIGURES.fullmatch(raised) or (is_joined and _POWER.fullmatch(raised) and before[-1:].isdigit()):
        return text.translate(_SUPERSCRIPTS)
    if not is_joined or not raised[0].isalnum():
        return text
    end = text[len(text.rstrip()) :]
    lower = raised.lower()
    if lower in ("o", "os", "º") and _NUMBER.search(before):
        return f"°{'s' if lower == 'os' else ''}{end}"
    if lower in _ORDINALS and _COUNTED.search(before[-1:] if before[-1:].isdigit() else before):
        return text
    if lower in _ENDINGS and _SHORTENED.search(before):
        return text
    if lower == "tm":
        return f"™{end}"
    if _POWER.fullmatch(raised):
        return text.translate(_SUPERSCRIPTS)
    return f" ({raised}){end}"


def subscript(text: str) -> str:
    """A subscript in plain characters: digits become subscript digits, letters stay (Vmax)."""
    return text.translate(_SUBSCRIPTS) if _FIGURES.fullmatch(text.strip()) else text

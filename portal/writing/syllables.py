"""Counts the spoken syllables of a word, approximately, which is enough for an average.

Readability libraries count hyphenation points (Pyphen), which give one syllable for « école », « idée »
and « réunion »: they show where a line may break, not how a word is spoken.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PIECES = re.compile(r"[^\W\d_]+")
#: Exceptions to the rules below, respelled as spoken.
_SPELLED = {
    "fr": [(r"pays", "péis"), (r"^(ou[iï])$", "wi"), (r"aoû", "oû"), (r"^(s|c)ouvent$", r"\1ouvan")],
    "en": [(r"creat", "cre-at"), (r"(?<=..)ea$", "i-a"), (r"business", "bizniss")],
}
_FRENCH = [
    (r"œu|œ", "eu"),
    (r"qu|q$", "k"),
    (r"gu(?=[eéèêiy])", "g"),
    (r"ge(?=[aâoô])", "j"),
    (r"(?<=[cg])ue(?=il)", "eu"),
    # Silent endings.
    (r"(?<=[éou])ent$|(?<=ai|oi)ent$|(?<=ss|nn|tt|rr|ch|gn|iv|uv|rd)ent$", ""),
    (r"^(.*[aeiouyàâéèêëîïôûù].*)es?$", r"\1"),
    # Glides: the i of « bien », the ill of « feuille ».
    (r"(?<=[aeou])il(?=l|s?$)", "l"),
    (r"(?<=[aeiou])y(?=[aeiouéèêâô])", "j"),
    (r"(?<![bcdfgptv][lr])[iy](?=[aeouàâéèêëôœ])", "j"),
]
_FRENCH_NUCLEI = re.compile(r"eau|a[iîyu]|e[iîuûy]|o[uùûiîy]|u[iî]|[aàâäeéèêëiîïoôöuùûüyÿæ]")
_ENGLISH_SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyszxhcg])es$"
)
_ENGLISH_NUCLEI = re.compile(r"(?<![ct])i(?=a)|[aeiouy]+")


@lru_cache(maxsize=4096)
def syllables(word: str, language: str) -> int:
    """Returns the count, at least 1. Hyphenated words such as « porte-à-porte » are counted by part."""
    count = _english if language == "en" else _french
    pieces = _PIECES.findall(word.lower())
    return max(1, sum(map(count, pieces)))


def _french(piece: str) -> int:
    heard = _respelled(piece, _SPELLED["fr"])
    heard = _respelled(heard, _FRENCH)
    return len(_FRENCH_NUCLEI.findall(heard)) or int(len(piece) > 1)


def _english(piece: str) -> int:
    heard = _respelled(piece, _SPELLED["en"])
    heard = _ENGLISH_SILENT.sub("", heard) or heard
    return len(_ENGLISH_NUCLEI.findall(heard)) or int(len(piece) > 1)


def _respelled(piece: str, rules: list[tuple[str, str]]) -> str:
    for pattern, instead in rules:
        piece = re.sub(pattern, instead, piece)
    return piece

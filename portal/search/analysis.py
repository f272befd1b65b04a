"""Text analysis: turns texts and questions into the same comparable words, on any engine.

Engines get ASCII letters and digits only, so that they have nothing left to interpret.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from portal.search import french

#: In characters. Longer words are cut: nobody types them on purpose.
MAX_WORD_LENGTH = 40

STEMMERS = {"fr": "french", "en": "english"}

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_APOSTROPHES = re.compile("[’‘ʼ′`´＇]")
_SIGLE = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_ELISION = re.compile(
    rf"\b(?:qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|[cdjlmnst])[{french.INVISIBLE}]*'"
    rf"(?=[{french.INVISIBLE}]*\w)",
    re.IGNORECASE,
)
_WORD = re.compile(
    rf"[^\W_](?:[^\W_]|[\u0300-\u036f]|[{french.INVISIBLE}]+(?=[^\W_])|'(?=[{french.INVISIBLE}]*[^\W_]))*"
)
_INVISIBLE = re.compile(f"[{french.INVISIBLE}]+")
#: An “é” typed without its accent: “ainees” must match “aînés”.
_BARE_PARTICIPLE = re.compile(r"(?<=[a-z]{2})ee(s?)$")

_FRENCH = """
a afin ai ainsi alors au aucun aussi autre autres aux avec avoir c car ce ceci cela celle celles
celui ces cet cette ceux chez combien comme comment d dans de des donc dont du elle elles en entre es
est et eu eux font fut hors ici il ils j je l la le les leur leurs lui m ma mais me mes moi mon même mêmes
n ne ni non nos notre nous on ont or ou où par parce pas peu peut plus pour pourquoi quand que quel
quelle quelles quels qui quoi s sa sans se ses si son sont sous sur t ta te tes toi ton tou tous tout
toute toutes très tu un une vers vos votre vous y à ça étaient était être
"""
_ENGLISH = """
a about after all an and any are as at be been but by can do does for from had has have he her his
how i if in into is it its me my no not of on or our s she so t than that the their them then there
these they this to was we were what when where which who why will with you your
"""
STOP_WORDS = {"fr": frozenset(_FRENCH.split()), "en": frozenset(_ENGLISH.split())}


@dataclass(frozen=True)
class Word:
    """An analysed word: its stem with accents, and without. Words match if one of the two is equal."""

    stem: str
    bare_stem: str

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.stem,) if self.stem == self.bare_stem else (self.stem, self.bare_stem)

    def meets(self, other: Word) -> bool:
        return not set(self.forms).isdisjoint(other.forms)


def fold(text: str) -> str:
    """Returns the text without accents, capitals or ligatures. Idempotent."""
    folded = _fold_once(text)
    while folded != text:
        text, folded = folded, _fold_once(folded)
    return folded


def _fold_once(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES)
    return "".join(letter for letter in letters if not unicodedata.category(letter).startswith("M"))


def spans(text: str) -> list[tuple[int, int]]:
    """Returns (start, end) of each word: elided articles are skipped; acronyms, inclusive writing
    (“habitant·e·s”) and words with an optional hyphen (“co-voiturage”) are one word.
    """
    # Every replacement keeps the length, so that positions stay valid.
    text = _APOSTROPHES.sub("'", text)
    text = _ELISION.sub(lambda elided: " " * len(elided[0]), text)
    found = []
    for pattern in (french.INCLUSIVE, _SIGLE):
        found += [match.span() for match in pattern.finditer(text)]
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    text = french.PREFIX.sub(lambda prefix: f"{prefix[0][:-1]}'", text)
    return sorted(found + [match.span() for match in _WORD.finditer(text)])


def written(text: str) -> str:
    """Returns a word of a text as one would type it: without invisible characters, hyphens or suffixes
    of inclusive writing.
    """
    text = _INVISIBLE.sub("", text)
    if inclusive := french.INCLUSIVE.fullmatch(text):
        return inclusive["head"]
    return re.sub("[-‑ ]", "", text)


def plain_words(text: str) -> list[str]:
    """Returns all words of a text, folded, for completion while typing."""
    words = (_letters(fold(written(text[start:end]))) for start, end in spans(text))
    return [word for word in words if word]


def words(text: str, language: str) -> list[Word]:
    """Returns the analysed words of a text in order, without stop words."""
    found = (word(text[start:end], language) for start, end in spans(text))
    return [each for each in found if each]


@lru_cache(maxsize=20_000)
def word(said: str, language: str) -> Word | None:
    """Returns the analysed word, or None for a stop word or one without letters or digits."""
    signless = _bare_of_signs(written(said))
    lowered = unicodedata.normalize("NFKC", signless).lower().translate(_LIGATURES)
    bare = _letters(fold(lowered))
    if not bare or lowered in _stop_words(language) or bare in _bare_stop_words(language):
        return None
    lowered = lowered[:MAX_WORD_LENGTH]
    if language == "fr":
        lowered, bare = french.common_form(lowered), french.common_form(bare)
        bare = _BARE_PARTICIPLE.sub(r"ée\1", bare)
    bare_stem = _stem(bare, language)
    return Word(_letters(fold(_stem(lowered, language))) or bare, _letters(fold(bare_stem)) or bare)


def _stem(word: str, language: str) -> str:
    name = STEMMERS.get(language)
    return snowballstemmer.stemmer(name).stemWord(word) if name else word


def _stop_words(language: str) -> frozenset[str]:
    return STOP_WORDS.get(language, frozenset())


@lru_cache(maxsize=8)
def _bare_stop_words(language: str) -> frozenset[str]:
    return frozenset(fold(each) for each in _stop_words(language))


def _bare_of_signs(word: str) -> str:
    return re.sub(r"['’‘ʼ′`´＇.]", "", word)


def _letters(folded: str) -> str:
    """Returns ASCII letters and digits only; other characters are replaced by their code points."""
    kept = _bare_of_signs(folded)[:MAX_WORD_LENGTH]
    return "".join(
        letter if letter.isascii() and letter.isalnum() else f"xu{ord(letter):x}"
        for letter in kept
        if letter.isalnum()
    )

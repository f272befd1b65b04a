"""A readability score from sentence and word length: meant to compare drafts, not to grade them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.writing.sentences import sentences, words
from portal.writing.syllables import syllables

#: Flesch used samples of 100 words; with fewer, one long word changes the score too much.
MIN_WORDS = 100
#: The minimum score of each level, named as Flesch did.
NAMES = (
    (90, _("très facile")),
    (80, _("facile")),
    (70, _("assez facile")),
    (60, _("ni facile ni difficile")),
    (50, _("assez difficile")),
    (30, _("difficile")),
)


@dataclass(frozen=True)
class Formula:
    """base − by_words × words per sentence − by_syllables × syllables per word, and its source."""

    base: float
    by_words: float
    by_syllables: float
    source: str


#: English: R. Flesch, « A new readability yardstick », Journal of Applied Psychology 32 (3), 1948,
#: p. 221-233. French: L. Kandel and A. Moles, « Application de l’indice de Flesch à la langue
#: française », Cahiers d’études de radio-télévision 19, 1958, p. 253-274.
FORMULAS = {
    "fr": Formula(207, 1.015, 73.6, "Kandel et Moles, 1958, d’après Flesch"),
    "en": Formula(206.835, 1.015, 84.6, "Flesch, 1948"),
}


@dataclass(frozen=True)
class Readability:
    """`score` ranges from 0 (very hard) to 100 (very easy)."""

    score: int
    words_per_sentence: int
    source: str

    @property
    def name(self) -> str:
        return str(next((name for least, name in NAMES if self.score >= least), _("très difficile")))


def readability(texts: Iterable[str], language: str) -> Readability | None:
    """Returns the score of all paragraphs; None if too short, or without a formula for the language."""
    formula = FORMULAS.get(language)
    said = [sentence for text in texts for sentence in sentences(text, language)]
    spoken = [word for sentence in said for word in words(sentence) if any(map(str.isalpha, word))]
    if formula is None or len(spoken) < MIN_WORDS:
        return None
    per_sentence = len(spoken) / len(said)
    per_word = sum(syllables(word, language) for word in spoken) / len(spoken)
    score = formula.base - formula.by_words * per_sentence - formula.by_syllables * per_word
    return Readability(round(min(100, max(0, score))), round(per_sentence), formula.source)

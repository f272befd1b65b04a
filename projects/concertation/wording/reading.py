"""Reads a question so that case, accents, spacing and punctuation between words make no difference."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from portal.search.analysis import fold

_WORD = re.compile(r"[a-z0-9]+")
#: Brackets mark what somebody added to a word; they do not separate.
_BRACKETS = "[]"


@dataclass(frozen=True)
class Reading:
    """`words` are folded, with single spaces between them; `written` is folded with its punctuation."""

    question: str
    words: str
    written: str
    #: How many words people read: « peut-il » is one.
    length: int
    #: Of each word, where it begins in `words`, and where it stands in the question.
    starts: list[int] = field(repr=False)
    places: list[tuple[int, int]] = field(repr=False)

    def find(self, pattern: str, words: str = "") -> tuple[str, ...]:
        """Returns what matches between word boundaries, as it is written in the question, each once.

        `words` are those of the reading, with what must not match overwritten.
        """
        matches = re.finditer(rf"\b(?:{pattern})\b", words or self.words)
        found = {match[0]: self._as_written(match) for match in matches}
        return tuple(found.values())

    def _as_written(self, match: re.Match[str]) -> str:
        first = bisect_right(self.starts, match.start()) - 1
        last = bisect_right(self.starts, match.end() - 1) - 1
        written = self.question[self.places[first][0] : self.places[last][1]]
        return " ".join(written.split())

    def has(self, pattern: str) -> bool:
        return bool(self.find(pattern))


def read(question: str) -> Reading:
    origins: list[int] = []
    letters: list[str] = []
    for place, sign in enumerate(question):
        folded = "" if sign in _BRACKETS else fold(sign)
        letters.append(folded)
        origins += [place] * len(folded)
    written = "".join(letters)
    found = list(_WORD.finditer(written))
    starts, at = [], 0
    for word in found:
        starts.append(at)
        at += len(word[0]) + 1
    return Reading(
        question,
        " ".join(word[0] for word in found),
        written,
        sum(1 for word in written.split() if _WORD.search(word)),
        starts,
        [(origins[word.start()], origins[word.end() - 1] + 1) for word in found],
    )

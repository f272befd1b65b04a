"""Reads a question so that case, accents, spacing and punctuation between words make no difference."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.search.analysis import fold

_WORD = re.compile(r"[a-z0-9]+")
#: Punctuation between letters separates words; brackets only mark what somebody added.
_BRACKETS = re.compile(r"[\[\]]")


@dataclass(frozen=True)
class Reading:
    """`words` are folded, with single spaces between them; `written` is folded with its punctuation."""

    words: str
    written: str
    #: How many words people read: « peut-il » is one.
    length: int

    def find(self, pattern: str) -> tuple[str, ...]:
        """Returns what matches between word boundaries, each once, in order."""
        found = (match[0] for match in re.finditer(rf"\b(?:{pattern})\b", self.words))
        return tuple(dict.fromkeys(found))

    def has(self, pattern: str) -> bool:
        return bool(self.find(pattern))


def read(question: str) -> Reading:
    written = _BRACKETS.sub("", fold(question))
    length = sum(1 for word in written.split() if _WORD.search(word))
    return Reading(" ".join(_WORD.findall(written)), " ".join(written.split()), length)

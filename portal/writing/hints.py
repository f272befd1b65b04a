"""What a hint is, and the rules that give them: one everyday sentence each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from portal.writing.passages import Reading

LONGEST_EXCERPT = 90


@dataclass(frozen=True)
class Hint:
    """A place that could be written better, quoted as it is written."""

    place: str
    excerpt: str
    note: str = ""

    @property
    def anchor(self) -> str:
        """The end of the editor’s address that opens the tab and the field."""
        return f"#:w:contentpath={self.place}"


@dataclass(frozen=True)
class Remark:
    """Hints of one kind: what they are, and why or how to mend them."""

    name: Any
    why: Any
    hints: list[Hint]


@dataclass(frozen=True)
class Rule:
    """What to look for, why or how to mend it, and the function that finds it in a language."""

    name: Any
    why: Any
    find: Callable[[Reading, str], Iterable[Hint]]


def excerpt(text: str) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= LONGEST_EXCERPT:
        return text
    beginning = text[:LONGEST_EXCERPT]
    return f"{beginning.rpartition(' ')[0] or beginning}…"

"""Hints, and the rules that produce them, each explained in one everyday sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from portal.writing.passages import Reading

LONGEST_EXCERPT = 90


@dataclass(frozen=True)
class Hint:
    """A passage that could be written better, with an excerpt of it."""

    place: str
    excerpt: str
    note: str = ""

    @property
    def anchor(self) -> str:
        """The fragment of the editor’s URL that opens the tab and the field."""
        return f"#:w:contentpath={self.place}"


@dataclass(frozen=True)
class Remark:
    """Hints of one rule: its name, and why or how to fix them."""

    name: Any
    why: Any
    hints: list[Hint]


@dataclass(frozen=True)
class Rule:
    """What to look for, why or how to fix it, and the function that finds it in a language."""

    name: Any
    why: Any
    find: Callable[[Reading, str], Iterable[Hint]]


def excerpt(text: str) -> str:
    """Returns the beginning of a text, cut between words."""
    if len(text) <= LONGEST_EXCERPT:
        return text
    beginning = text[:LONGEST_EXCERPT]
    return f"{beginning.rpartition(' ')[0] or beginning}…"

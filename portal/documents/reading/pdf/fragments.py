"""What stands on the pages of a PDF, before it is known what is heading and what is text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.documents.outline import Picture, Table, TextRun, text_of


@dataclass
class Fragment:
    """A paragraph as it stands on its page, a picture or a table. Sizes and places are in points."""

    runs: list[TextRun] = field(default_factory=list)
    size: float = 0.0
    top: float = 0.0
    is_in_margin: bool = False
    is_above: bool = False
    picture: Picture | None = None
    table: Table | None = None

    def __post_init__(self) -> None:
        self.is_bold = _is_bold(self.runs)

    @property
    def text(self) -> str:
        return text_of(self.runs).strip()

    @property
    def end(self) -> str:
        """Its last words. While a paragraph grows, its whole text would be read at each line."""
        return next((said for run in reversed(self.runs) if (said := run.text.strip())), "")

    def grow(self, runs: Sequence[TextRun]) -> None:
        self.runs += runs
        self.is_bold = self.is_bold and _is_bold(runs)


def _is_bold(runs: Sequence[TextRun]) -> bool:
    return all(run.bold for run in runs if run.text.strip())


def insert(pieces: list[Fragment], new: Fragment) -> None:
    """Before the first paragraph that stands below it."""
    place = next((at for at, piece in enumerate(pieces) if piece.top < new.top), len(pieces))
    pieces.insert(place, new)

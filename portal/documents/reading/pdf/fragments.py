"""The fragments of the pages of a PDF, before headings are told from text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.documents.outline import Origin, Picture, Table, TextRun, text_of

#: Punctuation at the end of a sentence.
SENTENCE_ENDS = (".", "!", "?", ":", ";", "…", "»")


@dataclass
class Fragment:
    """A paragraph of a page, or a picture or table. Sizes and places are in points."""

    runs: list[TextRun] = field(default_factory=list)
    size: float = 0.0
    top: float = 0.0
    #: HEADER or FOOTER for a line in a margin of the page.
    margin: Origin | None = None
    block: Picture | Table | None = None

    def __post_init__(self) -> None:
        self.is_bold = _is_bold(self.runs)

    @property
    def text(self) -> str:
        return text_of(self.runs).strip()

    @property
    def last_words(self) -> str:
        """The text of its last run, which is quicker to get than all its text."""
        return next((text for run in reversed(self.runs) if (text := run.text.strip())), "")

    def append(self, runs: Sequence[TextRun]) -> None:
        self.runs += runs
        self.is_bold = self.is_bold and _is_bold(runs)


def _is_bold(runs: Sequence[TextRun]) -> bool:
    return all(run.bold for run in runs if run.text.strip())


def insert(fragments: list[Fragment], new: Fragment) -> None:
    """Inserts a fragment before the first one below it on the page."""
    lower = (place for place, fragment in enumerate(fragments) if fragment.top < new.top)
    fragments.insert(next(lower, len(fragments)), new)

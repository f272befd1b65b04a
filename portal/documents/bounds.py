"""How much of a document is taken in. What comes after reading costs in proportion to it."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Any

from portal.documents.outline import (
    Cell,
    Heading,
    Item,
    List,
    Outline,
    Paragraph,
    Picture,
    Refusal,
    Refused,
    Table,
    children_of,
    text_of,
)


@dataclass
class Size:
    """What an outline is made of, wherever it stands: in lists, in tables, in notes, beside the text."""

    #: Headings, paragraphs, items, lists, tables and places of pictures.
    blocks: int = 0
    #: Cells of tables, each counted as often as it spans a column or a row.
    cells: int = 0
    runs: int = 0
    characters: int = 0


#: About seventy printed pages.
MAX_SIZE = Size(blocks=2_000, cells=2_000, runs=15_000, characters=200_000)
#: Of different files, in one document.
MAX_PICTURES = 100


def check_size(outline: Outline) -> None:
    """Raises `Refused` as soon as an outline is larger than `MAX_SIZE` in any respect."""
    size = Size(characters=len(outline.title))
    waiting: list[Any] = [outline, outline.left_out]
    while waiting:
        value = waiting.pop()
        _count(value, size)
        if any(counted > most for counted, most in zip(astuple(size), astuple(MAX_SIZE), strict=True)):
            raise Refused(Refusal.TOO_LONG)
        waiting += children_of(value)


def _count(value: Any, size: Size) -> None:
    match value:
        case Heading() | Paragraph():
            size.blocks += 1
            size.runs += len(value.runs)
            size.characters += len(text_of(value.runs)) + sum(len(run.href) for run in value.runs)
        case Item() | List() | Table():
            size.blocks += 1
        case Picture():
            size.blocks += 1
            size.characters += len(value.alternative)
        case Cell():
            size.cells += value.columns * value.rows

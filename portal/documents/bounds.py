"""The size limits of a document. Everything after the reading takes time in proportion to this size."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from portal.documents.outline import (
    Block,
    Cell,
    Heading,
    Item,
    Outline,
    Paragraph,
    Picture,
    Refusal,
    Refused,
    text_of,
    walk,
)


@dataclass
class Size:
    """The size of an outline: its main text, notes, leftovers and left out texts together."""

    #: Headings, paragraphs, items, lists, tables and places of pictures.
    blocks: int = 0
    #: A table cell counts once for each column and row that it spans.
    cells: int = 0
    runs: int = 0
    characters: int = 0


#: About seventy printed pages.
MAX_SIZE = Size(blocks=2_000, cells=2_000, runs=15_000, characters=200_000)
#: Different files in one document.
MAX_PICTURES = 100


def check_size(outline: Outline) -> None:
    """Raises `Refused` as soon as an outline exceeds one of the limits of `MAX_SIZE`."""
    size = Size(characters=len(outline.title))
    for part in walk([outline, outline.left_out]):
        match part:
            case Heading() | Paragraph():
                size.runs += len(part.runs)
                size.characters += len(text_of(part.runs)) + sum(len(run.href) for run in part.runs)
            case Picture():
                size.characters += len(part.alternative)
            case Cell():
                size.cells += part.columns * part.rows
        size.blocks += isinstance(part, Block | Item)
        if any(counted > most for counted, most in zip(astuple(size), astuple(MAX_SIZE), strict=True)):
            raise Refused(Refusal.TOO_LONG)

"""Builds the blocks of a sheet’s body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from methods.importing.converter import labels, tables
from methods.importing.converter.markup import is_rich_text, rich_text
from methods.importing.converter.sections import Section
from methods.importing.converter.steps import Content, Step
from portal.documents.outline import (
    Block,
    Heading,
    Item,
    List,
    Paragraph,
    Picture,
    Table,
    TextRun,
    pictures_in,
    text_of,
)

LONGEST_CAPTION = 200


class DraftPicture(msgspec.Struct, array_like=True):
    """A picture block before its picture exists; `number` is its index among the document’s pictures."""

    number: int
    alternative: str
    is_decorative: bool = False
    caption: str = ""


@dataclass(frozen=True)
class BodyBlock:
    """One block of the body: its type and its value."""

    kind: str
    value: str | dict[str, Any] | DraftPicture


class BodyWriter:
    """Adds blocks in reading order. `top` and `second` are the heading levels of the document."""

    def __init__(self, content: Iterable[Content]):
        levels = sorted({block.level for block in content if isinstance(block, Heading)})
        self.top, self.second = [*levels, 0, 0][:2]
        self.pieces: list[BodyBlock] = []
        self._text: list[Block] = []

    def write(self, content: Sequence[Content]) -> None:
        for place, each in enumerate(content):
            following = content[place + 1] if place + 1 < len(content) else None
            match each:
                case Step():
                    self._write_step(each)
                case Section():
                    self._flush()
                    self.pieces.append(BodyBlock(each.name, {"text": section_text(each)}))
                case _:
                    self._write_block(each, following)
        self._flush()

    def _write_block(self, block: Block, following: object = None) -> None:
        match block:
            case Heading() if block.level == self.top and not any(run.href for run in block.runs):
                self._flush()
                marker = "" if block.marker == "#" else block.marker
                self.pieces.append(BodyBlock("heading", f"{marker} {text_of(block.runs)}".strip()))
            case Paragraph() if block.is_caption and not self._caption(block, following):
                self._text.append(block)
            case Paragraph() if block.is_caption:
                pass
            case Picture():
                self._flush()
                self.pieces.append(BodyBlock("picture", DraftPicture(block.number, block.alternative)))
            case Table():
                self._write_table(block)
            case List() if not is_rich_text(block):
                if (text := _only_text(block)).items:
                    self._text.append(text)
                for other in _others(block):
                    self._write_block(other)
            case _:
                self._text.append(block)

    def _caption(self, block: Paragraph, following: object) -> bool:
        """Gives a caption to the picture above or the table below. False if there is neither."""
        text = text_of(block.runs)
        if len(text) > LONGEST_CAPTION or any(run.href for run in block.runs):
            return False
        if isinstance(following, Table) and not tables.is_frame(following):
            self._flush()
            self.pieces.append(BodyBlock("caption", text))
            return True
        last = self.pieces[-1].value if self.pieces and not self._text else None
        if isinstance(last, DraftPicture) and not last.caption:
            last.caption = text
            return True
        return False

    def _write_table(self, table: Table) -> None:
        if tables.is_frame(table):
            for row in table.rows:
                for cell in row:
                    for block in cell.blocks:
                        self._write_block(block)
            return
        self._flush()
        value = tables.table_value(table)
        if self.pieces and self.pieces[-1].kind == "caption":
            caption = str(self.pieces.pop().value)
            value["caption"] = " – ".join(filter(None, (caption, value["caption"])))
        self.pieces.append(BodyBlock("table", value))
        for picture in pictures_in(table):
            self._write_block(picture)

    def _write_step(self, step: Step) -> None:
        """Adds a step. What rich text cannot hold follows it as blocks, with everything after it."""
        self._flush()
        place = next(
            (number for number, block in enumerate(step.blocks) if not is_rich_text(block)),
            len(step.blocks),
        )
        text = rich_text(step.blocks[:place])
        value = {"title": step.title, "text": text, "minutes": step.minutes}
        self.pieces.append(BodyBlock("step", value))
        rest = step.blocks[place:]
        for number, block in enumerate(rest):
            lowered = Heading(block.runs, 6, block.marker) if isinstance(block, Heading) else block
            self._write_block(lowered, rest[number + 1] if number + 1 < len(rest) else None)
        self._flush()

    def _flush(self) -> None:
        if self._text:
            self.pieces.append(BodyBlock("text", rich_text(self._text, top=self.second)))
            self._text = []


def section_text(part: Section) -> str:
    """The rich text of a section, with its title unless the sheet already shows the same title."""
    name = () if labels.is_default_label(part.title, part.name) else (Heading((TextRun(part.title),), 6),)
    return rich_text((*name, *part.blocks))


def _only_text(block: List) -> List:
    """A list without its pictures and tables."""
    items = []
    for item in block.items:
        kept = tuple(
            _only_text(inner) if isinstance(inner, List) else inner
            for inner in item.blocks
            if not isinstance(inner, Picture | Table)
        )
        if kept:
            items.append(Item(kept, item.marker))
    return List(tuple(items), block.is_ordered, block.start)


def _others(block: List) -> list[Block]:
    """The pictures and tables of a list, at any depth."""
    found: list[Block] = []
    for item in block.items:
        for inner in item.blocks:
            if isinstance(inner, List):
                found += _others(inner)
            elif isinstance(inner, Picture | Table):
                found.append(inner)
    return found

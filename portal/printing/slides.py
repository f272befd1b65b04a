"""Converts a document to slides: one block per slide, split over several if it is too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from portal.printing import pieces
from portal.printing.documents import (
    Block,
    Box,
    Bullets,
    Document,
    Entry,
    Heading,
    Line,
    Outline,
    Picture,
    Prose,
    Quotation,
    Step,
    Table,
    said,
)

TEMPLATE = "slides.typ"
#: Characters kept of a section title repeated on each slide; it appears in full elsewhere.
MAX_REMINDER = 120
#: Lines available for text below the title of a step or inside a box.
LINES_IN_A_BOX = pieces.LINES - 1


@dataclass(frozen=True)
class Slide(Block):
    """`part` is the section, shown above the title; `is_continued`: it continues the slide before."""

    kind = "slide"

    title: str
    block: Block
    part: str = ""
    is_continued: bool = False

    def data(self, outline: Outline) -> dict[str, Any] | None:
        below = Outline()
        below.level(2)
        inner = self.block.data(below)
        if inner is None:
            return None
        return {
            "title": said(self.heading),
            "part": said(Truncator(self.part).chars(MAX_REMINDER)),
            "block": {"kind": self.block.kind, **inner},
        }

    def files(self) -> list[Picture]:
        return self.block.files()

    @property
    def heading(self) -> str:
        if not self.is_continued:
            return self.title
        return _("%(title)s (suite)") % {"title": Truncator(self.title).chars(MAX_REMINDER)}


def deck(document: Document) -> Document:
    """Returns the document as slides: its title page and its colophon are the first and last slide."""
    return replace(document, template=TEMPLATE, blocks=tuple(slides(document)))


def slides(document: Document) -> Iterator[Slide]:
    """Yields the slides between the first and the last, in the document’s order."""
    part = document.title
    for is_heading, run in groupby(document.blocks, key=lambda block: isinstance(block, Heading)):
        blocks = list(run)
        if is_heading:
            part = next((block.text for block in reversed(blocks) if isinstance(block, Heading)), part)
        else:
            yield from _of_part(part, blocks)


def _of_part(part: str, blocks: list[Block]) -> Iterator[Slide]:
    for is_text, run in groupby(blocks, key=lambda block: isinstance(block, Prose | Bullets)):
        if is_text:
            yield from _continued(part, "", map(Prose, pieces.cut("".join(map(_html, run)))))
        else:
            for block in run:
                yield from _of_block(part, block)


def _of_block(part: str, block: Block) -> Iterator[Slide]:
    match block:
        case Step():
            title = block.title or _("Étape %(number)d") % {"number": block.number}
            texts = pieces.cut(block.html, LINES_IN_A_BOX) or [""]
            yield from _continued(title, part, (replace(block, title="", html=text) for text in texts))
        case Box():
            html = block.html + _list(block.lines)
            boxes = (
                replace(block, title="", html=text, lines=())
                for text in pieces.cut(html, LINES_IN_A_BOX) or [""]
            )
            yield from _continued(block.title or block.label, part, boxes)
        case Table():
            yield from _continued(block.caption or part, part, _tables(block))
        case Picture():
            yield Slide(block.caption or part, replace(block, caption=""), part)
        case Quotation():
            texts = pieces.cut(format_html("<p>{}</p>", block.text))
            quoted = (replace(block, text=pieces.plain(text)) for text in texts)
            yield from _continued(part, "", quoted)
        case Entry():
            yield Slide(block.title or part, block, part)
        case _:
            yield Slide(part, block)


def _continued(title: str, part: str, blocks: Iterable[Block]) -> Iterator[Slide]:
    for number, block in enumerate(blocks):
        yield Slide(title, block, part if part != title else "", is_continued=number > 0)


def _tables(table: Table) -> Iterator[Table]:
    """Splits a table over as many slides as its rows need, with the headings on each."""
    width = max(1, len(table.headings))
    rows: list[tuple[str, ...]] = []
    taken = 0
    for row in table.rows:
        lines = max((pieces.lines_of(cell * width) for cell in row), default=1)
        if rows and taken + lines > LINES_IN_A_BOX:
            yield replace(table, rows=tuple(rows), caption="")
            rows, taken = [], 0
        rows.append(row)
        taken += lines
    yield replace(table, rows=tuple(rows), caption="")


def _html(block: Block) -> str:
    return block.html if isinstance(block, Prose) else _list(getattr(block, "lines", ()))


def _list(lines: tuple[Line, ...]) -> str:
    """Returns plain lines as an HTML list, or an empty string if there are none."""
    if not lines:
        return ""
    items = (
        (format_html('<a href="{}">{}</a>', line.address, line.text) if line.address else line.text,)
        for line in lines
    )
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", items))

"""The text of an OpenDocument file, block by block, as its readers see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from odfdo import Element

from portal.documents.outline import (
    Block,
    Cell,
    Heading,
    Item,
    Leftover,
    List,
    Origin,
    Paragraph,
    Picture,
    Table,
    TextRun,
    text_of,
)
from portal.documents.reading.markup import MAX_LEVELS, paragraphs
from portal.documents.reading.odt.inline import SILENT, LineReader
from portal.documents.reading.odt.styles import Style, number, said
from portal.documents.text_runs import TextFormat

_TITLE_STYLES = {"Title"}
_CAPTION_STYLES = {"Caption", "Illustration", "Figure", "Table", "Drawing", "Text"}
_INDEXES = re.compile(
    r"text:(table-of-content|alphabetical-index|illustration-index|.*-index|bibliography)"
)
_CONTAINERS = {
    "text:section",
    "text:index-body",
    "text:index-title",
    "office:text",
    "text:numbered-paragraph",
}


class BlockReader(LineReader):
    """Keeps, beside the blocks that it answers, what `LineReader` keeps."""

    def blocks(self, parent: Element, level: int) -> tuple[Block, ...]:
        if level > MAX_LEVELS:
            return (Paragraph((TextRun(parent.inner_text),)),) if parent.inner_text else ()
        return tuple(block for child in parent.children for block in self._block(child, level + 1))

    def _block(self, element: Element, level: int) -> tuple[Block, ...]:
        tag = element.tag
        if tag in SILENT:
            return ()
        if tag == "text:section" and self._is_hidden_section(element):
            self.leave_out(element)
            return ()
        if _INDEXES.fullmatch(tag):
            if contents := self.blocks(element, level):
                self.leftovers.append(Leftover(Origin.CONTENTS, contents))
            return ()
        if tag in _CONTAINERS:
            return self.blocks(element, level)
        makers: dict[str, Callable[[Element, int], tuple[Block, ...]]] = {
            "text:p": self._paragraph,
            "text:h": self._heading,
            "text:list": self._list,
            "table:table": self._table,
        }
        if make := makers.get(tag):
            return make(element, level)
        return paragraphs(self.inline(element, TextFormat(), Style(), level), Paragraph)

    def _paragraph(self, element: Element, level: int) -> tuple[Block, ...]:
        style = self.styles.of("paragraph", said(element, "text:style-name"))
        content = self.line(element, style.on(TextFormat()), style, level)
        if style.names & _TITLE_STYLES and self.has_title and not self.title:
            made = paragraphs(content, Paragraph)
            self.title = " ".join(text_of(b.runs) for b in made if isinstance(b, Paragraph))
            return tuple(block for block in made if isinstance(block, Picture))
        is_caption = bool(style.names & _CAPTION_STYLES)
        return paragraphs(content, lambda runs: Paragraph(runs, is_caption))

    def _heading(self, element: Element, level: int) -> tuple[Block, ...]:
        depth = number(element, "text:outline-level")
        marker = "#" if depth in self.styles.counted_levels else ""
        style = self.styles.of("paragraph", said(element, "text:style-name"))
        content = self.line(element, TextFormat(), style, level)
        return paragraphs(content, lambda runs: Heading(runs, min(depth, 6), marker))

    def _is_hidden_section(self, element: Element) -> bool:
        display = said(element, "text:display")
        is_hidden = display == "none" or (
            display == "condition" and said(element, "text:is-hidden") == "true"
        )
        return is_hidden or self.styles.is_hidden_section(said(element, "text:style-name"))

    def _list(self, element: Element, level: int, kind: str = "", depth: int = 1) -> tuple[Block, ...]:
        kind = said(element, "text:style-name") or kind
        items: list[Item] = []
        for child in element.children:
            if child.tag not in ("text:list-item", "text:list-header"):
                continue
            blocks: list[Block] = []
            for part in child.children:
                if part.tag == "text:list" and level < MAX_LEVELS:
                    blocks += self._list(part, level + 1, kind, depth + 1)
                else:
                    blocks += self._block(part, level + 1)
            if blocks:
                items.append(Item(tuple(blocks)))
        is_ordered = self.styles.is_ordered(kind, depth)
        if items and all(isinstance(item.blocks[0], Heading) for item in items):
            return tuple(_counted(block, is_ordered) for item in items for block in item.blocks)
        return (List(tuple(items), is_ordered),) if items else ()

    def _table(self, element: Element, level: int) -> tuple[Block, ...]:
        rows, headings = [], 0
        for row, is_heading in _rows(element):
            if said(row, "table:visibility") in ("collapse", "filter"):
                self.leave_out(row)
                continue
            cells = tuple(cell for child in row.children for cell in self._cells(child, level))
            rows.append(cells)
            headings += is_heading
        return (Table(tuple(rows), headings),) if any(rows) else ()

    def _cells(self, element: Element, level: int) -> Iterator[Cell]:
        """A cell, as often as the row repeats it: tables in tables would be repeated without end."""
        if element.tag != "table:table-cell":
            return
        blocks = self.blocks(element, level)
        cell = Cell(
            blocks,
            number(element, "table:number-columns-spanned"),
            number(element, "table:number-rows-spanned"),
        )
        is_simple = not any(isinstance(block, Table) for block in blocks)
        yield from [cell] * (
            number(element, "table:number-columns-repeated", most=64) if is_simple else 1
        )


def _counted(block: Block, is_ordered: bool) -> Block:
    if isinstance(block, Heading) and is_ordered:
        return Heading(block.runs, block.level, "#")
    return block


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, and whether the table calls them headings."""
    for child in table.children:
        if child.tag == "table:table-row":
            yield child, False
        elif child.tag in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            for row, is_heading in _rows(child):
                yield row, is_heading or child.tag == "table:table-header-rows"

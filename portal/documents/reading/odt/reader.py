"""Reads the text of an OpenDocument file block by block, without its struck and hidden parts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

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
    Remark,
    Table,
    TextRun,
    plain_text,
    text_of,
)
from portal.documents.reading.markup import MAX_LEVELS, Inline, paragraphs
from portal.documents.reading.odt.styles import Styles, attribute, number
from portal.documents.reading.pictures import PictureCollector
from portal.documents.text_runs import normalized

_TITLE_STYLES = {"Title"}
_CAPTION_STYLES = {"Caption", "Illustration", "Figure", "Table", "Drawing", "Text"}
_CONTAINERS = {"text:section", "text:index-body", "text:index-title", "text:numbered-paragraph"}
#: Elements inside the text that readers do not see.
_UNSEEN = {"text:tracked-changes", "office:forms", "svg:desc", "svg:title"}
#: Headings take no format from their style.
_UNFORMATTED = {"bold": False, "italic": False, "rise": 0}


class OdtReader:
    """Returns blocks and collects the title, notes, leftovers, and struck or hidden text.

    `properties` are those of `styles.Style`; `level` is the depth of an element in the file.
    """

    def __init__(self, styles: Styles, archive: zipfile.ZipFile, collector: PictureCollector):
        self._styles, self._archive, self._collector = styles, archive, collector
        self._takes_title = True
        self.title = ""
        self.notes: list[tuple[Block, ...]] = []
        #: Each once, in reading order.
        self.leftovers: dict[Leftover, None] = {}
        self.left_out: dict[Origin, list[Paragraph]] = {Origin.STRUCK: [], Origin.HIDDEN: []}
        self._line_left_out: dict[Origin, list[TextRun]] = {}

    def read_margins(self, root: Element, styles: Styles) -> None:
        """Adds headers and footers to the leftovers. First and even pages often repeat them."""
        self._styles, self._takes_title = styles, False
        for kind, origin in (("header", Origin.HEADER), ("footer", Origin.FOOTER)):
            for name in (f"style:{kind}", f"style:{kind}-left", f"style:{kind}-first"):
                for element in root.get_elements(f"//{name}"):
                    self._add_leftover(origin, self.blocks(element))

    def blocks(self, parent: Element, level: int = 0) -> tuple[Block, ...]:
        if level > MAX_LEVELS:
            return (Paragraph((TextRun(parent.inner_text),)),) if parent.inner_text else ()
        return tuple(block for child in parent.children for block in self._block(child, level + 1))

    def _block(self, element: Element, level: int) -> tuple[Block, ...]:
        match element.tag:
            case tag if tag in _UNSEEN or tag.endswith("-source"):
                return ()
            case "text:section" if self._is_hidden_section(element):
                self._leave_out(element)
                return ()
            case tag if tag.endswith(("text:table-of-content", "text:bibliography", "-index")):
                self._add_leftover(Origin.CONTENTS, self.blocks(element, level))
                return ()
            case tag if tag in _CONTAINERS:
                return self.blocks(element, level)
            case "text:p" | "text:h":
                return self._paragraph(element, level)
            case "text:list":
                return self._list(element, level)
            case "table:table":
                return self._table(element, level)
        return paragraphs(self._inline(element, {}, level))

    def _paragraph(self, element: Element, level: int) -> tuple[Block, ...]:
        style = self._styles.of("paragraph", attribute(element, "text:style-name"))
        if element.tag == "text:h":
            depth = number(element, "text:outline-level")
            marker = "#" if depth in self._styles.numbered_levels else ""
            content = self._line(element, style.properties | _UNFORMATTED, level)
            return paragraphs(content, lambda runs: Heading(runs, min(depth, 6), marker))
        is_caption = bool(style.names & _CAPTION_STYLES)
        content = self._line(element, style.properties, level)
        blocks = paragraphs(content, lambda runs: Paragraph(runs, is_caption))
        if style.names & _TITLE_STYLES and self._takes_title and not self.title:
            self.title = " ".join(text_of(each.runs) for each in blocks if isinstance(each, Paragraph))
            return tuple(block for block in blocks if isinstance(block, Picture))
        return blocks

    def _list(self, element: Element, level: int, style: str = "", depth: int = 1) -> tuple[Block, ...]:
        style = attribute(element, "text:style-name") or style
        items: list[Item] = []
        for child in element.children:
            if child.tag not in ("text:list-item", "text:list-header"):
                continue
            blocks: list[Block] = []
            for part in child.children:
                if part.tag == "text:list" and level < MAX_LEVELS:
                    blocks += self._list(part, level + 1, style, depth + 1)
                else:
                    blocks += self._block(part, level + 1)
            if blocks:
                items.append(Item(tuple(blocks)))
        is_ordered = self._styles.is_ordered(style, depth)
        if items and all(isinstance(item.blocks[0], Heading) for item in items):
            return tuple(_numbered(block, is_ordered) for item in items for block in item.blocks)
        return (List(tuple(items), is_ordered),) if items else ()

    def _table(self, element: Element, level: int) -> tuple[Block, ...]:
        rows, headings = [], 0
        for row, is_heading in _rows(element):
            if attribute(row, "table:visibility") in ("collapse", "filter"):
                self._leave_out(row)
                continue
            cells = [child for child in row.children if child.tag == "table:table-cell"]
            rows.append(tuple(cell for child in cells for cell in self._cells(child, level)))
            headings += is_heading
        return (Table(tuple(rows), headings),) if any(rows) else ()

    def _cells(self, element: Element, level: int) -> list[Cell]:
        """A cell, as often as the row repeats it; cells with nested tables are not repeated."""
        blocks = self.blocks(element, level)
        columns = number(element, "table:number-columns-spanned")
        cell = Cell(blocks, columns, number(element, "table:number-rows-spanned"))
        if any(isinstance(block, Table) for block in blocks):
            return [cell]
        return [cell] * number(element, "table:number-columns-repeated", most=64)

    def _line(self, element: Element, properties: dict[str, Any], level: int) -> list[Inline]:
        """The content of a paragraph. Its struck and hidden text goes to `left_out`."""
        if any(child.tag == "text:hidden-paragraph" and _is_hidden(child) for child in element.children):
            self._leave_out(element)
            return []
        outer, self._line_left_out = self._line_left_out, {Origin.STRUCK: [], Origin.HIDDEN: []}
        content = self._inside(element, properties, level)
        for origin, runs in self._line_left_out.items():
            self._add_left_out(origin, runs)
        self._line_left_out = outer
        return content

    def _inside(self, element: Element, properties: dict[str, Any], level: int) -> list[Inline]:
        content = self._text(element.text, properties)
        for child in element.children:
            content += self._inline(child, properties, level + 1)
            content += self._text(child.tail, properties)
        return content

    def _inline(self, element: Element, properties: dict[str, Any], level: int) -> list[Inline]:
        match element.tag:
            case tag if tag in _UNSEEN:
                return []
            case "text:hidden-text" if _is_hidden(element):
                return self._text(attribute(element, "text:string-value"), {"hidden": True})
            case _ if level > MAX_LEVELS:
                return self._text(element.inner_text, properties)
            case "text:line-break":
                return [TextRun("\n")]
            case "text:tab" | "text:s":
                return self._text(" " * number(element, "text:c"), properties)
            case "text:note":
                return self._note(element, properties, level)
            case "office:annotation":
                self._add_leftover(Origin.COMMENT, self.blocks(element, level))
                return []
            case "draw:frame":
                return [] if properties.get("hidden") else self._frame(element, level)
            case "text:p" | "text:h":
                return [*self._inside(element, properties, level), TextRun("\n")]
            case "text:a":
                href = attribute(element, "xlink:href")
                properties = properties | {"href": "" if href.startswith("#") else href}
            case "text:span":
                style = self._styles.of("text", attribute(element, "text:style-name"))
                properties = properties | style.properties
        return self._inside(element, properties, level)

    def _text(self, text: str | None, properties: dict[str, Any]) -> list[Inline]:
        """A run, or nothing for struck or hidden text, which goes to `left_out`."""
        if not text:
            return []
        fields = {name: value for name, value in properties.items() if name not in ("struck", "hidden")}
        run = TextRun(text, **fields)
        if not (properties.get("hidden") or properties.get("struck")):
            return [run]
        origin = Origin.HIDDEN if properties.get("hidden") else Origin.STRUCK
        self._line_left_out.setdefault(origin, []).append(run)
        return []

    def _note(self, element: Element, properties: dict[str, Any], level: int) -> list[Inline]:
        body = next((child for child in element.children if child.tag == "text:note-body"), None)
        if body is None or properties.get("hidden"):
            return []
        place = len(self.notes)
        self.notes.append(())
        self.notes[place] = self.blocks(body, level)
        return self._text(f"[{place + 1}]", properties | {"rise": 0, "struck": False})

    def _frame(self, element: Element, level: int) -> list[Inline]:
        """A picture, or the lines and pictures of a text box."""
        content: list[Inline] = []
        for child in element.children:
            if child.tag == "draw:image" and not content:
                content += self._pictures(attribute(child, "xlink:href"), element)
            elif child.tag == "draw:text-box":
                content.append(TextRun("\n"))
                for block in self.blocks(child, level):
                    content.append(
                        block if isinstance(block, Picture) else TextRun(f"{plain_text(block)}\n")
                    )
        return content

    def _pictures(self, address: str, frame: Element) -> list[Picture]:
        try:
            number = self._collector.add(self._archive.read(address.removeprefix("./")))
        except (KeyError, RuntimeError, zipfile.BadZipFile):
            self._collector.remarks.add(Remark.PICTURES_UNREADABLE)
            return []
        texts = {child.tag: child.inner_text.strip() for child in frame.children}
        alternative = texts.get("svg:desc") or texts.get("svg:title") or ""
        return [] if number is None else [Picture(number, alternative)]

    def _is_hidden_section(self, element: Element) -> bool:
        display = attribute(element, "text:display")
        return (
            display == "none"
            or (display == "condition" and _is_hidden(element))
            or self._styles.is_hidden_section(attribute(element, "text:style-name"))
        )

    def _leave_out(self, element: Element) -> None:
        """Adds each paragraph of a hidden element to `left_out`."""
        is_line = element.tag in ("text:p", "text:h")
        for part in [element] if is_line else element.get_elements(".//text:p|.//text:h"):
            self._add_left_out(Origin.HIDDEN, [TextRun(part.inner_text)])

    def _add_left_out(self, origin: Origin, runs: list[TextRun]) -> None:
        text = normalized(runs)
        if any(map(str.isalnum, text_of(text))):
            self.left_out[origin].append(Paragraph(text))

    def _add_leftover(self, origin: Origin, blocks: tuple[Block, ...]) -> None:
        if any(map(str.isalpha, plain_text(blocks))):
            self.leftovers[Leftover(origin, blocks)] = None


def _numbered(block: Block, is_ordered: bool) -> Block:
    return Heading(block.runs, block.level, "#") if isinstance(block, Heading) and is_ordered else block


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, each with True for a header row."""
    for child in table.children:
        if child.tag == "table:table-row":
            yield child, False
        elif child.tag in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            for row, is_heading in _rows(child):
                yield row, is_heading or child.tag == "table:table-header-rows"


def _is_hidden(element: Element) -> bool:
    return attribute(element, "text:is-hidden") == "true"

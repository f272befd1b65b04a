"""OpenDocument texts, as LibreOffice, OnlyOffice, Google Docs and others write them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from io import BytesIO

from odfdo import Document, Element

from portal.documents.outline import (
    Block,
    Cell,
    Heading,
    Item,
    Leftover,
    List,
    Origin,
    Outline,
    Paragraph,
    Picture,
    Reading,
    Remark,
    Run,
    Table,
    pictures_in,
    plain,
    text_of,
)
from portal.documents.reading.markup import MOST_LEVELS, Inline, paragraphs
from portal.documents.reading.pictures import Album
from portal.documents.runs import Look

_TITLE_STYLES = {"Title"}
_CAPTION_STYLES = {"Caption", "Illustration", "Figure", "Table", "Drawing", "Text"}
#: What stands in a text without being said by it.
_SILENT = {
    "text:tracked-changes",
    "text:sequence-decls",
    "text:variable-decls",
    "text:user-field-decls",
    "office:forms",
    "text:index-title-template",
    "text:table-of-content-source",
    "svg:desc",
    "svg:title",
}
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
_SPACE_COUNT = re.compile(r"\d{1,4}")


def read(content: bytes, archive: zipfile.ZipFile) -> Reading:
    return _Reader(Document(BytesIO(content)), archive).reading()


class _Reader:
    def __init__(self, document: Document, archive: zipfile.ZipFile):
        self.document = document
        self.archive = archive
        self.album = Album()
        self.title = ""
        self.notes: list[tuple[Block, ...]] = []
        self.leftovers: list[Leftover] = []
        self.styles = lru_cache(maxsize=None)(self._names_and_looks)

    def reading(self) -> Reading:
        body = self.document.body
        blocks = self.blocks(body, 0)
        self._read_headers_and_footers()
        outline = Outline(
            blocks, self.title, tuple(self.notes), tuple(self.leftovers), self._remarks(body, blocks)
        )
        return Reading(outline, tuple(self.album.pictures))

    # Blocks

    def blocks(self, parent: Element, level: int) -> tuple[Block, ...]:
        if level > MOST_LEVELS:
            return (Paragraph((Run(parent.inner_text),)),) if parent.inner_text else ()
        return tuple(block for child in parent.children for block in self._block(child, level + 1))

    def _block(self, element: Element, level: int) -> tuple[Block, ...]:
        tag = element.tag
        if tag in _SILENT:
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
        return paragraphs(self._inline(element, Look(), level), Paragraph)

    def _paragraph(self, element: Element, level: int) -> tuple[Block, ...]:
        names, look = self.styles("paragraph", element.get_attribute_string("text:style-name") or "")
        content = self._inside(element, look, level)
        if names & _TITLE_STYLES and not self.title:
            made = paragraphs(content, Paragraph)
            self.title = " ".join(text_of(b.runs) for b in made if isinstance(b, Paragraph))
            return tuple(block for block in made if isinstance(block, Picture))
        is_caption = bool(names & _CAPTION_STYLES)
        return paragraphs(content, lambda runs: Paragraph(runs, is_caption))

    def _heading(self, element: Element, level: int) -> tuple[Block, ...]:
        depth = int(element.get_attribute_string("text:outline-level") or "1")
        marker = "#" if depth in self._counted_levels else ""
        content = self._inside(element, Look(), level)
        return paragraphs(content, lambda runs: Heading(runs, max(1, min(depth, 6)), marker))

    @property
    def _counted_levels(self) -> set[int]:
        """The levels of headings that the document numbers by itself."""
        styles = self._styles.get_elements("//text:outline-level-style")
        return {
            int(style.get_attribute_string("text:level") or "0")
            for style in styles
            if style.get_attribute_string("style:num-format")
        }

    def _list(self, element: Element, level: int, kind: str = "", depth: int = 1) -> tuple[Block, ...]:
        kind = element.get_attribute_string("text:style-name") or kind
        items: list[Item] = []
        for child in element.children:
            if child.tag not in ("text:list-item", "text:list-header"):
                continue
            blocks: list[Block] = []
            for part in child.children:
                if part.tag == "text:list":
                    blocks += self._list(part, level + 1, kind, depth + 1)
                else:
                    blocks += self._block(part, level + 1)
            if blocks:
                items.append(Item(tuple(blocks)))
        is_ordered = self._is_ordered(kind, depth)
        if items and all(isinstance(item.blocks[0], Heading) for item in items):
            return tuple(_counted(block, is_ordered) for item in items for block in item.blocks)
        return (List(tuple(items), is_ordered),) if items else ()

    def _is_ordered(self, kind: str, depth: int) -> bool:
        style = self.document.get_style("list", kind) if kind else None
        levels = style.children if style is not None else []
        return any(
            level.tag == "text:list-level-style-number"
            and level.get_attribute_string("text:level") == str(depth)
            and bool(level.get_attribute_string("style:num-format"))
            for level in levels
        )

    def _table(self, element: Element, level: int) -> tuple[Block, ...]:
        rows, headings = [], 0
        for row, is_heading in _rows(element):
            cells = tuple(
                Cell(
                    self.blocks(cell, level),
                    _number(cell, "table:number-columns-spanned"),
                    _number(cell, "table:number-rows-spanned"),
                )
                for cell in row.children
                if cell.tag == "table:table-cell"
                for _repeated in range(_number(cell, "table:number-columns-repeated", most=64))
            )
            rows.append(cells)
            headings += is_heading
        return (Table(tuple(rows), headings),) if any(rows) else ()

    # Inside a paragraph

    def _inside(self, element: Element, look: Look, level: int) -> list[Inline]:
        content: list[Inline] = _text(element.text, look)
        for child in element.children:
            content += self._inline(child, look, level + 1)
            content += _text(child.tail, look)
        return content

    def _inline(self, element: Element, look: Look, level: int) -> list[Inline]:
        tag = element.tag
        if tag in _SILENT:
            return []
        if level > MOST_LEVELS:
            return _text(element.inner_text, look)
        if tag == "text:line-break":
            return [Run("\n")]
        if tag in ("text:tab", "text:s"):
            count = element.get_attribute_string("text:c") or "1"
            return [look.run(" " * int(count) if _SPACE_COUNT.fullmatch(count) else " ")]
        if tag == "text:note":
            return self._note(element, look, level)
        if tag == "office:annotation":
            self._keep(Origin.COMMENT, element, level)
            return []
        if tag == "draw:frame":
            return self._frame(element, level)
        if tag in ("text:p", "text:h"):
            return [*self._inside(element, look, level), Run("\n")]
        if tag == "text:a":
            href = element.get_attribute_string("xlink:href") or ""
            look = look.but(href="" if href.startswith("#") else href)
        elif tag == "text:span":
            look = self._look_of_span(element, look)
        return self._inside(element, look, level)

    def _look_of_span(self, element: Element, look: Look) -> Look:
        name = element.get_attribute_string("text:style-name") or ""
        own = self.styles("text", name)[1]
        return look.but(bold=look.bold or own.bold, italic=look.italic or own.italic)

    def _note(self, element: Element, look: Look, level: int) -> list[Inline]:
        body = next((child for child in element.children if child.tag == "text:note-body"), None)
        if body is None:
            return []
        place = len(self.notes)
        self.notes.append(())
        self.notes[place] = self.blocks(body, level)
        return [look.run(f"[{place + 1}]")]

    def _frame(self, element: Element, level: int) -> list[Inline]:
        """A picture with its alternative, or a box of text, whose lines come where the box stands."""
        content: list[Inline] = []
        for child in element.children:
            if child.tag == "draw:image":
                address = child.get_attribute_string("xlink:href") or ""
                picture = self._picture(address, element)
                content += [picture] if picture and not content else []
            elif child.tag == "draw:text-box":
                content.append(Run("\n"))
                for block in self.blocks(child, level):
                    content += [block] if isinstance(block, Picture) else [Run(f"{plain(block)}\n")]
        return content

    def _picture(self, address: str, frame: Element) -> Picture | None:
        try:
            number = self.album.add(self.archive.read(address.removeprefix("./")))
        except (KeyError, RuntimeError, zipfile.BadZipFile):
            self.album.remarks.add(Remark.PICTURES_UNREADABLE)
            return None
        said = [
            child.inner_text.strip()
            for tag in ("svg:desc", "svg:title")
            for child in frame.children
            if child.tag == tag
        ]
        return None if number is None else Picture(number, next(filter(None, said), ""))

    # Beside the text

    def _keep(self, origin: Origin, element: Element, level: int) -> None:
        said = self.blocks(element, level)
        leftover = Leftover(origin, said)
        if any(char.isalpha() for char in plain(leftover)) and leftover not in self.leftovers:
            self.leftovers.append(leftover)

    def _read_headers_and_footers(self) -> None:
        styles = self._styles
        for kind, origin in (("header", Origin.HEADER), ("footer", Origin.FOOTER)):
            for name in (f"style:{kind}", f"style:{kind}-left", f"style:{kind}-first"):
                for element in styles.get_elements(f"//{name}"):
                    self._keep(origin, element, 0)

    def _remarks(self, body: Element, blocks: tuple[Block, ...]) -> tuple[Remark, ...]:
        remarks = set(self.album.remarks)
        if body.get_elements("//text:changed-region"):
            remarks.add(Remark.TRACKED_CHANGES)
        shown = {picture.number for picture in pictures_in((blocks, tuple(self.notes)))}
        if len(shown) < len(self.album.pictures):
            remarks.add(Remark.PICTURES_OUTSIDE_TEXT)
        return tuple(sorted(remarks))

    # Styles

    @property
    def _styles(self) -> Element:
        return self.document.get_part("styles.xml").root  # type: ignore[union-attr]

    def _names_and_looks(self, family: str, name: str) -> tuple[frozenset[str], Look]:
        """The names of a style and of those it is made from, and whether it is bold or italic."""
        names: list[str] = []
        bold = italic = None
        while name and name not in names:
            names.append(name)
            style = self.document.get_style(family, name)
            if style is None:
                break
            properties = style.get_properties(area="text") or {}  # type: ignore[union-attr]
            bold = bold or properties.get("fo:font-weight")
            italic = italic or properties.get("fo:font-style")
            name = style.get_attribute_string("style:parent-style-name") or ""
        return frozenset(names), Look(_is_bold(bold), italic in ("italic", "oblique"))


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


def _number(element: Element, name: str, most: int = 1000) -> int:
    value = element.get_attribute_string(name) or "1"
    return max(1, min(int(value), most)) if value.isdecimal() else 1


def _is_bold(weight: object) -> bool:
    return weight == "bold" or (isinstance(weight, str) and weight.isdecimal() and int(weight) >= 600)


def _text(text: str | None, look: Look) -> list[Inline]:
    return [look.run(text)] if text else []

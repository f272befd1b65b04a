"""Turns the HTML that mammoth writes into blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from portal.documents.outline import Block, Cell, Heading, Item, List, Paragraph, Picture, Table, TextRun
from portal.documents.text_runs import normalized

#: The CSS classes of headings that the word processor numbers, and of captions.
NUMBERED = "numbered"
CAPTION = "caption"
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FORMATS: dict[str, Format] = {
    "strong": {"bold": True},
    "b": {"bold": True},
    "em": {"italic": True},
    "i": {"italic": True},
    "sup": {"rise": 1},
    "sub": {"rise": -1},
}
#: Deeper elements are read as plain text.
MAX_LEVELS = 60

Inline = TextRun | Picture
#: The attributes of a `TextRun` except its text.
Format = dict[str, Any]


def parse(source: str) -> HtmlElement:
    return html.fragment_fromstring(source, create_parent="div")


def blocks_in(element: HtmlElement, level: int = 0) -> tuple[Block, ...]:
    """The blocks of an element; text between them makes paragraphs. `level` is its depth in the tree."""
    if level > MAX_LEVELS:
        return paragraphs([TextRun(element.text_content())])
    found: list[Block] = []
    loose: list[Inline] = [TextRun(element.text or "")]
    for child in element:
        if maker := _MAKERS.get(child.tag):
            found += paragraphs(loose)
            loose = []
            found += maker(child, level + 1)
        else:
            loose += _inline(child, {}, level)
        loose += [TextRun(child.tail or "")]
    return (*found, *paragraphs(loose))


def paragraphs(
    content: Iterable[Inline], make: Callable[[tuple[TextRun, ...]], Block] = Paragraph
) -> tuple[Block, ...]:
    """The pictures among the content, and a block for the text before, between and after them."""
    made: list[Block] = []
    for kind, parts in groupby(content, type):
        if kind is Picture:
            made += parts  # type: ignore[arg-type]
        elif runs := normalized(parts):  # type: ignore[arg-type]
            made.append(make(runs))
    return tuple(made)


def _paragraph(element: HtmlElement, level: int) -> tuple[Block, ...]:
    is_caption = CAPTION in element.classes
    return paragraphs(_inside(element, {}, level), lambda runs: Paragraph(runs, is_caption))


def _heading(element: HtmlElement, level: int) -> tuple[Block, ...]:
    depth, marker = _HEADINGS[element.tag], "#" if NUMBERED in element.classes else ""
    return paragraphs(_inside(element, {}, level), lambda runs: Heading(runs, depth, marker))


def _list(element: HtmlElement, level: int) -> tuple[Block, ...]:
    items = tuple(Item(blocks) for child in element if (blocks := blocks_in(child, level)))
    return (List(items, element.tag == "ol"),) if items else ()


def _table(element: HtmlElement, level: int) -> tuple[Block, ...]:
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    headings = sum(1 for row in rows if row.getparent().tag == "thead")
    cells = [
        tuple(
            Cell(blocks_in(cell, level), _span(cell, "colspan"), _span(cell, "rowspan"))
            for cell in row
            if cell.tag in ("td", "th")
        )
        for row in rows
    ]
    return (Table(tuple(cells), headings),) if cells else ()


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, min(int(value), 1000)) if value.isdecimal() else 1


def _inside(element: HtmlElement, text_format: Format, level: int) -> list[Inline]:
    content: list[Inline] = [TextRun(element.text or "", **text_format)]
    for child in element:
        content += _inline(child, text_format, level + 1)
        content += [TextRun(child.tail or "", **text_format)]
    return content


def _inline(element: HtmlElement, text_format: Format, level: int) -> list[Inline]:
    if level > MAX_LEVELS:
        return [TextRun(element.text_content(), **text_format)]
    if element.tag == "br":
        return [TextRun("\n")]
    if element.tag == "img":
        number = element.get("data-picture", "")
        return [Picture(int(number), element.get("alt", ""))] if number else []
    if element.tag == "a" and (href := element.get("href", "")):
        text_format = text_format | {"href": "" if href.startswith("#") else href}
    return _inside(element, text_format | _FORMATS.get(element.tag, {}), level)


_MAKERS: dict[str, Callable[[HtmlElement, int], tuple[Block, ...]]] = {
    "p": _paragraph,
    **dict.fromkeys(_HEADINGS, _heading),
    "ul": _list,
    "ol": _list,
    "table": _table,
    "div": blocks_in,
}


def take_notes(root: HtmlElement) -> Iterator[tuple[Block, ...]]:
    """Removes the notes at the end from the tree and returns their blocks, without their back links."""
    for notes in root.xpath("./ol[li[contains(@id, 'note-')]]"):
        for note in notes:
            for back_link in note.xpath(".//a[contains(@href, 'note-ref-')]"):
                back_link.drop_tree()
            yield blocks_in(note)
        notes.drop_tree()

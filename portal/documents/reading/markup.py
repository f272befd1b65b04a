"""From the HTML that a converter wrote to blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from portal.documents.outline import Block, Cell, Heading, Item, List, Paragraph, Picture, Table, TextRun
from portal.documents.text_runs import TextFormat, normalized

#: The class of a heading that the document numbers by itself.
COUNTED = "counted"
CAPTION = "caption"
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LOOKS: dict[str, dict[str, Any]] = {
    "strong": {"bold": True},
    "b": {"bold": True},
    "em": {"italic": True},
    "i": {"italic": True},
    "sup": {"rise": 1},
    "sub": {"rise": -1},
}
#: No document that a person wrote nests deeper.
MAX_LEVELS = 60

Inline = TextRun | Picture


def parse(source: str) -> HtmlElement:
    return html.fragment_fromstring(source, create_parent="div")


def blocks_in(element: HtmlElement, level: int = 0) -> tuple[Block, ...]:
    """The blocks of an element; text that stands between its blocks makes paragraphs."""
    if level > MAX_LEVELS:
        return paragraphs([TextRun(element.text_content())], _as_paragraph)
    found: list[Block] = []
    loose: list[Inline] = _text(element.text, TextFormat())
    for child in element:
        if maker := _MAKERS.get(child.tag):
            found += paragraphs(loose, _as_paragraph)
            loose = []
            found += maker(child, level + 1)
        else:
            loose += _inline(child, TextFormat(), level)
        loose += _text(child.tail, TextFormat())
    return (*found, *paragraphs(loose, _as_paragraph))


def paragraphs(
    content: list[Inline], as_block: Callable[[tuple[TextRun, ...]], Block]
) -> tuple[Block, ...]:
    """One block of text, cut where pictures stand in it."""
    made: list[Block] = []
    text: list[TextRun] = []

    def close() -> None:
        if runs := normalized(text):
            made.append(as_block(runs))
        text.clear()

    for part in content:
        if isinstance(part, Picture):
            close()
            made.append(part)
        else:
            text.append(part)
    close()
    return tuple(made)


def _as_paragraph(runs: tuple[TextRun, ...]) -> Block:
    return Paragraph(runs)


def _paragraph(element: HtmlElement, level: int) -> tuple[Block, ...]:
    is_caption = CAPTION in element.classes
    return paragraphs(_inside(element, TextFormat(), level), lambda runs: Paragraph(runs, is_caption))


def _heading(element: HtmlElement, level: int) -> tuple[Block, ...]:
    marker = "#" if COUNTED in element.classes else ""
    return paragraphs(
        _inside(element, TextFormat(), level), lambda runs: Heading(runs, _HEADINGS[element.tag], marker)
    )


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


def _inside(element: HtmlElement, look: TextFormat, level: int) -> list[Inline]:
    content = _text(element.text, look)
    for child in element:
        content += _inline(child, look, level + 1)
        content += _text(child.tail, look)
    return content


def _inline(element: HtmlElement, look: TextFormat, level: int) -> list[Inline]:
    if level > MAX_LEVELS:
        return _text(element.text_content(), look)
    if element.tag == "br":
        return [TextRun("\n")]
    if element.tag == "img":
        number = element.get("data-picture", "")
        return [Picture(int(number), element.get("alt", ""))] if number else []
    if element.tag == "a" and (href := element.get("href", "")):
        look = look.but(href="" if href.startswith("#") else href)
    return _inside(element, look.but(**_LOOKS.get(element.tag, {})), level)


def _text(text: str | None, look: TextFormat) -> list[Inline]:
    return [look.run(text)] if text else []


def _each(element: HtmlElement, level: int) -> tuple[Block, ...]:
    return blocks_in(element, level)


_MAKERS: dict[str, Callable[[HtmlElement, int], tuple[Block, ...]]] = {
    "p": _paragraph,
    **dict.fromkeys(_HEADINGS, _heading),
    "ul": _list,
    "ol": _list,
    "table": _table,
    "div": _each,
}


def take_notes(root: HtmlElement) -> Iterator[tuple[Block, ...]]:
    """Takes the notes that a converter lists at the end out of the tree, without their way back."""
    for notes in root.xpath("./ol[li[contains(@id, 'note-')]]"):
        for note in notes:
            for way_back in note.xpath(".//a[contains(@href, 'note-ref-')]"):
                way_back.drop_tree()
            yield blocks_in(note)
        notes.drop_tree()

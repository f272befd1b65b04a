"""Splits a long rich text into pieces that each fit on one slide, without losing a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

#: Characters per line and lines per slide, at a size readable from the back of a room.
LETTERS_A_LINE = 54
LINES = 10

LISTS = ("ul", "ol")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = {"p", "div", "blockquote", "pre", "table", "figure", "hr", *LISTS, *HEADINGS}
#: The space between two sentences; a closing quotation mark belongs to the first one.
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])[ \n\t]+(?=[^\s»])")


@dataclass(frozen=True)
class Unit:
    """HTML that is not split further. A `heading` stays with the unit after it.

    For a list item, `list_name` is the element of its list, `place` its number there, and `list_number`
    distinguishes lists.
    """

    html: str
    lines: int
    heading: bool = False
    list_name: str = ""
    place: int = 0
    list_number: int = 0


def cut(html: str, lines: int = LINES) -> list[str]:
    """Returns the pieces of an HTML text in order, of at most `lines` lines each if possible.

    Splits between paragraphs and list items, and inside too long paragraphs between sentences. Numbered
    lists continue their numbers in the next piece.
    """
    pieces: list[list[Unit]] = []
    for group in _kept_together(_units(html, lines)):
        taken = sum(unit.lines for unit in pieces[-1]) if pieces else lines
        if not pieces or taken + sum(unit.lines for unit in group) > lines:
            pieces.append([])
        pieces[-1].extend(group)
    return [_written(piece) for piece in pieces]


def lines_of(text: str) -> int:
    """Returns how many lines of a slide a plain text needs, at least 1."""
    return max(1, ceil(len(text) / LETTERS_A_LINE))


def plain(html: str) -> str:
    """Returns the text of an HTML fragment."""
    return BeautifulSoup(html, "html.parser").get_text()


def _units(html: str, lines: int) -> Iterator[Unit]:
    source = f"<body>{html}</body>".encode(errors="replace").decode()
    body = BeautifulSoup(source, "html.parser").body
    for number, node in enumerate(_blocks(body) if body else ()):
        if node.name in LISTS:
            yield from _list_units(node, number)
        elif node.name in HEADINGS:
            yield Unit(str(node), lines_of(node.get_text()) + 1, heading=True)
        elif node.name == "p" and lines_of(node.get_text()) > lines:
            for sentences in _sentences(node, lines):
                yield Unit(f"<p>{sentences}</p>", lines_of(plain(sentences)))
        else:
            yield Unit(str(node), lines_of(node.get_text()))


def _blocks(body: Tag) -> Iterator[Tag]:
    """Yields the block elements of a text; inline content between them becomes paragraphs."""
    bare: list[PageElement] = []
    for node in [*body.children, None]:
        is_block = isinstance(node, Tag) and node.name in BLOCKS
        if node is not None and not is_block:
            bare.append(node)
            continue
        if any(_source(each).strip() for each in bare):
            yield _paragraph(bare)
        bare = []
        if isinstance(node, Tag) and (node.get_text().strip() or node.find(True)):
            yield node


def _paragraph(nodes: Iterable[PageElement]) -> Tag:
    inner = "".join(map(_source, nodes))
    paragraph = BeautifulSoup(f"<p>{inner}</p>", "html.parser").p
    if paragraph is None:
        raise ValueError("A paragraph was not read back.")
    return paragraph


def _list_units(node: Tag, number: int) -> Iterator[Unit]:
    start = str(node.get("start", ""))
    first = int(start) if start.isdecimal() and len(start) < 6 else 1
    items = [child for child in node.children if isinstance(child, Tag)]
    for place, item in enumerate(items, start=first):
        text = item.get_text()
        # Each item of a nested list starts on a new line.
        lines = max(lines_of(text), len(item.find_all("li")) + 1)
        yield Unit(str(item), lines, list_name=node.name, place=place, list_number=number)


def _sentences(paragraph: Tag, lines: int) -> Iterator[str]:
    """Yields the HTML of a paragraph, split between sentences of its direct text."""
    parts = [""]
    for node in paragraph.children:
        if type(node) is NavigableString:
            begun, *others = BETWEEN_SENTENCES.split(_source(node))
            parts[-1] += begun
            parts.extend(others)
        else:
            parts[-1] += _source(node)
    piece = ""
    for part in parts:
        longer = f"{piece} {part}".strip()
        if piece and lines_of(plain(longer)) > lines:
            yield piece
            longer = part
        piece = longer
    yield piece


def _kept_together(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Groups headings with the unit after them."""
    group: list[Unit] = []
    for unit in units:
        group.append(unit)
        if not unit.heading:
            yield group
            group = []
    if group:
        yield group


def _written(units: list[Unit]) -> str:
    parts: list[str] = []
    open_list: tuple[str, int] | None = None
    for unit in units:
        belongs = (unit.list_name, unit.list_number) if unit.list_name else None
        if belongs != open_list:
            if open_list:
                parts.append(f"</{open_list[0]}>")
            if belongs:
                start = f' start="{unit.place}"' if unit.list_name == "ol" and unit.place > 1 else ""
                parts.append(f"<{unit.list_name}{start}>")
            open_list = belongs
        parts.append(unit.html)
    if open_list:
        parts.append(f"</{open_list[0]}>")
    return "".join(parts)


def _source(node: PageElement) -> str:
    """Returns a node as HTML: text is escaped, comments and the like are omitted."""
    if isinstance(node, Tag):
        return str(node)
    return node.output_ready() if type(node) is NavigableString else ""

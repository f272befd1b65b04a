"""A long rich text cut into pieces that each stand on one slide, without losing a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

#: Letters on a line of a slide, and lines on a slide, at the size that is read from the back of a room.
LETTERS_A_LINE = 54
LINES = 10

LISTS = ("ul", "ol")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = {"p", "div", "blockquote", "pre", "table", "figure", "hr", *LISTS, *HEADINGS}
#: Where a sentence ends and the next one begins; a closing quotation mark belongs to the one before.
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])[ \n\t]+(?=[^\s»])")


@dataclass(frozen=True)
class Unit:
    """What is not cut any further. A `heading` never stands apart from what it announces.

    `list_name` is that of the list it is a line of, `place` its number there, `list_number` tells two
    lists apart.
    """

    html: str
    lines: int
    heading: bool = False
    list_name: str = ""
    place: int = 0
    list_number: int = 0


def cut(html: str, lines: int = LINES) -> list[str]:
    """The pieces of a text, in order, each of at most so many lines where its parts allow it.

    It is cut between paragraphs and between lines of lists, and inside a paragraph that is too long by
    itself, between sentences. Numbered lists number on from piece to piece.
    """
    pieces: list[list[Unit]] = []
    for group in _kept_together(_units(html, lines)):
        taken = sum(unit.lines for unit in pieces[-1]) if pieces else lines
        if not pieces or taken + sum(unit.lines for unit in group) > lines:
            pieces.append([])
        pieces[-1].extend(group)
    return [_written(piece) for piece in pieces]


def lines_of(text: str) -> int:
    """How many lines of a slide a text takes."""
    return max(1, ceil(len(text) / LETTERS_A_LINE))


def plain(html: str) -> str:
    """The text of some HTML."""
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
    """The elements of a text; what stands between them bare becomes paragraphs."""
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
        # Each line of a list inside the line begins a line of its own.
        lines = max(lines_of(text), len(item.find_all("li")) + 1)
        yield Unit(str(item), lines, list_name=node.name, place=place, list_number=number)


def _sentences(paragraph: Tag, lines: int) -> Iterator[str]:
    """The HTML of a paragraph, cut between sentences that stand in it directly."""
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
    """Headings with what they announce."""
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
    """A node as HTML: text escaped, comments and the like left out."""
    if isinstance(node, Tag):
        return str(node)
    return node.output_ready() if type(node) is NavigableString else ""

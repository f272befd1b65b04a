"""Recognises lists and headings typed by hand: “- ”, “1) ”, “2/ ”, a short line above a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from portal.documents.outline import Block, Heading, Item, List, Paragraph, plain_text, text_of
from portal.documents.text_runs import skip_characters

_NUMBER = r"(?P<number>\d{1,2})\s?(?:[./)°]|\s[-–—:])"
_STEP = r"(?i:étape|etape|phase)\s+(?P<step>\d{1,2})\s*[.:/)–—-]?"
_BULLET = r"(?P<bullet>[·•▪◦‣●○■□➢➤→✓✔☐\uf0b7\uf0a7*–—-]|\.|o(?=\t|\s{2}))"
#: A bullet or number typed before an item, with the white space after it.
MARKER = re.compile(rf"(?:{_STEP}|{_NUMBER}|{_BULLET})\s+(?=\S)")
#: In characters, for headings without a heading style.
LONGEST_HEADING = 90
LONGEST_NUMBERED_HEADING = 160
_ENDS_A_SENTENCE = (".", "!", "?", ";", ",", ":", "…")


def with_lists(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Turns typed items into lists, and numbered lines with a text between them into headings."""
    return _with_numbered_headings(_joined([_as_item(block) for block in blocks]))


def with_headings(paragraphs: Sequence[Paragraph]) -> tuple[Block, ...]:
    """Turns short lines without final punctuation, above a longer one, into headings of level 3.

    For texts without styles. Numbered headings have level 2.
    """
    return tuple(
        Heading(paragraph.runs, 3)
        if following and _looks_like_heading(paragraph, following)
        else paragraph
        for paragraph, following in zip(paragraphs, [*paragraphs[1:], None], strict=True)
    )


def _looks_like_heading(paragraph: Paragraph, following: Paragraph) -> bool:
    text, next_text = text_of(paragraph.runs), text_of(following.runs)
    return (
        len(text) <= LONGEST_HEADING
        and text[:1].isupper()
        and not text.endswith(_ENDS_A_SENTENCE)
        and not MARKER.match(text)
        and (len(next_text) > len(text) or bool(MARKER.match(next_text)))
        and not (len(next_text) <= LONGEST_HEADING and not next_text.endswith(_ENDS_A_SENTENCE))
    )


def _as_item(block: Block) -> Block:
    """A list of one item if the block is a paragraph that begins with a typed marker."""
    if not isinstance(block, Paragraph):
        return block
    found = MARKER.match(text_of(block.runs))
    if found is None:
        return block
    runs = skip_characters(block.runs, found.end())
    if not runs:
        return block
    number = int(found["number"] or found["step"] or 0)
    item = Item((Paragraph(runs, block.is_caption),), found[0].strip())
    return List((item,), bool(number), number)


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Joins neighbouring items in one list; another kind of bullet opens a nested list."""
    joined: list[Block] = []
    open_lists: list[_OpenList] = []  # the outermost first
    for block in [*blocks, None]:
        if not _is_typed(block):
            _close(open_lists, 0, joined)
            joined += [block] if block else []
            continue
        depth = next((n for n, each in enumerate(open_lists) if each.continues_with(block)), None)
        if depth is not None:
            _close(open_lists, depth + 1, joined)
            open_lists[depth].items += block.items
            continue
        if open_lists and block.is_ordered and not open_lists[-1].announces(block):
            _close(open_lists, 0, joined)
        open_lists.append(_OpenList(block.is_ordered, block.start, [*block.items]))
    return joined


def _is_typed(block: Block | None) -> TypeGuard[List]:
    return isinstance(block, List) and bool(block.items[0].marker)


@dataclass
class _OpenList:
    is_ordered: bool
    start: int
    items: list[Item]

    def continues_with(self, block: List) -> bool:
        if self.is_ordered:
            return block.is_ordered and block.start == self.start + len(self.items)
        return not block.is_ordered and self.items[0].marker == block.items[0].marker

    def announces(self, block: List) -> bool:
        """“- ce qu’il faut :”, then “1) …”."""
        text = plain_text(self.items[-1].blocks[-1])
        return not self.is_ordered and block.start == 1 and text.endswith(":")


def _close(open_lists: list[_OpenList], depth: int, joined: list[Block]) -> None:
    """Closes the lists from that depth: each goes into the last item of the one around it."""
    while len(open_lists) > depth:
        closed = open_lists.pop()
        made = List(tuple(closed.items), closed.is_ordered, closed.start)
        if open_lists:
            items = open_lists[-1].items
            items[-1] = Item((*items[-1].blocks, made), items[-1].marker)
        else:
            joined.append(made)


def _with_numbered_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """“1/ …”, a text, “2/ …”, a text: the numbered lines become headings.

    An unknown number (0) continues the series.
    """
    series: list[int] = []
    for place, block in enumerate(blocks):
        if _may_be_heading(block) and block.start in (0, len(series) + 1):
            series.append(place)
    if len(series) < 2:
        return tuple(blocks)
    above = [block.level for block in blocks[: series[0]] if isinstance(block, Heading)]
    level = min(above[-1] + 1, 6) if above else 2
    made = [*blocks]
    for place in reversed(series):
        item = blocks[place].items[0]  # type: ignore[union-attr]
        heading = Heading(item.blocks[0].runs, level, item.marker or "#")  # type: ignore[union-attr]
        made[place : place + 1] = [heading, *item.blocks[1:]]
    return tuple(made)


def _may_be_heading(block: Block) -> TypeGuard[List]:
    if not isinstance(block, List) or not block.is_ordered or len(block.items) != 1:
        return False
    first = block.items[0].blocks[0]
    text = text_of(first.runs) if isinstance(first, Paragraph) else ";"
    return len(text) <= LONGEST_NUMBERED_HEADING and not text.endswith((";", ","))

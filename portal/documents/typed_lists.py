"""Lists and headings that were typed by hand: “- ”, “1) ”, “2/ ”, a short line above a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeGuard

from portal.documents.outline import Block, Heading, Item, List, Paragraph, plain_text, text_of
from portal.documents.text_runs import skip_characters

_NUMBER = r"(?P<number>\d{1,2})\s?(?:[./)°]|\s[-–—:])"
_STEP = r"(?i:étape|etape|phase)\s+(?P<step>\d{1,2})\s*[.:/)–—-]?"
_BULLET = r"(?P<bullet>[·•▪◦‣●○■□➢➤→✓✔☐\uf0b7\uf0a7*–—-]|\.|o(?=\t|\s{2}))"
#: What is typed before an item, with the white space that must come next.
MARKER = re.compile(rf"(?:{_STEP}|{_NUMBER}|{_BULLET})\s+(?=\S)")
#: A heading that nobody marked as one is no longer than this.
LONGEST_HEADING = 90
LONGEST_NUMBERED_HEADING = 160
_ENDS_A_SENTENCE = (".", "!", "?", ";", ",", ":", "…")


def with_lists(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Typed lists made lists, and those that are interrupted at each number made headings."""
    return _with_numbered_headings(_joined([_as_item(block) for block in blocks]))


def with_headings(paragraphs: Sequence[Paragraph]) -> tuple[Block, ...]:
    """Of a text without any style: a short line without an end, above a longer one, is a heading.

    They stand below the numbered headings, if the text has some.
    """
    blocks: list[Block] = []
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], None], strict=True):
        is_heading = following is not None and _looks_like_heading(paragraph, following)
        blocks.append(Heading(paragraph.runs, 3) if is_heading else paragraph)
    return tuple(blocks)


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
    """A paragraph that begins with a typed marker as a list of one item."""
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
    """Neighbouring items of typed lists in one list; another kind of bullet opens a list below."""
    joined: list[Block | _OpenList] = []
    for block in blocks:
        if not _is_typed(block):
            joined.append(block)
            continue
        last = joined[-1] if joined else None
        if not isinstance(last, _OpenList) or not last.takes(block):
            joined.append(_OpenList(block))
    return [block.closed() if isinstance(block, _OpenList) else block for block in joined]


def _is_typed(block: Block) -> TypeGuard[List]:
    return isinstance(block, List) and bool(block.items[0].marker)


class _OpenList:
    """A typed list that grows item by item. What its last item holds may be a list that grows as well."""

    def __init__(self, first: List):
        self._is_ordered, self._start = first.is_ordered, first.start
        self._marker = first.items[0].marker
        self._items: list[Item] = [*first.items]
        self._below: _OpenList | None = None

    def takes(self, block: List) -> bool:
        """Adds the item of another typed list, here or below; False where the two do not go together."""
        if self._goes_on_with(block):
            self._close_last()
            self._items += block.items
            return True
        if self._below is not None:
            return self._below.takes(block)
        if block.is_ordered and not self._announces(block):
            return False
        self._below = _OpenList(block)
        return True

    def closed(self) -> List:
        self._close_last()
        return List(tuple(self._items), self._is_ordered, self._start)

    def _goes_on_with(self, block: List) -> bool:
        if self._is_ordered != block.is_ordered:
            return False
        if self._is_ordered:
            return block.start == self._start + len(self._items)
        return self._marker == block.items[0].marker

    def _announces(self, block: List) -> bool:
        """“- ce qu’il faut :”, then “1) …”."""
        last = self._items[-1].blocks[-1]
        return not self._is_ordered and block.start == 1 and plain_text(last).endswith(":")

    def _close_last(self) -> None:
        if self._below is not None:
            last = self._items[-1]
            self._items[-1] = Item((*last.blocks, self._below.closed()), last.marker)
            self._below = None


def _with_numbered_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """“1/ …”, a text, “2/ …”, a text: numbers that a text comes between are headings."""
    alone = [place for place, block in enumerate(blocks) if _may_head(block)]
    series = _series([blocks[place].start for place in alone])  # type: ignore[union-attr]
    heads = {alone[each] for each in series} if len(series) > 1 else set()
    above = [block.level for block in blocks[: min(heads, default=0)] if isinstance(block, Heading)]
    level = min(above[-1] + 1, 6) if above else 2
    made: list[Block] = []
    for place, block in enumerate(blocks):
        if place not in heads or not isinstance(block, List):
            made.append(block)
            continue
        first, *others = block.items[0].blocks
        assert isinstance(first, Paragraph)  # noqa: S101
        made += [Heading(first.runs, level, block.items[0].marker or "#"), *others]
    return tuple(made)


def _may_head(block: Block) -> bool:
    if not isinstance(block, List) or not block.is_ordered or len(block.items) != 1:
        return False
    first = block.items[0].blocks[0]
    if not isinstance(first, Paragraph):
        return False
    text = text_of(first.runs)
    return len(text) <= LONGEST_NUMBERED_HEADING and not text.endswith((";", ","))


def _series(numbers: Sequence[int]) -> list[int]:
    """The places of 1, 2, 3… among numbers; a number that the document does not tell (0) goes on."""
    places: list[int] = []
    for place, number in enumerate(numbers):
        if number in (0, len(places) + 1):
            places.append(place)
    return places

"""Lists and headings that were typed by hand: “- ”, “1) ”, “2/ ”, a short line above a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeGuard

from portal.documents.outline import Block, Heading, Item, List, Paragraph, plain, text_of
from portal.documents.runs import without_start

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
    runs = without_start(block.runs, found.end())
    if not runs:
        return block
    number = int(found["number"] or found["step"] or 0)
    item = Item((Paragraph(runs, block.is_caption),), found[0].strip())
    return List((item,), bool(number), number)


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Neighbouring items of typed lists in one list; another kind of bullet opens a list below."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if _is_typed(block) and _is_typed(last) and (grown := _grown(last, block)) is not None:
            joined[-1] = grown
        else:
            joined.append(block)
    return joined


def _is_typed(block: Block | None) -> TypeGuard[List]:
    return isinstance(block, List) and bool(block.items[0].marker)


def _grown(above: List, below: List) -> List | None:
    """The list with the item of another after its last; None where the two do not go together."""
    if _go_on(above, below):
        return List((*above.items, *below.items), above.is_ordered, above.start)
    last = above.items[-1]
    inner = last.blocks[-1]
    if isinstance(inner, List):
        deeper = _grown(inner, below)
    elif below.is_ordered:
        announced = below.start == 1 and plain(inner).endswith(":")
        deeper = below if announced and not above.is_ordered else None
    else:
        deeper = below
    if deeper is None:
        return None
    kept = last.blocks[:-1] if isinstance(inner, List) else last.blocks
    return List((*above.items[:-1], Item((*kept, deeper), last.marker)), above.is_ordered, above.start)


def _go_on(above: List, below: List) -> bool:
    if above.is_ordered != below.is_ordered:
        return False
    if above.is_ordered:
        return below.start == above.start + len(above.items)
    return above.items[0].marker == below.items[0].marker


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

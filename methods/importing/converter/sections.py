"""Finds the sections of a document whose title names a field or a block of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from methods.importing.converter import labels
from methods.importing.converter.markup import is_rich_text
from portal.documents.outline import Block, Heading, List, Paragraph, Table, TextRun, plain_text, text_of
from portal.documents.text_runs import skip_characters

DURATION, GROUP, SUMMARY = "duration", "group", "summary"
#: “Matériel : des feutres”. A longer label is a sentence.
_LABEL = re.compile(r"(?P<label>[^:\n]{2,40}?)\s*:\s*")


@dataclass(frozen=True)
class Section:
    """The content under a known title; `name` is the field or block of the sheet."""

    name: str
    title: str
    blocks: tuple[Block, ...]


def find_sections(blocks: Sequence[Block]) -> Iterator[Section | Block]:
    """The known sections and, between them, all other blocks, in reading order.

    Each field is filled once: later sections of the same name stay in the text.
    """
    filled: set[str] = set()
    place = 0
    while place < len(blocks):
        found = list(_parts_at(blocks, place))
        taken = sum(length for _part, length in found)
        new = {part.name for part, _length in found}
        if not found or new & filled or len(new) < len(found):
            yield blocks[place]
            place += 1
            continue
        filled |= new - labels.BLOCKS.keys()
        yield from (part for part, _length in found)
        place += taken


def _parts_at(blocks: Sequence[Block], place: int) -> Iterator[tuple[Section, int]]:
    """The known sections that begin here, each with its number of blocks."""
    block = blocks[place]
    if isinstance(block, Heading):
        title = text_of(block.runs)
        content = _under(blocks, place)
        if part := _part(title, content):
            yield part, len(content) + 1
    elif isinstance(block, Paragraph):
        yield from _labelled(blocks, place, block)
    elif isinstance(block, Table):
        parts = _rows(block)
        yield from ((part, int(part is parts[-1])) for part in parts)


def _under(blocks: Sequence[Block], place: int) -> tuple[Block, ...]:
    """The blocks under a heading, up to the next heading of its level or above."""
    heading = blocks[place]
    content: list[Block] = []
    for block in blocks[place + 1 :]:
        if isinstance(block, Heading) and isinstance(heading, Heading) and block.level <= heading.level:
            break
        content.append(block)
    return tuple(content)


def _labelled(blocks: Sequence[Block], place: int, block: Paragraph) -> Iterator[tuple[Section, int]]:
    """“Matériel : …”, or “Matériel :” and the list after it."""
    found = _LABEL.match(text_of(block.runs))
    if found is None:
        return
    rest = skip_characters(block.runs, found.end())
    following = blocks[place + 1] if place + 1 < len(blocks) else None
    if rest:
        content: tuple[Block, ...] = (Paragraph(rest),)
        length = 1
    elif isinstance(following, List):
        content, length = (following,), 2
    else:
        return
    if part := _part(found["label"], content):
        yield part, length


def _rows(table: Table) -> list[Section]:
    """The sections of a table of two columns with known titles on the left; none of other tables."""
    if not all(len(row) == 2 for row in table.rows):
        return []
    parts = [_part(plain_text(name), said.blocks) for name, said in table.rows]
    return [part for part in parts if part] if all(parts) else []


def _part(title: str, content: tuple[Block, ...]) -> Section | None:
    """The section of that title, if its field or block can hold the content."""
    said = plain_text(content)
    if not said or not all(is_rich_text(block) for block in content):
        return None
    if labels.duration(title, said):
        return Section(DURATION, title, content)
    if labels.group(title, said):
        return Section(GROUP, title, content)
    if labels.normalized_label(title) in labels.SUMMARY:
        return Section(SUMMARY, title, content) if _is_summary(content) else None
    name = labels.field_named(title) or labels.block_named(title)
    return Section(name, title, content) if name else None


def _is_summary(content: tuple[Block, ...]) -> bool:
    """A summary is short plain text, without links or lists."""
    return (
        all(isinstance(block, Paragraph) and not any(map(_has_link, block.runs)) for block in content)
        and len(plain_text(content)) <= labels.LONGEST_SUMMARY
    )


def _has_link(run: TextRun) -> bool:
    return bool(run.href)

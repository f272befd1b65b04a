"""Recognises steps by their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

from methods.importing.converter import labels
from methods.importing.converter.sections import Section
from portal.documents.outline import Block, Heading, List, Paragraph, TextRun, text_of
from portal.documents.text_runs import skip_characters

LONGEST_TITLE = 120
#: The only ordered list of a document holds its steps if it has at least so many items.
FEWEST_ALONE = 3
#: The end of the title in an item that says what to do, then how.
_END_OF_TITLE = re.compile(r"\s*(?:\N{NO-BREAK SPACE}?:|\.|\n|\s[–—])(?:\s+|$)")


@dataclass
class Step:
    title: str
    blocks: list[Block] = field(default_factory=list)
    minutes: int | None = None
    #: The number and minutes in the title of the document, which the sheet shows in its own way.
    said: str = ""


Content = Section | Block | Step


def with_steps(content: Sequence[Section | Block]) -> list[Content]:
    """The content with its numbered headings or ordered list as steps; unchanged without any."""
    for recognise in (_from_headings, _under_its_name, _from_the_only_list):
        if found := recognise(content):
            return found
    return list(content)


def _from_headings(content: Sequence[Section | Block]) -> list[Content]:
    """“1. Accueillir”, a text, “2. Présenter”, a text. Known titles are no steps."""
    counted = [block for block in content if isinstance(block, Heading) and block.marker]
    level = min((heading.level for heading in counted), default=0)
    heads = [heading for heading in counted if heading.level == level]
    titles = {id(heading): _title(heading.runs) for heading in heads}
    if len(heads) < 2 or None in titles.values() or _names_a_part(heads, content):
        return []
    made: list[Content] = []
    step: Step | None = None
    for block in content:
        if isinstance(block, Heading) and id(block) in titles:
            title, rest = titles[id(block)] or ("", ())
            made.append(step := _step(title, rest, block.marker))
        elif step and not isinstance(block, Section) and not _closes(block, level):
            step.blocks.append(block)
        else:
            made.append(block)
            step = None
    return made


def _names_a_part(heads: Sequence[Heading], content: Sequence[Section | Block]) -> bool:
    return any(labels.is_known_label(text_of(heading.runs)) for heading in heads)


def _closes(block: Block, level: int) -> bool:
    return isinstance(block, Heading) and block.level <= level


def _under_its_name(content: Sequence[Section | Block]) -> list[Content]:
    """The ordered lists under “Déroulement”, with the blocks between them."""
    heading = next(
        (
            block
            for block in content
            if isinstance(block, Heading) and labels.normalized_label(text_of(block.runs)) in labels.STEPS
        ),
        None,
    )
    if heading is None:
        return []
    begin = list(content).index(heading) + 1
    end = next(
        (place for place in range(begin, len(content)) if _ends(content[place], heading.level)),
        len(content),
    )
    last = max((place for place in range(begin, end) if _is_ordered(content[place])), default=begin)
    inside: list[Content] = []
    for place, block in enumerate(content[begin:end], start=begin):
        steps = _steps_of_list(block) if _is_ordered(block) else []
        if steps:
            inside += steps
        elif (
            place < last
            and inside
            and isinstance(step := inside[-1], Step)
            and not isinstance(block, Heading | Section)
        ):
            step.blocks.append(block)
        else:
            inside.append(block)
    if sum(isinstance(each, Step) for each in inside) < 2:
        return []
    return [*content[:begin], *inside, *content[end:]]


def _is_ordered(block: Section | Block) -> TypeGuard[List]:
    return isinstance(block, List) and block.is_ordered


def _ends(block: Section | Block, level: int) -> bool:
    return isinstance(block, Section) or _closes(block, level)


def _from_the_only_list(content: Sequence[Section | Block]) -> list[Content]:
    ordered = [block for block in content if _is_ordered(block)]
    if len(ordered) != 1 or len(ordered[0].items) < FEWEST_ALONE:
        return []
    steps = _steps_of_list(ordered[0])
    if not steps:
        return []
    place = next(number for number, block in enumerate(content) if block is ordered[0])
    return [*content[:place], *steps, *content[place + 1 :]]


def _steps_of_list(block: List) -> list[Step]:
    """One step for each item; none at all if an item has no short title."""
    steps = []
    for item in block.items:
        first, *others = item.blocks
        title = _title(first.runs) if isinstance(first, Paragraph) else None
        if title is None:
            return []
        steps.append(_step(title[0], (*title[1], *others), ""))
    return steps


def _step(title: str, blocks: tuple[Block, ...], marker: str) -> Step:
    shorter, minutes = labels.step_minutes(title)
    return Step(shorter, [*blocks], minutes, f"{marker} {title[len(shorter) :]}")


def _title(runs: Sequence[TextRun]) -> tuple[str, tuple[Block, ...]] | None:
    """The title of a step, and the rest of the paragraph; None without a short title.

    A title is plain text: a paragraph with links is repeated below it.
    """
    text = text_of(runs)
    # A long run of spaces would be tried from each of its places.
    found = _END_OF_TITLE.search(text, 0, LONGEST_TITLE + 40)
    if len(text) <= LONGEST_TITLE and (found is None or found.end() == len(text) or "\n" not in text):
        linked = any(run.href for run in runs)
        return text.strip(), (Paragraph(tuple(runs)),) if linked else ()
    if found is None or not 0 < found.start() <= LONGEST_TITLE:
        return None
    head, rest = text[: found.start()], skip_characters(runs, found.end())
    if any(run.href for run in runs[:1]):
        return None
    return head.strip(), (Paragraph(rest),) if rest else ()

"""Finds the structure of a whole PDF: repeated margins, paragraphs over two pages, headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from portal.documents.outline import Block, Heading, Paragraph, TextRun
from portal.documents.reading.pdf.fragments import SENTENCE_ENDS, Fragment
from portal.documents.text_runs import normalized
from portal.documents.typed_lists import MARKER

#: The smallest ratio between the font sizes of a heading and of the text.
LARGER = 1.12
LONGEST_HEADING = 160


def split_margins(pages: Sequence[Sequence[Fragment]]) -> tuple[list[Fragment], list[Fragment]]:
    """The headers and footers of half the pages, each once, and the rest without page numbers."""
    counts = Counter(key for page in pages for key in {_key(each) for each in page if each.margin})
    needed = max(2, len(pages) // 2)
    repeated: dict[str, Fragment] = {}
    kept: list[Fragment] = []
    for fragment in (fragment for page in pages for fragment in page):
        if not fragment.margin:
            kept.append(fragment)
        elif any(map(str.isalpha, fragment.text)):
            key = _key(fragment)
            if counts[key] >= needed:
                repeated.setdefault(key, fragment)
            else:
                kept.append(fragment)
    return list(repeated.values()), kept


def _key(fragment: Fragment) -> str:
    """The text with “#” for numbers, which change from page to page."""
    return re.sub(r"\d+", "#", fragment.text)


def join_over_pages(fragments: Iterable[Fragment]) -> list[Fragment]:
    """Joins a sentence that continues in the next column or on the next page."""
    joined: list[Fragment] = []
    for fragment in fragments:
        if joined and _continues(joined[-1], fragment):
            joined[-1].append([TextRun(" "), *fragment.runs])
        else:
            joined.append(fragment)
    return joined


def _continues(last: Fragment, new: Fragment) -> bool:
    ends = last.last_words
    is_open = bool(ends) and not ends.endswith(SENTENCE_ENDS) and last.size == new.size
    return is_open and new.text[:1].islower() and not MARKER.match(new.text)


def blocks_of(fragments: Sequence[Fragment]) -> tuple[Block, ...]:
    """Fragments as blocks. Larger sizes are headings of level 1 to 4; bold lines are headings below."""
    weights: Counter[float] = Counter()
    for fragment in fragments:
        weights[fragment.size] += len(fragment.text)
    smallest = LARGER * (weights.most_common(1)[0][0] if weights else 0.0)
    titles = [each for each in fragments if each.size >= smallest and _may_be_heading(each.text)]
    sizes = sorted({fragment.size for fragment in titles}, reverse=True)
    levels = {size: min(level, 4) for level, size in enumerate(sizes, start=1)}
    bold_level = min(len(levels) + 1, 5)
    blocks: list[Block] = []
    for fragment in fragments:
        runs, text = normalized(fragment.runs), fragment.text
        if fragment.block:
            blocks.append(fragment.block)
        elif not _may_be_heading(text):
            blocks += [Paragraph(runs)] if runs else []
        elif fragment.size >= smallest:
            blocks.append(Heading(runs, levels[fragment.size]))
        elif fragment.is_bold and not text.endswith((".", ",", ";", "!")):
            blocks.append(Heading(runs, bold_level))
        else:
            blocks.append(Paragraph(runs))
    return tuple(blocks)


def _may_be_heading(text: str) -> bool:
    return 1 < len(text) <= LONGEST_HEADING and not MARKER.match(text)

"""Finds the paragraphs of a page of a PDF from the places of its letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pdfminer.layout import LTChar, LTLayoutContainer, LTTextBox, LTTextLine

from portal.documents.outline import Cell, Origin, Paragraph, Table, TextRun
from portal.documents.reading.pdf.fragments import SENTENCE_ENDS, Fragment
from portal.documents.text_runs import normalized
from portal.documents.typed_lists import MARKER

#: The part of the height of a page, at its top and at its bottom, for headers and footers.
MARGIN = 0.075
#: In parts of the line’s font size: a superscript or subscript is no larger than `_SMALL`, and its base
#: line is above `_RAISED` or below `_LOWERED`.
_SMALL, _RAISED, _LOWERED = 0.8, 0.2, -0.03
#: In points: a larger difference of font sizes begins a paragraph.
_SAME_SIZE = 0.75
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)

#: The box of a link (left, bottom, right, top), and its address.
Link = tuple[tuple[float, ...], str]


def paragraphs(box: LTTextBox, links: Sequence[Link], height: float) -> list[Fragment]:
    """The paragraphs of a text box of a page of that height."""
    found: list[Fragment] = []
    above: LTTextLine | None = None
    for line in box:
        if not isinstance(line, LTTextLine) or not line.get_text().strip():
            continue
        runs, size = _runs(line, links)
        new = Fragment([*runs], size, line.y1, _margin(line, height))
        if above is None or _begins_paragraph(new, found[-1], above, box):
            found.append(new)
        else:
            last = found[-1].runs[-1]
            joint = "" if found[-1].last_words.endswith(("-", "\N{HYPHEN}")) else " "
            found[-1].append([TextRun(joint, last.bold, last.italic, last.href), *runs])
        above = line
    return found


def table(rows: list[list[LTLayoutContainer]], links: Sequence[Link], height: float) -> Table:
    return Table(tuple(tuple(_cell(cell, links, height) for cell in row) for row in rows))


def _cell(cell: LTLayoutContainer, links: Sequence[Link], height: float) -> Cell:
    boxes = (box for box in cell if isinstance(box, LTTextBox))
    found = (fragment for box in boxes for fragment in paragraphs(box, links, height))
    return Cell(tuple(Paragraph(normalized(fragment.runs)) for fragment in found))


def _begins_paragraph(new: Fragment, last: Fragment, above: LTTextLine, box: LTTextBox) -> bool:
    """Whether a line begins a paragraph: a list marker, another size or weight, or a short line above."""
    if MARKER.match(new.text) or abs(new.size - last.size) > _SAME_SIZE:
        return True
    if new.is_bold != last.is_bold:
        return last.is_bold  # a paragraph may end with a line of bold words
    is_short = above.x1 < box.x1 - 0.15 * (box.x1 - box.x0)
    return is_short and last.last_words.endswith(SENTENCE_ENDS)


def _runs(line: LTTextLine, links: Sequence[Link]) -> tuple[tuple[TextRun, ...], float]:
    """The runs of a line, and the font size of most of its letters, in points."""
    near = [link for link in links if link[0][1] <= line.y1 and link[0][3] >= line.y0]
    letters = [letter for letter in line if isinstance(letter, LTChar)]
    size = _most_common([round(letter.size * 2) / 2 for letter in letters])
    base = _most_common([_base_line(each) for each in letters if abs(each.size - size) <= 0.5])
    runs: list[TextRun] = []
    text_format: tuple[bool, bool, str, int] = (False, False, "", 0)
    for letter in line:
        if isinstance(letter, LTChar):
            bold, italic = _BOLD.search(letter.fontname), _ITALIC.search(letter.fontname)
            rise = _rise(letter, size, base)
            text_format = (bool(bold), bool(italic), _address_at(letter, near), rise)
        runs.append(TextRun(letter.get_text().replace("\n", " "), *text_format))
    return normalized(runs), size


def _most_common(values: Sequence[float]) -> float:
    return Counter(values).most_common(1)[0][0] if values else 0.0


def _rise(letter: LTChar, size: float, base: float) -> int:
    height = (_base_line(letter) - base) / size if size else 0.0
    if letter.size > size * _SMALL:
        return 0
    return 1 if height > _RAISED else -1 if height < _LOWERED else 0


def _base_line(letter: LTChar) -> float:
    return round(letter.matrix[5], 1)


def _address_at(letter: LTChar, links: Sequence[Link]) -> str:
    x, y = (letter.x0 + letter.x1) / 2, (letter.y0 + letter.y1) / 2
    boxes = ((left <= x <= right and low <= y <= top, to) for (left, low, right, top), to in links)
    return next((address for is_inside, address in boxes if is_inside), "")


def _margin(line: LTTextLine, height: float) -> Origin | None:
    if line.y0 > height * (1 - MARGIN):
        return Origin.HEADER
    return Origin.FOOTER if line.y1 < height * MARGIN else None

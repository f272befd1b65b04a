"""The paragraphs of a page of a PDF, from where its letters stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pdfminer.layout import LTChar, LTLayoutContainer, LTTextBox, LTTextLine

from portal.documents.outline import Cell, Paragraph, Table, TextRun
from portal.documents.reading.pdf.fragments import Fragment
from portal.documents.text_runs import TextFormat, normalized
from portal.documents.typed_lists import MARKER

#: The part of a page’s height, at its top and at its foot, where headers and footers stand.
MARGIN = 0.075
#: Letters no larger than this part of their line’s, on a line so far above or below its own, in parts of
#: its size, are superscripts or subscripts.
_SMALL, _RAISED, _LOWERED = 0.8, 0.2, -0.03
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_ENDS_A_SENTENCE = (".", "!", "?", ":", ";", "…", "»")

#: Where a link stands (left, bottom, right, top), and where it leads.
Link = tuple[tuple[float, ...], str]


def paragraphs(box: LTTextBox, links: Sequence[Link], height: float) -> Iterator[Fragment]:
    piece: Fragment | None = None
    above: LTTextLine | None = None
    for line in box:
        if not isinstance(line, LTTextLine) or not line.get_text().strip():
            continue
        runs, size = _runs(line, links)
        new = Fragment([*runs], size, line.y1, _is_in_margin(line, height), line.y0 > height / 2)
        if piece is None or above is None or _begins(new, piece, line, above, box):
            if piece is not None:
                yield piece
            piece = new
        else:
            last = piece.runs[-1]
            joint = "" if piece.end.endswith(("-", "\N{HYPHEN}")) else " "
            piece.grow([TextRun(joint, last.bold, last.italic, last.href), *runs])
        above = line
    if piece is not None:
        yield piece


def table(rows: list[list[LTLayoutContainer]], links: Sequence[Link], height: float) -> Table:
    return Table(tuple(tuple(_cell(cell, links, height) for cell in row) for row in rows))


def _cell(cell: LTLayoutContainer, links: Sequence[Link], height: float) -> Cell:
    boxes = (box for box in cell if isinstance(box, LTTextBox))
    pieces = (piece for box in boxes for piece in paragraphs(box, links, height))
    return Cell(tuple(Paragraph(normalized(piece.runs)) for piece in pieces))


def _begins(new: Fragment, piece: Fragment, line: LTTextLine, above: LTTextLine, box: LTTextBox) -> bool:
    """Whether a line opens a paragraph: by a marker, another size or weight, or after a short line."""
    has_marker = bool(MARKER.match(new.text))
    if has_marker or abs(new.size - piece.size) > 0.75 or new.is_bold != piece.is_bold:
        # Bold words may end a line of an ordinary paragraph.
        return has_marker or abs(new.size - piece.size) > 0.75 or piece.is_bold
    is_short = above.x1 < box.x1 - 0.15 * (box.x1 - box.x0)
    return is_short and piece.end.endswith(_ENDS_A_SENTENCE)


def _runs(line: LTTextLine, links: Sequence[Link]) -> tuple[tuple[TextRun, ...], float]:
    """The runs of a line, and the size of most of its letters in points."""
    near = [link for link in links if _touches(link, line)]
    letters = [letter for letter in line if isinstance(letter, LTChar)]
    size = Counter(round(letter.size * 2) / 2 for letter in letters).most_common(1)[0][0]
    level = Counter(_level(letter) for letter in letters if abs(letter.size - size) <= 0.5)
    usual = level.most_common(1)[0][0] if level else 0.0
    runs: list[TextRun] = []
    look = TextFormat()
    for letter in line:
        if isinstance(letter, LTChar):
            bold, italic = _BOLD.search(letter.fontname), _ITALIC.search(letter.fontname)
            rise = _rise(letter, size, usual)
            look = TextFormat(bool(bold), bool(italic), _address_at(letter, near), rise)
        runs.append(look.run(letter.get_text().replace("\n", " ")))
    return normalized(runs), size


def _rise(letter: LTChar, size: float, usual: float) -> int:
    if letter.size > size * _SMALL:
        return 0
    height = (_level(letter) - usual) / size
    return 1 if height > _RAISED else -1 if height < _LOWERED else 0


def _level(letter: LTChar) -> float:
    """Where the line that a letter is written on stands."""
    return round(letter.matrix[5], 1)


def _touches(link: Link, line: LTTextLine) -> bool:
    left, bottom, right, top = link[0]
    return left <= line.x1 and right >= line.x0 and bottom <= line.y1 and top >= line.y0


def _address_at(letter: LTChar, links: Sequence[Link]) -> str:
    x, y = (letter.x0 + letter.x1) / 2, (letter.y0 + letter.y1) / 2
    for (left, bottom, right, top), address in links:
        if left <= x <= right and bottom <= y <= top:
            return address
    return ""


def _is_in_margin(line: LTTextLine, height: float) -> bool:
    return line.y0 > height * (1 - MARGIN) or line.y1 < height * MARGIN

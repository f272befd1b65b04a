"""Finds tables with lines around each cell, because pdfminer knows lines and letters but no tables.

A table with merged cells or without some of its lines is read as paragraphs, in the order of the page.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from pdfminer.layout import LAParams, LTChar, LTLayoutContainer, LTLine, LTPage, LTRect

#: In points: lines at a smaller distance touch.
CLOSE = 2.5
#: A page with more lines is a drawing.
MAX_LINES = 1500
MAX_CELLS = 1000

Cells = list[list[LTLayoutContainer]]


@dataclass(frozen=True, order=True)
class Line:
    """A horizontal line at the height `at`, or a vertical line at that distance from the left."""

    at: float
    start: float
    end: float

    def covers(self, at: float, along: float) -> bool:
        return abs(self.at - at) <= CLOSE and self.start - CLOSE <= along <= self.end + CLOSE

    def crosses(self, other: Line) -> bool:
        """Whether a line of the other direction touches it."""
        return self.covers(self.at, other.at) and other.covers(other.at, self.at)


#: Horizontal and vertical lines.
Lines = tuple[list[Line], list[Line]]


@dataclass(frozen=True)
class Grid:
    """The places of the vertical lines from the left, and of the horizontal lines from the bottom."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]

    def is_table(self, lines: Lines) -> bool:
        """Not a frame nor squared paper, and each cell has a line on each side."""
        width, height = len(self.columns) - 1, len(self.rows) - 1
        if width < 2 or height < 2 or width * height > MAX_CELLS:
            return False
        across, down = lines
        sides = [(down, x, sum(pair) / 2) for x in self.columns for pair in pairwise(self.rows)]
        sides += [(across, y, sum(pair) / 2) for y in self.rows for pair in pairwise(self.columns)]
        return all(any(line.covers(at, middle) for line in side) for side, at, middle in sides)

    def empty_cells(self) -> Cells:
        return [
            [LTLayoutContainer((left, low, right, high)) for left, right in pairwise(self.columns)]
            for low, high in reversed(list(pairwise(self.rows)))
        ]

    def cell_of(self, element: object, cells: Cells) -> LTLayoutContainer | None:
        """The cell that holds a letter; None outside the table."""
        if not isinstance(element, LTChar):
            return None
        column = bisect(self.columns, (element.x0 + element.x1) / 2)
        row = bisect(self.rows, (element.y0 + element.y1) / 2)
        is_inside = 0 < column < len(self.columns) and 0 < row < len(self.rows)
        return cells[-row][column - 1] if is_inside else None


def cut_out(page: LTPage, layout: LAParams, margin: float) -> list[tuple[float, Cells]]:
    """Moves the letters of tables from a page that is not laid out yet to cells, and lays these out.

    Returns the top and the cells of each table. `margin` is the part of the page’s height for headers and
    footers, where tables are read as text.
    """
    tables = []
    for grid in _grids(page):
        if grid.rows[-1] > page.height * (1 - margin) or grid.rows[0] < page.height * margin:
            continue
        cells, rest = grid.empty_cells(), []
        for element in page:
            cell = grid.cell_of(element, cells)
            if cell is None:
                rest.append(element)
            else:
                cell.add(element)
        page._objs = rest
        for cell in chain.from_iterable(cells):
            cell.analyze(layout)
        tables.append((grid.rows[-1], cells))
    return tables


def _grids(page: LTPage) -> Iterator[Grid]:
    lines = _lines(page)
    if sum(map(len, lines)) > MAX_LINES:
        return
    while lines[0]:
        connected = _take_connected(lines)
        grid = Grid(_places(connected[1]), _places(connected[0]))
        if grid.is_table(connected):
            yield grid


def _take_connected(lines: Lines) -> Lines:
    """Removes a line and all that are connected with it from the lines of a page."""
    connected: Lines = ([], [])
    waiting = [(0, lines[0].pop())]
    while waiting:
        direction, line = waiting.pop()
        connected[direction].append(line)
        others = lines[1 - direction]
        waiting += [(1 - direction, each) for each in others if line.crosses(each)]
        others[:] = [each for each in others if not line.crosses(each)]
    return connected


def _lines(page: LTPage) -> Lines:
    """The lines of a page, thin rectangles, and the sides of drawn rectangles."""
    across: set[Line] = set()
    down: set[Line] = set()
    for element in page:
        if not isinstance(element, LTLine | LTRect):
            continue
        left, low, right, top = element.bbox
        if top - low <= CLOSE < right - left:
            across.add(Line((low + top) / 2, left, right))
        elif right - left <= CLOSE < top - low:
            down.add(Line((left + right) / 2, low, top))
        elif isinstance(element, LTRect) and element.stroke:
            across |= {Line(low, left, right), Line(top, left, right)}
            down |= {Line(left, low, top), Line(right, low, top)}
    return sorted(across), sorted(down)


def _places(lines: Sequence[Line]) -> tuple[float, ...]:
    """The places of lines, from the first to the last; lines that touch share one."""
    places: list[float] = []
    for at in sorted(line.at for line in lines):
        if not places or at - places[-1] > CLOSE:
            places.append(at)
    return tuple(places)

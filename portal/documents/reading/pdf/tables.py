"""Tables of a PDF that are ruled all around. pdfminer knows lines and letters, and no tables.

A table whose cells are merged, or without some of its rules, is none here: its text is read as
paragraphs, in the order of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from pdfminer.layout import LAParams, LTChar, LTLayoutContainer, LTLine, LTPage, LTRect

#: What is nearer, in points, is the same line, or touches it.
CLOSE = 2.5
#: A page with more is a drawing.
MAX_RULES = 1500
MAX_CELLS = 1000
#: On one page; others are read as text.
MAX_TABLES = 20


@dataclass(frozen=True, order=True)
class Rule:
    """A line: `at` is where it stands across its direction, from `start` to `end` along it."""

    at: float
    start: float
    end: float

    def passes(self, at: float, along: float) -> bool:
        return abs(self.at - at) <= CLOSE and self.start - CLOSE <= along <= self.end + CLOSE

    def meets(self, other: Rule) -> bool:
        """Whether a line of the other direction touches it."""
        return self.passes(self.at, other.at) and other.passes(other.at, self.at)


#: The rules that go across, and those that go down.
Sides = tuple[list[Rule], list[Rule]]
ACROSS, DOWN = 0, 1


@dataclass(frozen=True)
class Grid:
    """Where the rules of a table stand: columns from the left, rows from the top."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]

    @property
    def top(self) -> float:
        return self.rows[0]

    @property
    def is_table(self) -> bool:
        """Not a box, nor squared paper."""
        cells = (len(self.columns) - 1) * (len(self.rows) - 1)
        return len(self.columns) > 2 and len(self.rows) > 2 and cells <= MAX_CELLS

    def place_of(self, letter: LTChar) -> tuple[int, int] | None:
        """The row and the column that it stands in."""
        x, y = (letter.x0 + letter.x1) / 2, (letter.y0 + letter.y1) / 2
        row = next((n for n, (top, low) in enumerate(_pairs(self.rows)) if low <= y <= top), None)
        column = next((n for n, (left, end) in enumerate(_pairs(self.columns)) if left <= x <= end), None)
        return None if row is None or column is None else (row, column)


def cut_out(
    page: LTPage, layout: LAParams, margin: float
) -> list[tuple[Grid, list[list[LTLayoutContainer]]]]:
    """Takes the letters of the tables out of a page that is not yet laid out, and lays out each cell.

    What reaches into a margin, given as a part of the height, is a header or a footer.
    """
    tables = []
    for grid in islice(_grids(page), MAX_TABLES):
        if grid.top > page.height * (1 - margin) or grid.rows[-1] < page.height * margin:
            continue
        cells = [
            [LTLayoutContainer((left, low, end, top)) for left, end in _pairs(grid.columns)]
            for top, low in _pairs(grid.rows)
        ]
        rest = []
        for element in page:
            place = grid.place_of(element) if isinstance(element, LTChar) else None
            if place:
                cells[place[0]][place[1]].add(element)
            else:
                rest.append(element)
        page._objs = rest
        for cell in (cell for row in cells for cell in row):
            cell.analyze(layout)
        tables.append((grid, cells))
    return tables


def _grids(page: LTPage) -> Iterator[Grid]:
    rules = _rules(page)
    if len(rules[ACROSS]) + len(rules[DOWN]) > MAX_RULES:
        return
    while rules[ACROSS]:
        own = _joined(rules)
        grid = Grid(_places(own[DOWN]), _places(own[ACROSS])[::-1])
        if grid.is_table and _is_whole(grid, own):
            yield grid


def _joined(rules: Sides) -> Sides:
    """Takes a line and all that touch it, or one another, out of those of a page."""
    own: Sides = ([], [])
    waiting = [(ACROSS, rules[ACROSS].pop())]
    while waiting:
        side, rule = waiting.pop()
        own[side].append(rule)
        other = DOWN if side == ACROSS else ACROSS
        met = [each for each in rules[other] if rule.meets(each)]
        rules[other][:] = [each for each in rules[other] if not rule.meets(each)]
        waiting += [(other, each) for each in met]
    return own


def _rules(page: LTPage) -> Sides:
    """The lines of a page; thin boxes are lines."""
    across: set[Rule] = set()
    down: set[Rule] = set()
    for element in page:
        if not isinstance(element, LTLine | LTRect):
            continue
        left, low, right, top = element.bbox
        if top - low <= CLOSE < right - left:
            across.add(Rule((low + top) / 2, left, right))
        elif right - left <= CLOSE < top - low:
            down.add(Rule((left + right) / 2, low, top))
        elif isinstance(element, LTRect) and element.stroke:
            across |= {Rule(low, left, right), Rule(top, left, right)}
            down |= {Rule(left, low, top), Rule(right, low, top)}
    return sorted(across), sorted(down)


def _places(rules: Sequence[Rule]) -> tuple[float, ...]:
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > CLOSE:
            places.append(at)
    return tuple(places)


def _is_whole(grid: Grid, own: Sides) -> bool:
    """Whether each cell has a rule on each of its sides."""
    across, down = own
    sides = [(down, x, (top + low) / 2) for x in grid.columns for top, low in _pairs(grid.rows)]
    sides += [(across, y, (left + end) / 2) for y in grid.rows for left, end in _pairs(grid.columns)]
    return all(any(rule.passes(at, middle) for rule in rules) for rules, at, middle in sides)


def _pairs(places: Sequence[float]) -> list[tuple[float, float]]:
    return list(pairwise(places))

"""Numbered marks on a map, and the names beside them, where nothing covers anything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from portal.territory.maps import TEXT, WIDTH

#: Half the height of a mark; a mark of one or two digits is a circle.
RADIUS = 12
#: Places nearer than this, in units, share a mark.
NEAR = 12
#: A mark that stands farther than this from its place, in units, is tied to it by a line.
TIED = 6
#: How far a mark is pushed from its place, in units and in each direction, before it is joined instead.
REACH = 22
#: How often marks are pushed apart before those that still overlap are joined.
ROUNDS = 60
#: Units between a mark and its name, and between two names.
AIR = 3
#: How wide signs are, as parts of the height of the text; generous, since each reader has another font.
WIDE, MIDDLE, NARROW = 0.95, 0.6, 0.36
CAPITAL = 0.72
#: How much wider a number is in bold.
BOLD = 1.2


@dataclass(frozen=True)
class Box:
    """A rectangle in units: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_within(self, width: float, height: float) -> bool:
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


@dataclass(frozen=True)
class Spot:
    """A place to be shown: its number in the list (None where it is the only one), its name, units."""

    number: int | None
    name: str
    x: float
    y: float


@dataclass(frozen=True)
class Mark:
    """One mark for spots that are near each other, at whole units; `spots` are in the list’s order."""

    spots: tuple[Spot, ...]
    x: int
    y: int

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(sorted(spot.number for spot in self.spots if spot.number is not None))

    @property
    def text(self) -> str:
        """Returns its numbers, runs of three or more shortened: « 1, 3–5 »."""
        return ", ".join(_runs(self.numbers))

    @cached_property
    def lines(self) -> list[str]:
        """Returns its text, cut into lines that are about as long as a name."""
        lines: list[str] = []
        for run in _runs(self.numbers):
            if lines and len(lines[-1]) + len(run) < 10:
                lines[-1] += f", {run}"
            else:
                lines.append(run)
        return lines

    @property
    def name(self) -> str:
        """Returns the name that its spots share; empty if they have several."""
        names = {spot.name for spot in self.spots}
        return names.pop() if len(names) == 1 else ""

    @property
    def place(self) -> tuple[float, float]:
        """Returns the middle of its spots, where it would stand if nothing were in the way."""
        number = len(self.spots)
        return sum(spot.x for spot in self.spots) / number, sum(spot.y for spot in self.spots) / number

    @cached_property
    def half(self) -> tuple[int, int]:
        """Returns half its width and half its height."""
        lines = self.lines
        widest = BOLD * max((width_of(line) for line in lines), default=0)
        further = max(0, len(lines) - 1) * (TEXT + 2) // 2
        return max(RADIUS, round(widest / 2) + 5), RADIUS + further

    @property
    def box(self) -> Box:
        across, down = self.half
        return Box(self.x - across, self.y - down, self.x + across, self.y + down)

    @property
    def is_tied(self) -> bool:
        x, y = self.place
        return abs(self.x - x) + abs(self.y - y) > TIED


@dataclass(frozen=True)
class Name:
    """A name in whole units: `x` is its start, middle or end as `anchor` says, `y` its base line."""

    text: str
    x: int
    y: int
    anchor: str

    @property
    def box(self) -> Box:
        width = width_of(self.text)
        left = {"start": self.x, "middle": self.x - width / 2, "end": self.x - width}[self.anchor]
        return Box(left, self.y - TEXT * 0.8, left + width, self.y + TEXT * 0.25)


def width_of(text: str) -> float:
    """Returns how wide a text is at most, in units, in the usual fonts without serifs."""
    return TEXT * sum(_width_of_sign(sign) for sign in text)


def _width_of_sign(sign: str) -> float:
    if sign in "mwMW—œŒæ%":
        return WIDE
    if sign in "iljtfrI.,;:'’!|()- \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}":
        return NARROW
    return CAPITAL if sign.isupper() else MIDDLE


def _runs(numbers: Sequence[int]) -> list[str]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts: list[str] = []
    for run in runs:
        if len(run) > 2:
            parts.append(f"{run[0]}–{run[-1]}")
        else:
            parts += [str(number) for number in run]
    return parts


def marked(spots: Iterable[Spot], height: float) -> list[Mark]:
    """Returns marks for all spots, none over another, in the order of their first numbers.

    Spots within `NEAR` of a mark join it. Marks that would overlap are pushed apart; where there is no
    room for that, they are joined as well.
    """
    groups: list[list[Spot]] = []
    for spot in spots:
        near = next((group for group in groups if _are_near(group[0], spot)), None)
        if near is None:
            groups.append([spot])
        else:
            near.append(spot)
    marks = _apart([_mark(group) for group in groups], height)
    while len(joined := _joined(marks)) < len(marks):
        marks = _apart(joined, height)
    return sorted(marks, key=lambda mark: mark.numbers)


def _are_near(first: Spot, second: Spot) -> bool:
    return (first.x - second.x) ** 2 + (first.y - second.y) ** 2 <= NEAR**2


def _mark(spots: Iterable[Spot]) -> Mark:
    mark = Mark(tuple(sorted(spots, key=lambda spot: spot.number or 0)), 0, 0)
    x, y = mark.place
    return replace(mark, x=round(x), y=round(y))


def _joined(marks: list[Mark]) -> list[Mark]:
    """Returns marks at their places, each joined with the first one that it overlaps."""
    rest, joined = list(marks), []
    while rest:
        mark = rest.pop(0)
        other = next((each for each in rest if each.box.meets(mark.box)), None)
        if other is not None:
            rest.remove(other)
        joined.append(_mark([*mark.spots, *(other.spots if other else ())]))
    return joined


def _apart(marks: list[Mark], height: float) -> list[Mark]:
    """Pushes marks that overlap apart, in both directions alike, and no farther than `REACH`."""
    halves, homes = [mark.half for mark in marks], [mark.place for mark in marks]
    spots = [list(_inside(home, half, height)) for home, half in zip(homes, halves, strict=True)]
    pairs = list(combinations(range(len(marks)), 2))
    for _round in range(ROUNDS):
        moved = False
        for one, other in pairs:
            overlaps = [
                halves[one][axis] + halves[other][axis] + 1 - abs(spots[one][axis] - spots[other][axis])
                for axis in (0, 1)
            ]
            if min(overlaps) <= 0:
                continue
            moved, axis = True, overlaps.index(min(overlaps))
            is_after = (homes[one][axis], one) > (homes[other][axis], other)
            push = (overlaps[axis] / 2 + 0.25) * (1 if is_after else -1)
            spots[one][axis] += push
            spots[other][axis] -= push
            for each in (one, other):
                x, y = (
                    min(max(spots[each][side], homes[each][side] - REACH), homes[each][side] + REACH)
                    for side in (0, 1)
                )
                spots[each] = list(_inside((x, y), halves[each], height))
        if not moved:
            break
    return [replace(mark, x=round(x), y=round(y)) for mark, (x, y) in zip(marks, spots, strict=True)]


def _inside(spot: tuple[float, float], half: tuple[int, int], height: float) -> tuple[float, float]:
    (x, y), (across, down) = spot, half
    return (
        min(max(x, across + 1), WIDTH - across - 1),
        min(max(y, down + 1), max(height - down - 1, down + 1)),
    )


def named(marks: Sequence[Mark], height: float) -> list[Name]:
    """Returns the names that find room beside their marks; the others are read in the list.

    Eight places are tried for each, the right side first, as cartographers do (E. Imhof, “Positioning
    Names on Maps”, 1975). A name covers no mark, no other name and not the place that a mark is tied to.
    """
    taken = [mark.box for mark in marks]
    for mark in marks:
        if mark.is_tied:
            x, y = mark.place
            taken.append(Box(x - AIR, y - AIR, x + AIR, y + AIR))
    names: list[Name] = []
    for mark in marks:
        if not mark.name:
            continue
        for name in _places(mark):
            box = name.box
            if box.is_within(WIDTH, height) and not any(box.meets(other) for other in taken):
                names.append(name)
                taken.append(Box(box.left - AIR, box.top, box.right + AIR, box.bottom))
                break
    return names


def _places(mark: Mark) -> list[Name]:
    across, down = mark.half
    right, left = mark.x + across + AIR, mark.x - across - AIR
    beside, above, below = mark.y + 5, mark.y - down - 5, mark.y + down + 14
    near = across // 2
    return [
        Name(mark.name, x, y, anchor)
        for x, y, anchor in (
            (right, beside, "start"),
            (mark.x + near, above, "start"),
            (mark.x + near, below, "start"),
            (left, beside, "end"),
            (mark.x - near, above, "end"),
            (mark.x - near, below, "end"),
            (mark.x, above, "middle"),
            (mark.x, below, "middle"),
        )
    ]

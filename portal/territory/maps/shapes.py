"""Rings and lines in whole numbers: as text of degrees for files, as paths of units for maps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import hypot

from portal.territory.maps import WIDTH

#: A pair of whole numbers: ten-thousandths of a degree (longitude, latitude), or units (right, down).
Point = tuple[int, int]
Line = list[Point]
#: A closed line, whose first point is not repeated at its end.
Ring = list[Point]
#: Degrees are kept as ten-thousandths: 11 metres.
PARTS = 10_000
#: How far a line may be drawn beside its true course, in units: less than its own thickness.
LOOSE = 0.7
#: The thinnest ring worth drawing: area divided by perimeter, in units.
THIN = 1.0


def as_text(rings: Iterable[Sequence[Point]]) -> str:
    """Returns rings as text: differences as the Encoded Polyline Format of Google writes them, without
    its scale; rings are separated by a blank.
    """
    return " ".join(_encoded(ring) for ring in rings)


def from_text(text: str) -> list[Ring]:
    """Returns the rings that `as_text` wrote. ValueError if it did not write them."""
    return [_decoded(ring) for ring in text.split()]


def _encoded(ring: Sequence[Point]) -> str:
    signs, before = [], (0, 0)
    for point in ring:
        for number, last in zip(point, before, strict=True):
            signs.append(_signs_of(number - last))
        before = point
    return "".join(signs)


def _signs_of(number: int) -> str:
    rest = ~(number << 1) if number < 0 else number << 1
    signs = ""
    while rest >= 32:
        signs += chr((rest & 31 | 32) + 63)
        rest >>= 5
    return signs + chr(rest + 63)


def _decoded(text: str) -> Ring:
    numbers, shift, rest = [], 0, 0
    for sign in text:
        bits = ord(sign) - 63
        if not 0 <= bits < 64:
            raise ValueError(f"No sign of a ring: {sign!r}.")
        rest |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            numbers.append(~(rest >> 1) if rest & 1 else rest >> 1)
            shift, rest = 0, 0
    if shift or len(numbers) % 2:
        raise ValueError("A ring ends within a point.")
    ring, x, y = [], 0, 0
    for right, down in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + right, y + down
        ring.append((x, y))
    return ring


def degrees(point: Point) -> tuple[float, float]:
    """Returns (latitude, longitude) of a point of a contour."""
    return point[1] / PARTS, point[0] / PARTS


def path(lines: Iterable[Sequence[Point]], *, closed: bool) -> str:
    """Returns lines in units as the `d` of a path in SVG, every line relative to its first point."""
    return "".join(_one_path(line, closed) for line in lines)


def _one_path(line: Sequence[Point], closed: bool) -> str:
    steps = [f"{x - left} {y - top}" for (left, top), (x, y) in pairwise(line)]
    moves = " ".join(steps).replace(" -", "-")
    return f"M{line[0][0]} {line[0][1]}l{moves}{'z' if closed else ''}"


def points_of(path: str) -> list[Ring]:
    """Returns the rings of a path that `path` wrote."""
    rings = []
    for text in path.split("M")[1:]:
        x, y, *steps = (int(number) for number in re.findall(r"-?\d+", text))
        ring = [(x, y)]
        for right, down in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + right, y + down
            ring.append((x, y))
        rings.append(ring)
    return rings


def on_map(line: Iterable[Point], place: Callable[[float, float], tuple[float, float]]) -> Line:
    """Returns a line of a contour in whole units, without the points that nobody would miss."""
    drawn: Line = []
    for x, y in simplified([place(*degrees(point)) for point in line]):
        spot = round(x), round(y)
        if not drawn or drawn[-1] != spot:
            drawn.append(spot)
    return drawn


def simplified(line: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Returns a line without points that lie within `LOOSE` of the rest (Douglas and Peucker, 1973)."""
    kept, parts = {0, len(line) - 1}, [(0, len(line) - 1)]
    while parts:
        first, last = parts.pop()
        farthest, index = LOOSE, 0
        for each in range(first + 1, last):
            away = _distance(line[each], line[first], line[last])
            if away > farthest:
                farthest, index = away, each
        if index:
            kept.add(index)
            parts += [(first, index), (index, last)]
    return [line[index] for index in sorted(kept)]


def _distance(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """Returns how far a point is from a stretch; its ends may be one point, as those of a ring."""
    across, down = end[0] - start[0], end[1] - start[1]
    right, below = point[0] - start[0], point[1] - start[1]
    square = across**2 + down**2
    part = min(max((right * across + below * down) / square, 0), 1) if square else 0
    return hypot(right - part * across, below - part * down)


def tidy(ring: Ring) -> Ring:
    """Returns a ring in units without straight points and spikes; empty if it is too thin to be drawn."""
    quiet = 0
    while quiet < 2 and ring:
        before = len(ring)
        ring = _without_spikes(ring)
        quiet = quiet + 1 if len(ring) == before else 0
        # The next turn begins in the middle, so that both ends are looked at too.
        half = len(ring) // 2
        ring = ring[half:] + ring[:half]
    if len(ring) < 3 or abs(area(ring)) < THIN * perimeter(ring) / 2:
        return []
    return ring


def _without_spikes(ring: Ring) -> Ring:
    kept: Ring = []
    for point in ring:
        while len(kept) > 1 and _cross(kept[-2], kept[-1], point) == 0:
            kept.pop()
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def area(ring: Sequence[Point]) -> float:
    """Returns the area within a ring; the sign tells its direction."""
    return sum(x * below - right * y for (x, y), (right, below) in _sides(ring)) / 2


def perimeter(ring: Sequence[Point]) -> float:
    return sum(((x - right) ** 2 + (y - below) ** 2) ** 0.5 for (x, y), (right, below) in _sides(ring))


def encloses(ring: Sequence[tuple[float, float]], x: float, y: float) -> bool:
    """Returns whether a point lies within a ring (even-odd rule)."""
    inside = False
    for (x1, y1), (x2, y2) in _sides(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def clipped(ring: Sequence[tuple[float, float]], height: float) -> Ring:
    """Returns the part of a ring on a map, in whole units (Sutherland and Hodgman, 1974).

    The map is widened by a few units, so that the cut edges of an area stay out of sight.
    """
    points = [(float(x), float(y)) for x, y in ring]
    for axis, limit, sign in ((0, -4.0, 1), (0, WIDTH + 4.0, -1), (1, -4.0, 1), (1, height + 4.0, -1)):
        points = _cut(points, axis, limit, sign)
        if not points:
            return []
    return tidy([(round(x), round(y)) for x, y in points])


def _cut(points: list[tuple[float, float]], axis: int, limit: float, sign: int):
    kept = []
    for start, end in _sides(points):
        is_in, stays_in = sign * (start[axis] - limit) >= 0, sign * (end[axis] - limit) >= 0
        if is_in:
            kept.append(start)
        if is_in != stays_in:
            part = (limit - start[axis]) / (end[axis] - start[axis])
            kept.append((start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])))
    return kept


def _sides(ring: Sequence) -> Iterable[tuple]:
    return zip(ring, [*ring[1:], *ring[:1]], strict=True)


def _cross(before: Point, point: Point, after: Point) -> int:
    return (point[0] - before[0]) * (after[1] - before[1]) - (point[1] - before[1]) * (
        after[0] - before[0]
    )

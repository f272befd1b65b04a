"""The borders of areas that share their edges: an edge of one area is outside, of two areas inside.

So the outline of a Park falls out of the contours of its communes, without any geometry of areas. It asks
that neighbours have exactly the same points along their common border, as one topology gives them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from portal.territory.maps.shapes import Line, Point, Ring

#: Two points, the smaller one first.
Edge = tuple[Point, Point]


def outline(rings: Iterable[Sequence[Point]]) -> list[Ring]:
    """Returns the rings around all areas together: their outer edges, and those of holes between them.

    No ring meets itself: areas that touch in one point have a ring each.
    """
    outer, _inner = _edges(rings)
    return _rings(outer)


def inner(rings: Iterable[Sequence[Point]]) -> list[Line]:
    """Returns the borders between two areas, each once, from one junction to the next."""
    outer, inner = _edges(rings)
    junctions = {point for edge in outer for point in edge}
    return _lines(inner, junctions)


def edges_of(ring: Sequence[Point]) -> list[Edge]:
    """Returns the sides of a ring, each the same in both directions."""
    sides = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return [(min(start, end), max(start, end)) for start, end in sides if start != end]


def _edges(rings: Iterable[Sequence[Point]]) -> tuple[list[Edge], list[Edge]]:
    counted: Counter[Edge] = Counter()
    for ring in rings:
        counted.update(edges_of(ring))
    return (
        [edge for edge, times in counted.items() if times % 2],
        [edge for edge, times in counted.items() if not times % 2],
    )


def _neighbours(edges: list[Edge]) -> dict[Point, list[Point]]:
    found: dict[Point, list[Point]] = defaultdict(list)
    for start, end in edges:
        found[start].append(end)
        found[end].append(start)
    return found


def _rings(edges: list[Edge]) -> list[Ring]:
    """Cuts a ring off whenever the walk along the edges comes back to a point that it has passed."""
    neighbours = _neighbours(edges)
    rings: list[Ring] = []
    for start in list(neighbours):
        walked, places = [start], {start: 0}
        while neighbours[walked[-1]]:
            here = walked[-1]
            there = neighbours[here].pop()
            neighbours[there].remove(here)
            if there in places:
                begin = places[there]
                rings.append(walked[begin:])
                for point in walked[begin + 1 :]:
                    del places[point]
                del walked[begin + 1 :]
            else:
                places[there] = len(walked)
                walked.append(there)
    return [ring for ring in rings if len(ring) > 2]


def _lines(edges: list[Edge], junctions: set[Point]) -> list[Line]:
    neighbours = _neighbours(edges)
    ends = {point for point, others in neighbours.items() if len(others) != 2 or point in junctions}
    lines = [
        _walk(neighbours, start, ends)
        for start in [*(point for point in neighbours if point in ends), *neighbours]
        for _each in range(len(neighbours[start]))
        if neighbours[start]
    ]
    return [line for line in lines if len(line) > 1]


def _walk(neighbours: dict[Point, list[Point]], start: Point, ends: set[Point]) -> Line:
    line = [start]
    while neighbours[line[-1]]:
        here = line[-1]
        there = neighbours[here].pop()
        neighbours[there].remove(here)
        line.append(there)
        if there in ends or there == start:
            break
    return line

"""Borders of areas, and the text and the paths they are written in."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from portal.territory.maps import WIDTH, borders, shapes

CELLS = some.sets(some.tuples(some.integers(0, 5), some.integers(0, 5)), min_size=1)
POINTS = some.tuples(some.integers(-2_000_000, 2_000_000), some.integers(-900_000, 900_000))
RINGS = some.lists(some.lists(POINTS, min_size=1, max_size=9), max_size=5)


def square(x: int, y: int, size: int = 10) -> shapes.Ring:
    left, top = x * size, y * size
    return [(left, top), (left + size, top), (left + size, top + size), (left, top + size)]


def size_of(ring) -> float:
    return abs(shapes.area(ring))


def sides(lines) -> Counter:
    return Counter(tuple(sorted(side)) for line in lines for side in pairwise(line))


class TestAreas:
    @given(CELLS)
    def test_are_outlined_once_and_divided_once(self, cells):
        rings = [square(*cell) for cell in cells]
        outer = borders.outline(rings)
        all_sides = Counter(edge for ring in rings for edge in borders.edges_of(ring))
        assert sides([*ring, ring[0]] for ring in outer) == {
            edge: 1 for edge, times in all_sides.items() if times == 1
        }
        assert sides(borders.inner(rings)) == {edge: 1 for edge, times in all_sides.items() if times == 2}

    @given(CELLS)
    def test_have_rings_that_never_meet_themselves(self, cells):
        for ring in borders.outline([square(*cell) for cell in cells]):
            assert len(set(ring)) == len(ring) > 2

    @given(CELLS)
    def test_are_what_their_outline_encloses(self, cells):
        rings = borders.outline([square(*cell) for cell in cells])
        for x in range(6):
            for y in range(6):
                inside = sum(shapes.encloses(ring, x * 10 + 5, y * 10 + 5) for ring in rings) % 2 == 1
                assert inside == ((x, y) in cells)

    def test_that_touch_in_a_point_have_a_ring_each(self):
        assert len(borders.outline([square(0, 0), square(1, 1)])) == 2

    def test_around_a_hole_have_two_rings(self):
        around = {(x, y) for x in range(3) for y in range(3)} - {(1, 1)}
        assert sorted(map(size_of, borders.outline([square(*cell) for cell in around]))) == [100, 900]


class TestText:
    @given(RINGS)
    def test_is_read_back(self, rings):
        assert shapes.from_text(shapes.as_text(rings)) == rings

    @pytest.mark.parametrize("text", ["_", "?", "ééé", "\x01"])
    def test_that_nobody_wrote_is_refused(self, text):
        with pytest.raises(ValueError):
            shapes.from_text(text)

    @given(some.lists(some.lists(POINTS, min_size=2, max_size=9), max_size=5))
    def test_of_a_path_is_read_back(self, rings):
        assert shapes.points_of(shapes.path(rings, closed=True)) == rings


class TestALineOnAMap:
    @given(some.lists(some.tuples(some.floats(0, 400), some.floats(0, 400)), min_size=2, max_size=30))
    @example([(0.0, 0.0), (0.0, 4.0), (0.0, 1.0)])
    def test_keeps_its_ends_and_stays_beside_what_it_leaves_out(self, line):
        kept = shapes.simplified(line)
        assert (kept[0], kept[-1]) == (line[0], line[-1])
        assert [point for point in line if point in kept]
        for x, y in line:
            assert min(distance((x, y), *side) for side in pairwise(kept)) < shapes.LOOSE * 3

    @given(CELLS)
    def test_of_an_area_keeps_no_straight_point(self, cells):
        for ring in map(shapes.tidy, borders.outline([square(*cell) for cell in cells])):
            for before, point, after in zip([ring[-1], *ring], ring, [*ring[1:], ring[0]], strict=False):
                assert shapes._cross(before, point, after) != 0

    def test_too_thin_to_be_seen_is_dropped(self):
        assert shapes.tidy([(0, 0), (200, 0), (200, 1), (0, 1)]) == []
        assert len(shapes.tidy([(0, 0), (200, 0), (200, 9), (0, 9)])) == 4

    @given(CELLS, some.integers(20, 400))
    def test_is_cut_where_the_map_ends(self, cells, height):
        for ring in borders.outline([square(*cell, size=100) for cell in cells]):
            for x, y in shapes.clipped(ring, height):
                assert -4 <= x <= WIDTH + 4
                assert -4 <= y <= height + 4

    def test_within_the_map_is_not_cut(self):
        assert size_of(shapes.clipped(square(1, 1, size=100), 400)) == 10_000
        assert shapes.clipped(square(9, 9, size=100), 400) == []


def distance(point, start, end) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    across, down = x2 - x1, y2 - y1
    square = across**2 + down**2
    part = max(0, min(1, ((x - x1) * across + (y - y1) * down) / square)) if square else 0
    return ((x - x1 - part * across) ** 2 + (y - y1 - part * down) ** 2) ** 0.5

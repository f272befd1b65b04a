"""From degrees to metres and units."""

from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.territory.maps import WIDTH
from portal.territory.maps.projection import (
    HIGHEST,
    MARGIN,
    Frame,
    lambert_93,
    local,
    metres_per_degree,
)

FRENCH = some.tuples(some.floats(42, 51), some.floats(-4.5, 8))
ANYWHERE = some.tuples(some.floats(-60, 60), some.floats(-170, 170))


class TestLambert93:
    def test_has_its_origin_where_it_is_defined(self):
        assert lambert_93(46.5, 3) == pytest.approx((700_000, 6_600_000), abs=0.01)

    @pytest.mark.parametrize("parallel", [44, 49])
    def test_keeps_lengths_on_its_two_parallels(self, parallel):
        _meridian, degree = metres_per_degree(parallel)
        (x1, y1), (x2, y2) = lambert_93(parallel, 2.995), lambert_93(parallel, 3.005)
        assert hypot(x2 - x1, y2 - y1) == pytest.approx(degree / 100, rel=1e-6)

    @given(FRENCH)
    def test_keeps_angles(self, position):
        """North and east stay at a right angle, and as long as each other."""
        latitude, longitude = position
        meridian, parallel = metres_per_degree(latitude)
        x, y = lambert_93(latitude, longitude)
        north, east = (
            lambert_93(latitude + 10 / meridian, longitude),
            lambert_93(latitude, longitude + 10 / parallel),
        )
        up, right = (north[0] - x, north[1] - y), (east[0] - x, east[1] - y)
        assert abs(up[0] * right[0] + up[1] * right[1]) < 0.01 * hypot(*up) * hypot(*right)
        assert hypot(*up) == pytest.approx(hypot(*right), rel=1e-3)


def test_a_degree_is_as_long_as_on_a_sphere_within_its_flattening():
    for latitude in range(0, 81, 10):
        meridian, parallel = metres_per_degree(latitude)
        assert meridian == pytest.approx(111_195, rel=0.0067)
        assert parallel == pytest.approx(111_195 * cos(radians(latitude)), rel=0.0067)


class TestAFrame:
    @given(some.lists(ANYWHERE, min_size=1, max_size=8), some.floats(100, 1e6))
    def test_holds_what_it_is_made_for(self, positions, least):
        frame = local(positions, least)
        assert 0 < frame.height <= HIGHEST
        assert frame.scale * (WIDTH - 2 * MARGIN) >= least
        assert all(frame.holds(*position, margin=MARGIN - 2) for position in positions)

    @given(FRENCH, FRENCH)
    def test_is_read_back_from_text(self, one, other):
        frame = local([one, other], 1000)
        assert Frame.read(str(frame)) == frame

    @given(FRENCH, some.integers(0, WIDTH), some.integers(0, 400))
    def test_finds_the_position_of_a_point(self, position, x, y):
        frame = local([position], 1000)
        assert frame.place(*frame.position(x, y)) == pytest.approx((x, y), abs=1e-6)

    def test_of_france_is_not_read_back(self):
        with pytest.raises(ValueError, match="Lambert"):
            Frame(None, 0, 0, 1, 1).position(0, 0)

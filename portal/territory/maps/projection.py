"""From degrees to metres on a plane, and from there to the units of a map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import atanh, cos, exp, radians, sin

from portal.territory.maps import WIDTH

#: Eccentricity of the ellipsoid GRS 80, a millimetre from that of WGS 84.
ECCENTRICITY = 0.081819191042816
#: The constants of Lambert-93 (EPSG:2154): exponent, constant, false easting and northing in metres.
EXPONENT = 0.725607765053267
CONSTANT = 11754255.426096
EAST, NORTH = 700_000.0, 12655612.049876
#: The meridian of Lambert-93, in degrees.
MERIDIAN = 3.0
#: Units left free on each side, so that a mark on the edge stays inside.
MARGIN = 16
#: A map higher than this, in units, does not fit on the screen of a telephone.
HIGHEST = 440


def lambert_93(latitude: float, longitude: float) -> tuple[float, float]:
    """Returns easting and northing in metres: the projection in which France has its usual shape.

    Formulas ALG0001 and ALG0003 of the IGN (Projection cartographique conique conforme de Lambert).
    """
    sine = sin(radians(latitude))
    isometric = atanh(sine) - ECCENTRICITY * atanh(ECCENTRICITY * sine)
    radius = CONSTANT * exp(-EXPONENT * isometric)
    angle = EXPONENT * radians(longitude - MERIDIAN)
    return EAST + radius * sin(angle), NORTH - radius * cos(angle)


def metres_per_degree(latitude: float) -> tuple[float, float]:
    """Returns the length of a degree of latitude and of a degree of longitude, on WGS 84.

    Series of the meridian and of the parallel, accurate to a centimetre (NGA, TR8350.2).
    """
    angle = radians(latitude)
    meridian = 111132.954 - 559.822 * cos(2 * angle) + 1.175 * cos(4 * angle)
    parallel = 111412.84 * cos(angle) - 93.5 * cos(3 * angle) + 0.118 * cos(5 * angle)
    return meridian, parallel


@dataclass(frozen=True)
class Frame:
    """What part of the Earth a map shows.

    `middle` is the latitude, in degrees, that a local plane is made for, with north straight up; None
    means Lambert-93. `left` and `top` are metres on that plane, `scale` is metres a unit, `height` units.
    """

    middle: float | None
    left: float
    top: float
    scale: float
    height: int

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Returns the position in units, from the left and from the top."""
        x, y = _plane(self.middle, latitude, longitude)
        return (x - self.left) / self.scale, (self.top - y) / self.scale

    def position(self, x: float, y: float) -> tuple[float, float]:
        """Returns (latitude, longitude) of a point of a local map. ValueError in Lambert-93."""
        if self.middle is None:
            raise ValueError("A map in Lambert-93 is not read back.")
        meridian, parallel = metres_per_degree(self.middle)
        return (self.top - y * self.scale) / meridian, (self.left + x * self.scale) / parallel

    def holds(self, latitude: float, longitude: float, margin: float = MARGIN) -> bool:
        """Returns whether a position lies on the map, at least `margin` units from its edge."""
        x, y = self.place(latitude, longitude)
        return margin <= x <= WIDTH - margin and margin <= y <= self.height - margin

    def __str__(self) -> str:
        """Returns the frame of a local map as text, which `read` understands."""
        return f"{self.middle} {self.left} {self.top} {self.scale} {self.height}"

    @classmethod
    def read(cls, text: str) -> Frame:
        middle, left, top, scale, height = text.split()
        return cls(float(middle), float(left), float(top), float(scale), int(height))


def local(positions: Iterable[tuple[float, float]], least: float, margin: int = MARGIN) -> Frame:
    """Returns the frame of a local plane that holds these positions, at least `least` metres wide."""
    positions = list(positions)
    latitudes = [latitude for latitude, _longitude in positions]
    middle = round((min(latitudes) + max(latitudes)) / 2, 3)
    return _around([_plane(middle, *position) for position in positions], middle, least, margin)


def lambert(positions: Iterable[tuple[float, float]], margin: int = MARGIN) -> Frame:
    """Returns the frame in Lambert-93 that holds these positions."""
    return _around([lambert_93(*position) for position in positions], None, 1.0, margin)


def _around(points: list[tuple[float, float]], middle: float | None, least: float, margin: int) -> Frame:
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    wide, high = max(east - west, least), max(north - south, least / 2)
    scale = round(max(wide / (WIDTH - 2 * margin), high / (HIGHEST - 2 * margin)) + 0.005, 2)
    height = min(HIGHEST, round(high / scale) + 2 * margin)
    return Frame(
        middle,
        round((west + east - WIDTH * scale) / 2),
        round((south + north + height * scale) / 2),
        scale,
        height,
    )


def _plane(middle: float | None, latitude: float, longitude: float) -> tuple[float, float]:
    if middle is None:
        return lambert_93(latitude, longitude)
    meridian, parallel = metres_per_degree(middle)
    return longitude * parallel, latitude * meridian

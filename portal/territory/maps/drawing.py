"""What is on a map, ready for a writer: areas, lines, marks, names and the scale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from portal.territory.maps import WIDTH, borders, contours, projection, shapes
from portal.territory.maps.marks import RADIUS, Mark, Name, Spot, marked, named
from portal.territory.maps.projection import Frame
from portal.territory.maps.shapes import Line, Point, Ring

#: The strip below a map for its scale and its north, in units.
STRIP = 26
#: The longest scale, in units.
LONGEST = 110
#: A map on which a unit is longer than this part of one on the map of France would show half of it.
HALF = 0.5
#: A map of places is at least this wide, in metres: nearer, nothing of our contours would be seen.
LEAST = 40_000.0


@dataclass(frozen=True)
class Place:
    """A place of the list beside a map: its number there (None where it is the only one) and its name.

    `area` is the name of what it lies in, shown where a whole country is seen.
    """

    number: int | None
    name: str
    latitude: float
    longitude: float
    area: str = ""


@dataclass(frozen=True)
class Layer:
    """A path in units. `kind` is land, park (areas), border, commune or outline (lines)."""

    kind: str
    path: str


@dataclass(frozen=True)
class Scale:
    """A length on the ground, in kilometres or metres as `text` says, and how long it is in units."""

    text: str
    length: int


@dataclass(frozen=True)
class Drawing:
    """A map `WIDTH` units wide and `height` high, the strip of its scale included."""

    height: int
    layers: tuple[Layer, ...]
    marks: tuple[Mark, ...]
    names: tuple[Name, ...]
    scale: Scale


@dataclass(frozen=True)
class Outline:
    """The shape of a Park: paths in units of the map of its `frame`, and `in_france` on that of France.

    `rings` are its outer borders, `communes` the borders between its communes.
    """

    frame: Frame
    rings: str
    communes: str
    in_france: str


def outline_of(communes: Iterable[Ring], others: Callable[[], Iterable[Ring]] = list) -> Outline | None:
    """Returns the outline of a Park from the rings of its communes; None if nothing can be drawn.

    `others` answers the rings of the communes around, and is asked only where there is a hole: one in
    which no other commune is known is a gap in the contours, and filled.
    """
    rings = list(communes)
    outer = _without_gaps(borders.outline(rings), others)
    frame = projection.local(map(shapes.degrees, _all_points(outer)), least=1_000.0) if outer else None
    drawn = _tidied(outer, frame) if frame else []
    if frame is None or not drawn:
        return None
    return Outline(
        frame,
        shapes.path(drawn, closed=True),
        _lines(borders.inner(rings), frame),
        shapes.path(_tidied(outer, france_frame()), closed=True),
    )


def park(outline: Outline, places: Iterable[Place], *, communes: bool = True) -> Drawing:
    """Returns a Park with its places; those outside of the map are left out."""
    layers = [Layer("park", outline.rings)]
    if communes and outline.communes:
        layers.append(Layer("commune", outline.communes))
    layers.append(Layer("outline", outline.rings))
    return _drawing(outline.frame, layers, _spots(outline.frame, places))


def france(places: Sequence[Place], outlines: Mapping[int | None, str]) -> Drawing:
    """Returns France with places.

    `outlines` are those of Parks (`Outline.in_france`), by the number of their place or any other key:
    the mark of a Park stands above its outline, which it would cover otherwise.
    """
    frame, paths = france_frame(), "".join(outlines.values())
    layers = [*_france(), *([Layer("park", paths), Layer("outline", paths)] if paths else [])]
    spots = [_above(spot, outlines.get(spot.number, "")) for spot in _spots(frame, places)]
    return _drawing(frame, layers, spots)


def _above(spot: Spot, path: str) -> Spot:
    points = [point for ring in shapes.points_of(path) for point in ring]
    if not points:
        return spot
    left, right = min(x for x, _y in points), max(x for x, _y in points)
    return replace(spot, x=(left + right) / 2, y=min(y for _x, y in points) - RADIUS)


def around(places: Sequence[Place], outlines: Iterable[Outline] = ()) -> Drawing | None:
    """Returns the country around places, with the outlines of Parks that are seen there.

    Places all over France are shown on France. None if there is no place, or nothing of the country
    around is known: marks on white tell nothing.
    """
    if not places:
        return None
    frame = projection.local(
        [(each.latitude, each.longitude) for each in places], LEAST, 3 * projection.MARGIN
    )
    outlines = list(outlines)
    if frame.scale >= france_frame().scale * HALF:
        areas = [replace(each, name=each.area or each.name) for each in places]
        drawing = france(areas, {-key: each.in_france for key, each in enumerate(outlines, 1)})
        return drawing if drawing.marks else None
    layers = [*_country(frame), *_parks_within(frame, outlines)]
    return _drawing(frame, layers, _spots(frame, places)) if layers else None


def _spots(frame: Frame, places: Iterable[Place]) -> list[Spot]:
    return [
        Spot(place.number, place.name, *frame.place(place.latitude, place.longitude))
        for place in places
        if frame.holds(place.latitude, place.longitude, 0)
    ]


def _drawing(frame: Frame, layers: Iterable[Layer], spots: Iterable[Spot]) -> Drawing:
    marks = marked(spots, frame.height)
    return Drawing(
        frame.height + STRIP,
        tuple(layers),
        tuple(marks),
        tuple(named(marks, frame.height)),
        scale_of(frame.scale),
    )


def scale_of(metres: float) -> Scale:
    """Returns the longest round length (1, 2 or 5 times a power of ten) of at most `LONGEST` units."""
    lengths = [digit * 10**power for power in range(7) for digit in (1, 2, 5)]
    length = max((each for each in lengths if each / metres <= LONGEST), default=1)
    text = f"{length // 1000} km" if length >= 1000 else f"{length} m"
    return Scale(text.replace(" ", "\N{NO-BREAK SPACE}"), round(length / metres))


@lru_cache(maxsize=1)
def france_frame() -> Frame:
    """Returns the frame of metropolitan France, in Lambert-93."""
    rings = [ring for rings in contours.departments().values() for ring in rings]
    return projection.lambert(map(shapes.degrees, _all_points(rings)), margin=4)


@lru_cache(maxsize=1)
def _france() -> tuple[Layer, ...]:
    rings = [ring for rings in contours.departments().values() for ring in rings]
    land = _tidied(borders.outline(rings), france_frame())
    return (
        Layer("land", shapes.path(land, closed=True)),
        Layer("border", _lines(borders.inner(rings), france_frame())),
    )


@lru_cache(maxsize=1)
def _boxes() -> dict[str, tuple[float, float, float, float]]:
    """Returns south, west, north and east of each département, in degrees."""
    boxes = {}
    for code, rings in contours.departments().items():
        positions = [shapes.degrees(point) for point in _all_points(rings)]
        latitudes, longitudes = zip(*positions, strict=True)
        boxes[code] = (min(latitudes), min(longitudes), max(latitudes), max(longitudes))
    return boxes


def _country(frame: Frame) -> list[Layer]:
    """Returns the land on a local map and the borders of its départements."""
    south, west = frame.position(0, frame.height)
    north, east = frame.position(WIDTH, 0)
    rings = [
        ring
        for code, (bottom, left, top, right) in _boxes().items()
        if bottom < north and top > south and left < east and right > west
        for ring in contours.departments()[code]
    ]
    land = (_clipped(frame, map(shapes.degrees, ring)) for ring in borders.outline(rings))
    lines = (shapes.on_map(line, frame.place) for line in borders.inner(rings))
    seen = [part for line in lines for part in _visible(line, frame)]
    layers = [
        Layer("land", shapes.path(filter(None, land), closed=True)),
        Layer("border", shapes.path(seen, closed=False)),
    ]
    return [layer for layer in layers if layer.path]


def _parks_within(frame: Frame, outlines: Iterable[Outline]) -> list[Layer]:
    rings = (
        _clipped(frame, (outline.frame.position(*point) for point in ring))
        for outline in outlines
        for ring in shapes.points_of(outline.rings)
    )
    path = shapes.path(filter(None, rings), closed=True)
    return [Layer("park", path), Layer("outline", path)] if path else []


def _clipped(frame: Frame, positions: Iterable[tuple[float, float]]) -> Ring:
    return shapes.clipped([frame.place(*position) for position in positions], frame.height)


def _visible(line: Line, frame: Frame) -> list[Line]:
    """Returns the parts of a line on a map, each with a point beyond its edge."""
    seen = [-4 <= x <= WIDTH + 4 and -4 <= y <= frame.height + 4 for x, y in line]
    parts: list[Line] = []
    for index in range(len(line) - 1):
        if seen[index] or seen[index + 1]:
            if not (parts and parts[-1][-1] is line[index]):
                parts.append([line[index]])
            parts[-1].append(line[index + 1])
    return parts


def _lines(lines: Iterable[Line], frame: Frame) -> str:
    drawn = (shapes.on_map(line, frame.place) for line in lines)
    return shapes.path((line for line in drawn if len(line) > 1), closed=False)


def _tidied(rings: Iterable[Ring], frame: Frame) -> list[Ring]:
    drawn = (shapes.tidy(shapes.on_map([*ring, ring[0]], frame.place)) for ring in rings)
    return [ring for ring in drawn if ring]


def _without_gaps(rings: list[Ring], others: Callable[[], Iterable[Ring]]) -> list[Ring]:
    holes = [ring for ring in rings if _is_hole(ring, rings)]
    if not holes:
        return rings
    known = {edge for ring in others() for edge in borders.edges_of(ring)}
    gaps = [ring for ring in holes if known.isdisjoint(borders.edges_of(ring))]
    return [ring for ring in rings if ring not in gaps]


def _is_hole(ring: Ring, rings: list[Ring]) -> bool:
    """Returns whether a ring lies within an odd number of others."""
    (x1, y1), (x2, y2) = ring[0], ring[1]
    # The middle of a side lies on no other ring, even where two of them touch.
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    return sum(shapes.encloses(other, x, y) for other in rings if other is not ring) % 2 == 1


def _all_points(rings: Iterable[Ring]) -> Iterable[Point]:
    return (point for ring in rings for point in ring)

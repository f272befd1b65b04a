"""Reads contours of communes from a GeoJSON that somebody gives, and says what is wrong with it."""

from __future__ import annotations

import json
import re
from typing import Any

from portal.territory.maps.shapes import PARTS, Ring, area

#: The largest file that is read, in bytes: all communes of France, simplified, take a third of it.
LARGEST = 150_000_000
#: The most points of one commune; a contour with more was not simplified for a map of a Park.
MOST_POINTS = 20_000
#: The names that producers give to the INSEE code of a commune.
CODES = ("code", "insee", "insee_com", "insee_code", "code_insee", "codgeo", "com")


class WrongFile(ValueError):
    """What is wrong, and where, in words for whoever gave the file."""


def read(content: bytes) -> dict[str, list[Ring]]:
    """Returns the rings of each commune, by INSEE code, in ten-thousandths of a degree.

    Raises WrongFile unless every feature is a Polygon or a MultiPolygon in degrees of WGS 84 with an
    INSEE code of its own.
    """
    if len(content) > LARGEST:
        raise WrongFile(f"The file is larger than {LARGEST // 1_000_000} MB: simplify it first.")
    features = _features(content)
    found: dict[str, list[Ring]] = {}
    for number, feature in enumerate(features, 1):
        code = _code(feature, number)
        if code in found:
            raise WrongFile(f"Feature {number}: the commune {code} is there twice.")
        found[code] = _rings(feature, f"Feature {number} ({code})")
    return found


def _features(content: bytes) -> list:
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise WrongFile(f"The file is not UTF-8: byte {error.start} is wrong.") from error
    except RecursionError as error:
        raise WrongFile("The file is nested too deep.") from error
    except WrongFile:
        raise
    except ValueError as error:
        raise WrongFile(f"The file is not JSON: {error}.") from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not features:
        raise WrongFile("The file is no GeoJSON FeatureCollection with features.")
    return features


def _refuse(constant: str):
    raise WrongFile(f"{constant} is no coordinate.")


def _code(feature: Any, number: int) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise WrongFile(f"Feature {number} has no properties.")
    named = {name.lower(): value for name, value in properties.items()}
    code = next((named[name] for name in CODES if named.get(name)), None)
    if not isinstance(code, str) or not re.fullmatch(r"(\d{2}|2[AB])\d{3}", code):
        names = ", ".join(CODES)
        raise WrongFile(
            f"Feature {number} has no INSEE code of five signs, as text, under one of the names {names}."
        )
    return code


def _rings(feature: dict, where: str) -> list[Ring]:
    geometry = feature.get("geometry")
    geometry = geometry if isinstance(geometry, dict) else {}
    kind = geometry.get("type")
    if kind not in ("Polygon", "MultiPolygon"):
        raise WrongFile(f"{where}: a Polygon or a MultiPolygon is needed, not {kind!r:.40}.")
    polygons = geometry.get("coordinates")
    rings = [
        _ring(ring, where)
        for polygon in _listed([polygons] if kind == "Polygon" else polygons, where)
        for ring in _listed(polygon, where)
    ]
    # A ring of a few metres is no more than a point after rounding.
    rings = [ring for ring in rings if len(ring) > 2 and area(ring)]
    if not rings:
        raise WrongFile(f"{where}: nothing is left of its contour at a precision of 11 metres.")
    if sum(map(len, rings)) > MOST_POINTS:
        raise WrongFile(f"{where}: more than {MOST_POINTS} points; simplify the file first.")
    return rings


def _ring(points: Any, where: str) -> Ring:
    ring: Ring = []
    for point in _listed(points, where):
        rounded = _point(point, where)
        if not ring or ring[-1] != rounded:
            ring.append(rounded)
    if len(_listed(points, where)) < 4 or ring[0] != ring[-1]:
        raise WrongFile(f"{where}: a ring is not closed.")
    return ring[:-1]


def _point(point: Any, where: str) -> tuple[int, int]:
    if not isinstance(point, list) or len(point) < 2 or not all(map(_is_number, point[:2])):
        raise WrongFile(f"{where}: {str(point)[:40]!r} is no position.")
    longitude, latitude = point[:2]
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise WrongFile(
            f"{where}: {str(point)[:40]} are no degrees; export the file in WGS 84 (EPSG:4326)."
        )
    return round(longitude * PARTS), round(latitude * PARTS)


def _is_number(value: Any) -> bool:
    # True is a number for Python, and 1e400 is infinite; both comparisons above then say no degrees.
    return isinstance(value, int | float) and not isinstance(value, bool)


def _listed(value: Any, where: str) -> list:
    if not isinstance(value, list) or not value:
        raise WrongFile(f"{where}: coordinates are missing.")
    return value

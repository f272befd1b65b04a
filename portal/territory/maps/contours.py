"""The contours that the portal brings along, read from the files of the folder `data`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from portal.territory.maps.shapes import Ring, from_text

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def departments() -> dict[str, list[Ring]]:
    """Returns the rings of each département of metropolitan France, by code."""
    return {code: from_text(rings) for code, rings in _rows(DATA / "departements.txt")}


def communes(codes: Iterable[str]) -> dict[str, list[Ring]]:
    """Returns the rings of those of these communes that are known, by INSEE code.

    Only the files of their départements are read, and only the lines asked for are decoded.
    """
    wanted = set(codes)
    found = {}
    for department in sorted({code[:2] for code in wanted}):
        for code, rings in _rows(DATA / f"communes-{department}.txt"):
            if code in wanted:
                found[code] = from_text(rings)
    return found


def communes_of(departments: Iterable[str]) -> dict[str, list[Ring]]:
    """Returns the rings of all known communes of these départements, by INSEE code."""
    return {
        code: from_text(rings)
        for department in departments
        for code, rings in _rows(DATA / f"communes-{department}.txt")
    }


def _rows(file: Path) -> Iterator[tuple[str, str]]:
    """Yields code and text of each line; nothing if there is no such file."""
    if file.is_file():
        with file.open(encoding="ascii") as lines:
            for line in lines:
                code, _tab, rings = line.rstrip("\n").partition("\t")
                yield code, rings

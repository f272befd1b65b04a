"""Makes and reads the outlines of Parks. Call `draw` whenever the communes of a Park have changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from portal.territory.maps import CREDIT, contours, drawing, projection, shapes
from portal.territory.models import Contour, Park, ParkOutline

#: The longest credit that is stored, in characters.
LONGEST_CREDIT = 255


@transaction.atomic
def draw(park: Park) -> bool:
    """Makes the outline of a Park from the contours of its communes; returns whether it has one.

    A Park without communes, or of communes whose contours are unknown, has none.
    """
    codes = sorted(park.communes.values_list("insee_code", flat=True))
    loaded = {each.insee_code: each for each in Contour.objects.filter(insee_code__in=codes)}
    rings = contours.communes(set(codes) - set(loaded))
    credits = {CREDIT} if rings else set()
    for code, contour in loaded.items():
        rings[code] = shapes.from_text(contour.rings)
        credits.add(f"{contour.source} {contour.year}")
    outline = drawing.outline_of(_all(rings.values()), lambda: _others(codes))
    if outline is None:
        ParkOutline.objects.filter(park=park).delete()
        return False
    ParkOutline.objects.update_or_create(
        park=park,
        defaults={
            "frame": str(outline.frame),
            "rings": outline.rings,
            "communes": outline.communes,
            "in_france": outline.in_france,
            "credit": ", ".join(sorted(credits))[:LONGEST_CREDIT],
        },
    )
    return True


def draw_all(parks: Iterable[Park] | None = None) -> int:
    """Makes the outlines of these Parks, else of all; returns how many have one."""
    return sum(draw(park) for park in (Park.objects.all() if parks is None else parks))


@transaction.atomic
def load(rings: dict[str, list[shapes.Ring]], source: str, year: int) -> int:
    """Stores contours by INSEE code, and makes the outlines of the Parks that hold one of them anew.

    Returns the number of these Parks.
    """
    Contour.objects.bulk_create(
        [
            Contour(insee_code=code, rings=shapes.as_text(each), source=source, year=year)
            for code, each in rings.items()
        ],
        update_conflicts=True,
        unique_fields=["insee_code"],
        update_fields=["rings", "source", "year"],
        batch_size=500,
    )
    # Compared in Python: a file may name more communes than a database takes in one question.
    links = Park.communes.through.objects.values_list("park_id", "commune__insee_code")
    touched = {park for park, code in links if code in rings}
    parks = Park.objects.filter(pk__in=touched)
    draw_all(parks)
    return len(touched)


def of_park(park: Park) -> tuple[drawing.Outline, str] | None:
    """Returns the outline of a Park and its credit; None if it has none.

    Costs no query where the Park was read with `park__outline`.
    """
    row = getattr(park, "outline", None)
    return (_outline(row), row.credit) if row else None


def of_parks(parks: Iterable[int]) -> dict[int, tuple[drawing.Outline, str]]:
    """Returns the outlines of these Parks with their credits, by Park, in one query."""
    rows = ParkOutline.objects.filter(park__in=set(parks)).defer("communes").order_by("park")
    return {row.park_id: (_outline(row, communes=False), row.credit) for row in rows}


def _outline(row: ParkOutline, communes: bool = True) -> drawing.Outline:
    return drawing.Outline(
        projection.Frame.read(row.frame), row.rings, row.communes if communes else "", row.in_france
    )


def _others(codes: list[str]) -> list[shapes.Ring]:
    """Returns the rings of the other communes of the same départements."""
    known = contours.communes_of(sorted({code[:2] for code in codes}))
    for department in {code[:2] for code in codes}:
        for contour in Contour.objects.filter(insee_code__startswith=department):
            known[contour.insee_code] = shapes.from_text(contour.rings)
    return _all(rings for code, rings in known.items() if code not in set(codes))


def _all(several: Iterable[list[shapes.Ring]]) -> list[shapes.Ring]:
    return [ring for rings in several for ring in rings]

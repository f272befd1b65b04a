"""How far an event is, computed by the database."""

from math import cos, pi, radians, sin

from django.db.models import Case, Expression, F, FloatField, Q, Value, When
from django.db.models.functions import ASin, Cast, Cos, Least, Sqrt

#: Mean radius of the Earth (IUGG, R1).
EARTH_RADIUS_KM = 6371.0088


def from_point(latitude: float, longitude: float, event: str = "") -> Expression:
    """Kilometres from a point to the meeting point of an event, or to its commune where only that
    is known; null where neither is. `event` leads there from what is queried (`event__`).

    Right to 0.5 % on the Earth, which is no perfect sphere.
    """
    # Rounding may exceed 1 at the antipodes, where the arc sine is an error.
    half_sine = Sqrt(Least(haversine(latitude, longitude, event), Value(1.0)))
    return Value(2 * EARTH_RADIUS_KM) * ASin(half_sine)


def haversine(latitude: float, longitude: float, event: str = "") -> Expression:
    """The haversine of the angle to an event, from 0 here to 1 at the antipodes: it grows with the
    distance and costs an engine less, to compare thousands by.

    Formula of R. W. Sinnott, “Virtues of the Haversine”, Sky & Telescope 68 (2), 1984, p. 159.
    """
    there_latitude, there_longitude = _place(event, "latitude"), _place(event, "longitude")
    return _of_degrees(there_latitude - Value(latitude)) + (
        Cos(there_latitude * Value(pi / 180))
        * Value(cos(radians(latitude)))
        * _of_degrees(there_longitude - Value(longitude))
    )


def haversine_of(kilometres: float) -> float:
    """That of the angle which so many kilometres make, at most half of the way around the Earth."""
    return sin(min(kilometres / EARTH_RADIUS_KM, pi) / 2) ** 2


def _place(event: str, coordinate: str) -> Expression:
    own = Q((f"{event}latitude__isnull", False), (f"{event}longitude__isnull", False))
    known = Case(When(own, then=F(event + coordinate)), default=F(f"{event}commune__{coordinate}"))
    return Cast(known, FloatField())


def _of_degrees(angle: Expression) -> Expression:
    """(1 − cos) / 2: one call of a function; what it loses to rounding is less than a metre."""
    return (Value(1.0) - Cos(angle * Value(pi / 180))) / Value(2.0)

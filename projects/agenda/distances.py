"""How far an event is, computed by the database."""

from math import cos, radians

from django.db.models import Case, Expression, F, FloatField, Q, Value, When
from django.db.models.functions import ASin, Cast, Cos, Least, Power, Radians, Sin, Sqrt

#: Mean radius of the Earth (IUGG, R1).
EARTH_RADIUS_KM = 6371.0088


def from_point(latitude: float, longitude: float, event: str = "") -> Expression:
    """Kilometres from a point to the meeting point of an event, or to its commune where only that
    is known; null where neither is. `event` leads there from what is queried (`event__`).

    Haversine formula, as given by R. W. Sinnott, “Virtues of the Haversine”, Sky & Telescope 68 (2),
    1984, p. 159: right to 0.5 % on the Earth, which is no perfect sphere.
    """
    there_latitude, there_longitude = _place(event, "latitude"), _place(event, "longitude")
    haversine = _half_sine_squared(there_latitude - Value(latitude)) + (
        Cos(Radians(there_latitude))
        * Value(cos(radians(latitude)))
        * _half_sine_squared(there_longitude - Value(longitude))
    )
    # Rounding may exceed 1 at the antipodes, where the arc sine is an error.
    return Value(2 * EARTH_RADIUS_KM) * ASin(Sqrt(Least(haversine, Value(1.0))))


def _place(event: str, coordinate: str) -> Expression:
    own = Q((f"{event}latitude__isnull", False), (f"{event}longitude__isnull", False))
    known = Case(When(own, then=F(event + coordinate)), default=F(f"{event}commune__{coordinate}"))
    return Cast(known, FloatField())


def _half_sine_squared(degrees: Expression) -> Expression:
    return Power(Sin(Radians(degrees) / Value(2.0)), Value(2.0))

"""Time zones of places: overseas départements and territories have their own, all others that of the
site.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Territory:
    """A time zone by its IANA name, and the label of its hours."""

    zone: str
    hours: Promise


#: By the INSEE code of the département or territory; zone names are IANA names.
OVERSEAS = {
    "971": Territory("America/Guadeloupe", _("heure de la Guadeloupe")),
    "972": Territory("America/Martinique", _("heure de la Martinique")),
    "973": Territory("America/Cayenne", _("heure de la Guyane")),
    "974": Territory("Indian/Reunion", _("heure de La Réunion")),
    "975": Territory("America/Miquelon", _("heure de Saint-Pierre-et-Miquelon")),
    "976": Territory("Indian/Mayotte", _("heure de Mayotte")),
    "977": Territory("America/St_Barthelemy", _("heure de Saint-Barthélemy")),
    "978": Territory("America/Marigot", _("heure de Saint-Martin")),
    "986": Territory("Pacific/Wallis", _("heure de Wallis-et-Futuna")),
    "987": Territory("Pacific/Tahiti", _("heure de Tahiti")),
    "988": Territory("Pacific/Noumea", _("heure de la Nouvelle-Calédonie")),
}
_HOURS = {territory.zone: territory.hours for territory in OVERSEAS.values()}


class NoSuchHour(ValueError):
    """Raised for an hour that the clocks skip."""


class TwoSuchHours(ValueError):
    """Raised for an hour that occurs twice, if it is not said which one is meant."""


def of_site() -> tzinfo:
    return timezone.get_default_timezone()


def of_department(code: str) -> tzinfo:
    return ZoneInfo(OVERSEAS[code].zone) if code in OVERSEAS else of_site()


def of_departments(codes: Iterable[str]) -> tzinfo:
    """Returns their common time zone; the site’s if there is none or more than one."""
    zones = {of_department(code) for code in codes}
    return zones.pop() if len(zones) == 1 else of_site()


def named(name: str) -> tzinfo:
    """Returns the overseas time zone of that IANA name; the site’s for any other name."""
    return ZoneInfo(name) if name in _HOURS else of_site()


def name_of(zone: tzinfo) -> str:
    return str(zone)


def said(zone: tzinfo | None) -> str:
    """Returns the label, « heure de la Martinique »; an empty string for the site’s time zone."""
    name = str(zone)
    return str(_HOURS[name]) if name in _HOURS and name != str(of_site()) else ""


def midnights(day: date) -> dict[str, datetime]:
    """Returns the start of a day in each overseas time zone, by IANA name."""
    return {name: datetime.combine(day, time.min, ZoneInfo(name)) for name in _HOURS}


def midnight(day: date) -> datetime:
    """Returns the start of a day in the site’s time zone."""
    return datetime.combine(day, time.min, of_site())


def next_midnight(now: datetime) -> datetime:
    """Returns when a day next begins, in the site’s time zone or overseas."""
    zones = [of_site(), *(ZoneInfo(name) for name in _HOURS)]
    days = ((now.astimezone(zone).date() + timedelta(days=1), zone) for zone in zones)
    return min(datetime.combine(day, time.min, zone) for day, zone in days)


def on_the_wall(clock: datetime, zone: tzinfo) -> datetime:
    """Converts a naive local time of a zone to UTC.

    A skipped hour becomes the same time later; for an hour that occurs twice, the first is taken unless
    `fold` is set. (Python never treats such an hour as equal to one in UTC: hence the conversion.)
    """
    return clock.replace(tzinfo=zone).astimezone(UTC)


def exists(clock: datetime, zone: tzinfo) -> bool:
    return _step(clock, zone) >= timedelta()


def comes_twice(clock: datetime, zone: tzinfo) -> bool:
    return _step(clock, zone) > timedelta()


def moment_of(clock: datetime, zone: tzinfo, is_second: bool | None = None) -> datetime:
    """Converts a naive local time of a zone to UTC, if it is unambiguous.

    `is_second` selects one of an hour that occurs twice. Raises NoSuchHour and TwoSuchHours.
    """
    if not exists(clock, zone):
        raise NoSuchHour
    if comes_twice(clock, zone) and is_second is None:
        raise TwoSuchHours
    return on_the_wall(clock.replace(fold=int(bool(is_second))), zone)


def _step(clock: datetime, zone: tzinfo) -> timedelta:
    """Returns how far the clocks are set back over an hour; negative if they skip it."""
    before, after = (clock.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return (before or timedelta()) - (after or timedelta())

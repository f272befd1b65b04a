"""Which clock shows the hour where something takes place: départements and territories overseas keep
their own time, all others that of the site.
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
    """A time zone by its IANA name, and how its hours are told apart from the site’s."""

    zone: str
    hours: Promise


#: By the code of the département or territory, as INSEE gives it; names of zones are those of IANA.
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
    """The clocks jump over it."""


class TwoSuchHours(ValueError):
    """The clocks show it twice, and nobody said which one is meant."""


def of_site() -> tzinfo:
    return timezone.get_default_timezone()


def of_department(code: str) -> tzinfo:
    return ZoneInfo(OVERSEAS[code].zone) if code in OVERSEAS else of_site()


def of_departments(codes: Iterable[str]) -> tzinfo:
    """The one they all keep; the site’s where there is none or several."""
    zones = {of_department(code) for code in codes}
    return zones.pop() if len(zones) == 1 else of_site()


def named(name: str) -> tzinfo:
    """By its IANA name, of those that are known here; the site’s for any other."""
    return ZoneInfo(name) if name in _HOURS else of_site()


def name_of(zone: tzinfo) -> str:
    return str(zone)


def said(zone: tzinfo | None) -> str:
    """« heure de la Martinique »; nothing for the site’s own hours."""
    name = str(zone)
    return str(_HOURS[name]) if name in _HOURS and name != str(of_site()) else ""


def midnights(day: date) -> dict[str, datetime]:
    """When a day begins in each zone overseas, by its name."""
    return {name: datetime.combine(day, time.min, ZoneInfo(name)) for name in _HOURS}


def midnight(day: date) -> datetime:
    """When a day begins by the site’s clock."""
    return datetime.combine(day, time.min, of_site())


def on_the_wall(clock: datetime, zone: tzinfo) -> datetime:
    """The moment, in UTC, when clocks of a zone show that (naive) hour.

    One that they jump over is as much later; one that they show twice is the first, unless its `fold`
    says otherwise. (Python holds no such hour of a time zone for equal to any in UTC: hence UTC.)
    """
    return clock.replace(tzinfo=zone).astimezone(UTC)


def exists(clock: datetime, zone: tzinfo) -> bool:
    return _step(clock, zone) >= timedelta()


def comes_twice(clock: datetime, zone: tzinfo) -> bool:
    return _step(clock, zone) > timedelta()


def moment_of(clock: datetime, zone: tzinfo, is_second: bool | None = None) -> datetime:
    """The one moment, in UTC, when clocks of a zone show that (naive) hour.

    `is_second` says which one of an hour that comes twice. Raises NoSuchHour and TwoSuchHours.
    """
    if not exists(clock, zone):
        raise NoSuchHour
    if comes_twice(clock, zone) and is_second is None:
        raise TwoSuchHours
    return on_the_wall(clock.replace(fold=int(bool(is_second))), zone)


def _step(clock: datetime, zone: tzinfo) -> timedelta:
    """By how much clocks go back over an hour; less than nothing where they jump over it."""
    before, after = (clock.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return (before or timedelta()) - (after or timedelta())

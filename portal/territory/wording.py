"""Days and hours as text.

A datetime is formatted in its own time zone; one in UTC, as the database holds it, in the site’s. Hours
in another time zone than the site’s name it.
"""

from datetime import datetime

from anyascii import anyascii
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.territory import time_zones
from portal.territory.dates import in_words


def day(moment: datetime) -> str:
    """« jeudi 10 décembre 2026 », « mardi 1er décembre 2026 »."""
    return in_words(_local(moment), "l j F Y")


def day_of_year(moment: datetime) -> str:
    """« jeudi 10 décembre », without the year."""
    return in_words(_local(moment), "l j F")


def next_day(coming: datetime | None, past: datetime | None) -> str:
    """Returns the day of the next date, else « Passé : » and the last; an empty string if none."""
    if coming:
        return day(coming)
    return _("Passé : %(day)s") % {"day": day(past)} if past else ""


def clock(moment: datetime) -> str:
    """« 18 h », « 18 h 30 », « 18 h (heure de la Martinique) »."""
    return _with_zone(_clock(moment), moment)


def _clock(moment: datetime) -> str:
    """« 18 h 30 » in French; Django’s TIME_FORMAT in other languages."""
    local = _local(moment)
    if get_language() != "fr":
        return date_format(local, "TIME_FORMAT")
    return date_format(local, "G\N{NO-BREAK SPACE}\\h" + ("\N{NO-BREAK SPACE}i" if local.minute else ""))


def hours(starts_at: datetime, ends_at: datetime) -> str:
    """« de 18 h à 20 h 30 »; with the last day if it differs."""
    end = _clock(ends_at)
    if _local(starts_at).date() != _local(ends_at).date():
        end = _("%(day)s à %(time)s") % {"day": day(ends_at), "time": end}
    said = _("de %(start)s à %(end)s") % {"start": _clock(starts_at), "end": end}
    return _with_zone(said, starts_at)


def distance(kilometres: float) -> str:
    """« à 4 km environ »: positions are rounded to about a kilometre, and roads are longer."""
    rounded = round(kilometres)
    if rounded < 1:
        return _("à moins de 1 km")
    return _("à %(km)d km environ") % {"km": rounded}


def of_place(name: str) -> str:
    """« de Condé », « d’Oinville », « du Thillot », « des Rousses »; `name` if not in French."""
    if get_language() != "fr":
        return name
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    # All commune names in Y and nearly all in H elide.
    return f"d’{name}" if anyascii(name[:1]).lower() in [*"aeiouyh"] else f"de {name}"


def when(starts_at: datetime, ends_at: datetime) -> str:
    """« mardi 12 janvier 2027, de 18 h à 20 h »."""
    return f"{day(starts_at)}, {hours(starts_at, ends_at)}"


def _local(moment: datetime) -> datetime:
    return moment.astimezone(time_zones.of_site()) if str(moment.tzinfo) == "UTC" else moment


def _with_zone(hours: str, moment: datetime) -> str:
    zone = time_zones.said(moment.tzinfo)
    return f"{hours} ({zone})" if zone else hours

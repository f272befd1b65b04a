"""Days without events: as people type them, and the public holidays of France."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.easter import easter
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.search.analysis import fold

#: Code du travail, article L3133-1: holidays on a fixed (month, day)…
ON_A_DAY = {
    (1, 1): _("jour de l’An"),
    (5, 1): _("1er mai"),
    (5, 8): _("8 mai"),
    (7, 14): _("14 juillet"),
    (8, 15): _("Assomption"),
    (11, 1): _("Toussaint"),
    (11, 11): _("11 novembre"),
    (12, 25): _("Noël"),
}
#: … and holidays by days after Easter. Easter itself and Whit Sunday are Sundays.
AFTER_EASTER = {1: _("lundi de Pâques"), 39: _("Ascension"), 50: _("lundi de Pentecôte")}

#: Longer than any school holidays.
LONGEST_BREAK = timedelta(days=100)

_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_BACKWARDS = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?(\d{1,2})(?:er)? (\w+) (\d{4})"
)
_FROM_TO = re.compile(r"(?:du )?(.+?) (?:au|à|-|–) (.+)")
_SEPARATORS = re.compile(r"[,;\r\n]+|\set\s")


class NotADay(ValueError):
    """Its argument is the text that could not be read."""


def public_holidays(year: int) -> dict[date, str]:
    """Returns the eleven national public holidays (day → name)."""
    on_a_day = {date(year, month, day): name for (month, day), name in ON_A_DAY.items()}
    after_easter = {easter(year) + timedelta(days=days): name for days, name in AFTER_EASTER.items()}
    return {day: str(name) for day, name in (after_easter | on_a_day).items()}


def days_typed(text: str) -> frozenset[date]:
    """Reads « 24/12/2026, 1er mai 2027 » and « du 19/12/2026 au 3/1/2027 »; raises NotADay."""
    days: set[date] = set()
    for part in _SEPARATORS.split(text):
        if part := " ".join(part.lower().split()).rstrip("."):
            days.update(_days_of(part))
    return frozenset(days)


def _days_of(part: str) -> list[date]:
    if day := _day(part):
        return [day]
    first, last = map(_day, found.groups()) if (found := _FROM_TO.fullmatch(part)) else (None, None)
    if not first or not last or not timedelta() <= last - first <= LONGEST_BREAK:
        raise NotADay(part)
    return [first + timedelta(days=each) for each in range((last - first).days + 1)]


def _day(text: str) -> date | None:
    if found := _NUMBERS.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _BACKWARDS.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _WORDS.fullmatch(text):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    else:
        return None
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    """Returns the number of a French month name, from 1; 0 if unknown."""
    with override("fr"):
        return next((number for number, month in MONTHS.items() if fold(str(month)) == fold(name)), 0)

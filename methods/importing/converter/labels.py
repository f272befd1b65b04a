"""Recognises the titles, durations and numbers of people that fill the fields of a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anyascii import anyascii

#: Field → its usual titles, as `normalized_label` writes them. The sheet itself shows the first.
FIELDS = {
    "objectives": ("objectif", "objectif vise", "but", "finalite"),
    "participants": ("qui participe", "participant", "public", "public vise", "pour qui"),
    "material": ("materiel", "materiel necessaire", "materiel a prevoir", "fourniture"),
    "preparation": ("preparation", "a preparer", "preparation en amont", "en amont"),
}
SUMMARY = ("resume", "en bref")
STEPS = (
    "deroulement",
    "deroule",
    "etape",
    "les etape",
    "mode d'emploi",
    "marche a suivre",
    "comment faire",
)
BLOCKS = {
    "advice": ("conseil", "astuce"),
    "watch_point": ("point de vigilance", "vigilance", "point d'attention", "attention"),
}
_DURATION = ("duree", "temp", "temp necessaire", "duree indicative")
_GROUP = ("groupe", "taille du groupe", "nombre de participant", "nombre de personne")

_HOURS = r"(\d{1,2})\s*(?:h|heures?)(?:\s*(\d{2})?(?:\s*(?:min|mn|minutes?))?)?"
_MINUTES = r"(\d{1,3})\s*(?:min|mn|minutes?)"
#: In characters: a longer text is neither a duration nor a number of people.
_LONGEST_FIGURES = 80
_TIME = re.compile(rf"(?:{_HOURS}|{_MINUTES})\.?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:à|-|–|et)\s*")
_NUMBERS = re.compile(
    r"(?:de\s+|entre\s+)?(\d{1,3})(?:\s*(?:à|-|–|et)\s*(\d{1,3}))?(?:\s*(?:personnes|participants?(?:·es)?))?\.?"
)
_STEP_MINUTES = re.compile(
    r"\s*(?:\(\s*(\d{1,3})\s*(?:min|mn|minutes?|['’′])\s*\)|[–—:-]\s+(\d{1,3})\s*(?:min|mn|minutes?))\s*$"
)
MAX_MINUTES = 1440
#: In characters: no known title is longer.
_LONGEST_NAME = 200
LONGEST_SUMMARY = 320


@dataclass(frozen=True)
class Range:
    least: int | None
    most: int | None


def normalized_label(text: str) -> str:
    """The text without accents, capitals, plurals or a final colon, for comparisons."""
    text = anyascii(text[:_LONGEST_NAME].replace("’", "'")).casefold().strip(" :.\n")
    return " ".join(word.rstrip("sx") for word in text.split())


def field_named(text: str) -> str:
    """The field that a title names; empty if none."""
    return _named(text, FIELDS)


def block_named(text: str) -> str:
    """The type of block that a title names; empty if none."""
    return _named(text, BLOCKS)


def _named(text: str, names: dict[str, tuple[str, ...]]) -> str:
    name = normalized_label(text)
    return next((key for key, known in names.items() if name in known), "")


def is_default_label(text: str, name: str) -> bool:
    """Whether the sheet itself shows the same title."""
    return normalized_label(text) == (FIELDS | BLOCKS)[name][0]


def is_known_label(text: str) -> bool:
    """Whether a title names a section of a sheet, rather than a step."""
    return bool(field_named(text) or block_named(text)) or normalized_label(text) in (*SUMMARY, *STEPS)


def duration(label: str, text: str) -> Range | None:
    """The duration in minutes; None if the text is anything else."""
    is_duration = len(text) <= _LONGEST_FIGURES and normalized_label(label) in _DURATION
    return _span_of_times(text) if is_duration else None


def group(label: str, text: str) -> Range | None:
    """The number of people; None if the text is anything else."""
    if len(text) > _LONGEST_FIGURES or normalized_label(label) not in _GROUP:
        return None
    found = _NUMBERS.fullmatch(text.strip().casefold())
    if found is None:
        return None
    least, most = int(found[1]), int(found[2] or found[1])
    return Range(least, most) if least <= most else None


def step_minutes(title: str) -> tuple[str, int | None]:
    """The title of a step without its final duration, and this duration in minutes."""
    found = _STEP_MINUTES.search(title)
    minutes = int(found[1] or found[2]) if found else 0
    if found is None or not 1 <= minutes <= MAX_MINUTES or not title[: found.start()].strip():
        return title, None
    return title[: found.start()].rstrip(), minutes


def _span_of_times(text: str) -> Range | None:
    parts = _BETWEEN.split(text.strip().casefold().replace("\N{NO-BREAK SPACE}", " "))
    if len(parts) == 2 and parts[0].isdecimal():
        # “1 à 2 h”: the unit is said once.
        unit = re.sub(r"[\d\s]", "", parts[1])
        parts[0] += f" {unit}"
    minutes = [_minutes(part) for part in parts]
    if len(minutes) > 2 or None in minutes:
        return None
    least, most = minutes[0], minutes[-1]
    return Range(least, most) if least and most and least <= most <= 32_767 else None


def _minutes(text: str) -> int | None:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    return int(found[3]) if found[3] else int(found[1]) * 60 + int(found[2] or 0)

"""Dates in words."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language


def in_words(day: date, words: str = "j F Y") -> str:
    """Returns « 10 décembre 2026 » or « 1er décembre 2026 »; `words` is a Django date format."""
    if day.day == 1 and get_language() == "fr":
        words = words.replace("j", r"j\e\r")
    return date_format(day, words)

"""French counts nothing, and whatever is less than two, in the singular.

The interface is written in French: its words stand in the code and in no catalogue, and gettext gives
words without a catalogue the plural of English.
"""

from __future__ import annotations

from gettext import NullTranslations

from django.conf import settings
from django.utils.translation import trans_real


class _WordsOfTheCode(NullTranslations):
    """Asked for what no catalogue of French holds."""

    def ngettext(self, msgid1: str, msgid2: str, n: float) -> str:
        return msgid1 if abs(n) < 2 else msgid2


def install() -> None:
    trans_real.translation(settings.LANGUAGE_CODE).add_fallback(_WordsOfTheCode())

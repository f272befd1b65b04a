"""French plurals: zero and any number below two take the singular.

The source texts are French and have no catalogue; for texts without a catalogue, gettext uses the plural
rule of English.
"""

from __future__ import annotations

from gettext import NullTranslations

from django.conf import settings
from django.utils.translation import trans_real


class _WordsOfTheCode(NullTranslations):
    """The fallback for texts that no French catalogue contains."""

    def ngettext(self, msgid1: str, msgid2: str, n: float) -> str:
        return msgid1 if abs(n) < 2 else msgid2


def install() -> None:
    trans_real.translation(settings.LANGUAGE_CODE).add_fallback(_WordsOfTheCode())

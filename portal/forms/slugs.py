"""Slugs from titles: the same rules for the editor’s script, for models and for pages made by code.

`RULES` are applied in order; the next step (Django’s slugify here, Wagtail’s urlify in the browser) then
only handles capitals and spaces.
"""

import re
import unicodedata
from collections import defaultdict

from django.utils.text import slugify
from wagtail.admin.widgets import SlugInput

from portal.search.french import INVISIBLE

_LIGATURES = {"œŒ": "oe", "æÆ": "ae", "ß": "ss", "øØ": "o", "łŁ": "l", "đĐð": "d", "ı": "i", "þÞ": "th"}
_FIGURES = {"²": "2", "³": "3", "¹": "1", "ª": "a", "º": "o"}
#: Word separators: elisions, dashes, quotation marks, symbols.
_BETWEEN = r"""[!"'#$%&()*+,/:;<=>?@\[\\\]^`{|}~¡-©«¬®-±´-¸»-¿×÷ʹ-˟‐-‧‰-⁞₠-⃀℀-⇿∀-⯿、-〿！-／]+"""


def _letters() -> list[tuple[str, str]]:
    """Returns a rule for each ASCII letter, matching its accented forms."""
    accented: dict[str, str] = defaultdict(str)
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        decomposed = unicodedata.normalize("NFKD", chr(code))
        plain, marks = decomposed[0], decomposed[1:]
        if marks and plain.isascii() and plain.isalpha() and all(map(unicodedata.combining, marks)):
            accented[plain.lower()] += chr(code)
    return [(f"[{signs}]", plain) for plain, signs in sorted(accented.items())]


RULES = [
    (f"[{INVISIBLE}\u0300-\u036f]+", ""),
    *((f"[{signs}]", plain) for signs, plain in {**_LIGATURES, **_FIGURES}.items()),
    *_letters(),
    (_BETWEEN, "-"),
    (r"^[-_\s]+|[-_\s]+$", ""),
]


def slug_of(title: str) -> str:
    """Returns a slug of lower-case letters, digits and hyphens: `l-ete-a-l-oeuvre`. Empty for a title
    without Latin letters or digits.
    """
    for pattern, replacement in RULES:
        title = re.sub(pattern, replacement, title)
    return slugify(title)


def with_rules(widget: SlugInput) -> SlugInput:
    """Passes the rules to the script of a slug widget."""
    formatters = SlugInput(formatters=RULES).attrs["data-w-slug-formatters-value"]
    widget.attrs["data-w-slug-formatters-value"] = formatters
    return widget

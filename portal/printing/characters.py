"""Drawable characters: others leave blanks in a picture, and make an accessible PDF fail."""

import re
from unicodedata import category, normalize

#: The useful glyphs of Libertinus Serif, Typst’s bundled text font, in regular, semibold and bold.
RANGES = (
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x023F),  # Latin with its accents, French punctuation
    (0x0384, 0x038A), (0x038C, 0x038C), (0x038E, 0x03A1), (0x03A3, 0x03CE),  # Greek
    (0x0400, 0x045F), (0x0490, 0x04C4), (0x04D0, 0x04F9),  # Cyrillic
    (0x05D0, 0x05EA),  # Hebrew
    (0x1E00, 0x1E9B), (0x1E9E, 0x1E9E), (0x1EA0, 0x1EF9),  # Latin with more accents, Vietnamese
    (0x2010, 0x2027), (0x202F, 0x2037), (0x2039, 0x203E), (0x2044, 0x2044),  # punctuation
    (0x2070, 0x2071), (0x2074, 0x208E),  # raised and lowered digits
    (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122),  # euro, numero, trade mark
    (0x2153, 0x215E), (0x2190, 0x2195),  # fractions, arrows
    (0x2212, 0x2212), (0x221A, 0x221A), (0x221E, 0x221E),  # minus, root, infinity
    (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265),  # comparisons
    (0x25A0, 0x25A1), (0x25CE, 0x25CF),  # squares and discs
    (0x2605, 0x2605), (0x2640, 0x2640), (0x2642, 0x2642), (0x2660, 0x2660), (0x2665, 0x2665),
)  # fmt: skip
CHARACTERS = frozenset(chr(code) for first, last in RANGES for code in range(first, last + 1))

_NO_BREAK = {"\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"}
_SPACES = re.compile(r"\s+")
#: Combining marks and format characters: dropping them loses nothing.
_UNSEEN = {"Mn", "Me", "Cf"}
#: Control characters and surrogates.
_NO_CHARACTERS = {"Cc", "Cs"}
_LONG_WORD = re.compile(r"\S{29,}")
_PART_OF_WORD = re.compile(r"\S{8}(?=\S{4})")


def drawable(text: str) -> str:
    """Returns the text on one line, in drawable characters.

    Others are replaced by plain equivalents (a bold mathematical A by A), or else by a space.
    """
    return drawable_part(text).strip()


def drawable_part(text: str) -> str:
    """Does the same for a part of a text: spaces at its ends are kept."""
    composed = normalize("NFC", text)
    drawn = composed if CHARACTERS.issuperset(composed) else "".join(map(_drawable, composed))
    return _SPACES.sub(lambda found: found[0] if found[0] in _NO_BREAK else " ", drawn)


def replaced(text: str) -> dict[str, str]:
    """Maps the characters of a text that are replaced to their replacements.

    Omits spaces and invisible characters: dropping them loses nothing.
    """
    missing = dict.fromkeys(each for each in normalize("NFC", text) if each not in CHARACTERS)
    return {
        each: _drawable(each)
        for each in missing
        if not each.isspace() and category(each) not in _UNSEEN | _NO_CHARACTERS
    }


def breakable(text: str) -> str:
    """Returns the text with soft hyphens in words too long for a line."""
    return _LONG_WORD.sub(lambda word: _PART_OF_WORD.sub("\\g<0>\N{SOFT HYPHEN}", word[0]), text)


def _drawable(character: str) -> str:
    if character in CHARACTERS:
        return character
    if category(character) in _UNSEEN:
        return ""
    plain = "".join(each for each in normalize("NFKD", character) if each in CHARACTERS)
    return plain or " "

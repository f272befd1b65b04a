"""Parses, formats and links telephone numbers.

France and its overseas départements share one ten-digit numbering plan, so a number identifies its
territory: 06 12 34 56 78 is in métropole, 0696 12 34 56 in Martinique, from wherever it is dialled. The
caller’s region is not needed.
"""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from portal.forms.texts import seen

#: Maximum length of a parsed number: a plus sign and fifteen digits (E.164).
LONGEST = 16
FRANCE = 33
#: Country codes of métropole, Guadeloupe, Guyane, Martinique, and of La Réunion with Mayotte.
FRENCH_CODES = {FRANCE, 590, 594, 596, 262}
#: Ten digits within France, six after the code from abroad: 0508 41 12 34, +508 41 12 34.
MIQUELON = 508
#: Prefixes of overseas numbers, without the leading zero; the longest match counts.
#: Source: ARCEP, plan national de numérotation (decision 2018-0881 as amended).
_BEGINNINGS = {
    **dict.fromkeys(("590", "690", "691", "7090"), 590),
    **dict.fromkeys(("594", "694", "7093"), 594),
    **dict.fromkeys(("596", "696", "697", "7091"), 596),
    **dict.fromkeys(("262", "263", "269", "639", "692", "693", "7092"), 262),
    **dict.fromkeys(("70935", "70936", "70937"), 262),
    **dict.fromkeys(("508", "708"), MIQUELON),
    "63998": FRANCE,  # reserved for films and examples
}
_REGIONS = ("FR", "GP", "GF", "MQ", "RE")
#: « Tél. : », « mobile » or tel: before a number.
_LABEL = re.compile(r"^[^\W\d_]+(?:(?:[.\s]+[^\W\d_]+){0,2}[.\s]*:|[.\s]*)\s*")
_ESCAPED_SPACES = re.compile(r"%20|%C2%A0", re.IGNORECASE)


def read(text: str, short: bool = False) -> str | None:
    """Returns a number, in any notation, as E.164 (+33612345678); None if it is not a number.

    `short`: French numbers of three or four digits (3919, 115) are accepted, and returned as they are.
    """
    digits = _digits(text)
    if digits is None:
        return None
    if short and _is_short(digits):
        return digits
    number = _parsed(digits)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if number else None


def written(text: str) -> str:
    """Returns a French number in national format, others in international; other text unchanged."""
    known = read(text, short=True)
    if known is None or not known.startswith("+"):
        return known or text
    number = phonenumbers.parse(known)
    is_french = number.country_code in FRENCH_CODES
    shape = PhoneNumberFormat.NATIONAL if is_french else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, shape)


def link(text: str) -> str:
    """Returns a `tel:` URL that works from any country; an empty string if there is no number."""
    known = read(text, short=True)
    return f"tel:{known}" if known else ""


def _digits(text: str) -> str | None:
    """Returns the digits, with a leading plus if any; None if there are words or a second number."""
    bare = _LABEL.sub("", seen(_ESCAPED_SPACES.sub(" ", text)))
    if any(sign.isalpha() for sign in bare):
        return None
    digits = "".join(str(int(sign)) if sign.isdecimal() else "+" for sign in bare if _counts(sign))
    return None if "+" in digits[1:] else digits


def _counts(sign: str) -> bool:
    return sign in "+＋" or sign.isdecimal()


def _is_short(digits: str) -> bool:
    number = _as_given(digits, "FR") if len(digits) <= 6 and digits.isdigit() else None
    return number is not None and phonenumbers.is_valid_short_number_for_region(number, "FR")


def _as_given(digits: str, region: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(digits, region)
    except NumberParseException:
        return None


def _parsed(digits: str) -> PhoneNumber | None:
    for region in _REGIONS:
        number = _as_given(digits, region)
        if number and phonenumbers.is_possible_number(number):
            return _french(number) if number.country_code in {*FRENCH_CODES, MIQUELON} else number
    return None


def _french(number: PhoneNumber) -> PhoneNumber | None:
    """Corrects the country code by the prefix: people often write +33 696, which is wrong."""
    national = str(number.national_number)
    if number.country_code == MIQUELON and len(national) == 6:
        return number
    if len(national) != 9:
        return None
    if national.startswith(str(MIQUELON)):
        return PhoneNumber(country_code=MIQUELON, national_number=int(national[3:]))
    beginnings = (national[:length] for length in (5, 4, 3))
    code = next((_BEGINNINGS[each] for each in beginnings if each in _BEGINNINGS), FRANCE)
    return PhoneNumber(country_code=code, national_number=number.national_number)

"""Telephone numbers: read once, written once, linked once.

France and its overseas départements share one plan of ten digits, so that a number says itself where it
is: 06 12 34 56 78 rings in métropole, 0696 12 34 56 in Martinique, whoever dials it from either. The
region of who asks need not be known.
"""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from portal.forms.texts import seen

#: What a number that is read has at most: a plus and fifteen digits (E.164).
LONGEST = 16
FRANCE = 33
#: Of métropole, Guadeloupe, Guyane, Martinique, and of La Réunion with Mayotte.
FRENCH_CODES = {FRANCE, 590, 594, 596, 262}
#: Dialled as the others are, and six digits where it is called from abroad: 0508 41 12 34, +508 41 12 34.
MIQUELON = 508
#: How numbers begin that ring overseas, less their zero; the longest beginning counts.
#: Source: ARCEP, plan national de numérotation (decision 2018-0881 as amended).
_BEGINNINGS = {
    **dict.fromkeys(("590", "690", "691", "7090"), 590),
    **dict.fromkeys(("594", "694", "7093"), 594),
    **dict.fromkeys(("596", "696", "697", "7091"), 596),
    **dict.fromkeys(("262", "263", "269", "639", "692", "693", "7092"), 262),
    **dict.fromkeys(("70935", "70936", "70937"), 262),
    **dict.fromkeys(("508", "708"), MIQUELON),
    "63998": FRANCE,  # kept for films and examples
}
_REGIONS = ("FR", "GP", "GF", "MQ", "RE")
#: « Tél. : », « mobile » or tel: before a number.
_LABEL = re.compile(r"^[^\W\d_]+(?:(?:[.\s]+[^\W\d_]+){0,2}[.\s]*:|[.\s]*)\s*")
_ESCAPED_SPACES = re.compile(r"%20|%C2%A0", re.IGNORECASE)


def read(text: str, short: bool = False) -> str | None:
    """A number however it is written, as E.164 (+33612345678); None where no number is to be read.

    `short`: numbers of three or four digits of France (3919, 115) are read as well, and stay so.
    """
    digits = _digits(text)
    if digits is None:
        return None
    if short and _is_short(digits):
        return digits
    number = _parsed(digits)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if number else None


def written(text: str) -> str:
    """As people in France dial it, else with the code of its country; no number stays as it is."""
    known = read(text, short=True)
    if known is None or not known.startswith("+"):
        return known or text
    number = phonenumbers.parse(known)
    is_french = number.country_code in FRENCH_CODES
    shape = PhoneNumberFormat.NATIONAL if is_french else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, shape)


def link(text: str) -> str:
    """The address that makes the call, from any country; empty where there is no number to call."""
    known = read(text, short=True)
    return f"tel:{known}" if known else ""


def _digits(text: str) -> str | None:
    """Digits after a plus, if there is one; None where words or a second number stand beside them."""
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
    """With the code that rings, whatever code was given: +33 696 is as common as it is wrong."""
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

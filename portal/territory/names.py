"""Names of communes as people write them: with or without accents, hyphens and articles, « St » for
« Saint ».

Pure functions; everything is compared as words of the letters a to z and digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.search.analysis import fold

#: In characters.
LONGEST_KEY = 120
#: Articles and words that join, with their usual abbreviations (« Condé s/ Escaut »).
_JOINING = "a au aux d de des du en et l la le les lez s sous ss sur"
JOINING = frozenset(_JOINING.split(" "))
_LONG = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
#: « 12e arrondissement » and « 12 » are one.
_ORDINAL = re.compile(r"(\d+)(?:er|e|eme)")
#: No commune is sought by it alone.
_SAID_OF_MANY = "arrondissement"

_POSTCODE = re.compile(r"\d{5}")
_POSTCODE_IN_TWO = re.compile(r"\b(\d\d)[ \u00a0\u202f](\d{3})\b")
_DEPARTMENT = re.compile(r"\(\s*(\d{2,3}|2[ab])\s*\)\s*$", re.IGNORECASE)
_INSEE = r"\d{5}|2[AB]\d{3}"
_ADDRESS = re.compile(rf"({_INSEE})-[a-z0-9-]*")
_BARE_CODE = re.compile(_INSEE)


@dataclass(frozen=True)
class Asked:
    """What somebody typed to find a commune; every part but `words` may be empty.

    `begun` is `words` without a last word that may become a joining one (« Condé su… »).
    """

    words: str
    begun: str
    department: str
    postcode: str
    #: An INSEE code, from an address of the site: nothing else is meant.
    address: str
    #: Five signs that may be a postcode or an INSEE code.
    code: str

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.code or self.address)

    @property
    def department_last(self) -> str:
        """Returns « conde (59) » for « Condé 59 », else an empty string."""
        name, _blank, last = self.words.rpartition(" ")
        is_department = name and not self.department and _DEPARTMENT.search(f"({last})")
        return f"{name} ({last})" if is_department else ""


def asked(typed: str) -> Asked:
    """Reads a name or the beginning of one, « Condé (59) », « 59163 Condé », a postcode, an INSEE code
    or what `address_of` made.
    """
    typed = _POSTCODE_IN_TWO.sub(r"\1\2", typed.strip())
    address = _ADDRESS.fullmatch(typed)
    code = _BARE_CODE.fullmatch(typed.upper())
    named = _DEPARTMENT.search(typed)
    words = _folded(typed[: named.start()] if named else typed)
    postcode = next((word for word in words if _POSTCODE.fullmatch(word)), "") if len(words) > 1 else ""
    words = [word for word in words if word != postcode]
    ends_inside = typed[-1:].isalnum() and not named
    return Asked(
        words=" ".join(_significant(words)),
        begun=" ".join(_significant(words[:-1] if ends_inside and _may_join(words) else words)),
        department=named[1].upper() if named else "",
        postcode=postcode,
        address=address[1] if address else "",
        code=code[0] if code else "",
    )


def key_of(name: str) -> str:
    """Returns the words of a name that tell it from others: « saint amand eaux »."""
    return " ".join(_significant(_folded(name)))[:LONGEST_KEY].strip()


def keys_of(name: str) -> list[str]:
    """Returns the name from each of its words on: « saint amand eaux », « amand eaux », « eaux »."""
    words = key_of(name).split()
    keys = [" ".join(words[start:])[:LONGEST_KEY] for start in range(len(words))]
    return [key for key in dict.fromkeys(keys) if key != _SAID_OF_MANY]


def address_of(insee_code: str, name: str) -> str:
    """Returns what stands for a commune in addresses: its INSEE code decides, its name is for people."""
    return "-".join([insee_code, *_folded(name)])


def _folded(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", fold(text))
    return [_LONG.get(word) or _ORDINAL.sub(r"\1", word) for word in words]


def _significant(words: list[str]) -> list[str]:
    """Drops joining words, unless there are no others (Aux, Les, Y)."""
    return [word for word in words if word not in JOINING] or words


def _may_join(words: list[str]) -> bool:
    return len(words) > 1 and any(joining.startswith(words[-1]) for joining in JOINING)

"""What a visitor has put aside: numbers of pages in their order, and a title, in a signed cookie.

The cookie exists only once something was put aside. One that was tampered with, or is too old, is an
empty binder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core import signing
from django.http import HttpRequest, HttpResponse

NAME = "classeur"
#: As many as one booklet can hold and one person can read.
MAX_PAGES = 24
MAX_TITLE = 80
#: After the last change.
KEPT_SECONDS = 180 * 24 * 3600
_SALT = "home.binder"
#: A page’s number, within what every database can look up.
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Binder:
    """Pages by their numbers, each once, at most MAX_PAGES."""

    numbers: tuple[int, ...] = ()
    title: str = ""

    def holding(self, numbers: Iterable[int]) -> Binder:
        """These pages and no others, as far as there is room."""
        return replace(self, numbers=tuple(dict.fromkeys(numbers))[:MAX_PAGES])

    def moved(self, number: int, steps: int) -> Binder:
        """The page so many places further down; never beyond the ends."""
        if number not in self.numbers:
            return self
        others = [each for each in self.numbers if each != number]
        others.insert(max(0, self.numbers.index(number) + steps), number)
        return self.holding(others)

    def titled(self, title: str) -> Binder:
        printable = "".join(sign if sign.isprintable() else " " for sign in title)
        return replace(self, title=" ".join(printable.split())[:MAX_TITLE].strip())


def numbers_in(text: str) -> tuple[int, ...]:
    """The pages that an address lists (« 12,45,7 »), what is no number left out."""
    # Cut first: an address may be very long, and nobody’s list is.
    parts = text[: MAX_PAGES * 20].split(",")
    return Binder().holding(int(part) for part in parts if _NUMBER.fullmatch(part)).numbers


def listed(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def read(request: HttpRequest) -> Binder:
    try:
        kept = signing.loads(request.COOKIES.get(NAME, ""), salt=_SALT, max_age=KEPT_SECONDS)
        return Binder(numbers_in(kept["pages"])).titled(kept["title"])
    except (signing.BadSignature, ValueError, LookupError, TypeError, AttributeError):
        return Binder()


def write(response: HttpResponse, request: HttpRequest, binder: Binder) -> None:
    """Keeps the binder; leaves no cookie of an empty one."""
    if binder == Binder():
        response.delete_cookie(NAME, samesite="Lax")
        return
    response.set_cookie(
        NAME,
        signing.dumps({"pages": listed(binder.numbers), "title": binder.title}, salt=_SALT),
        max_age=KEPT_SECONDS,
        secure=request.is_secure(),
        # Nothing secret: the script that marks cards reads it.
        httponly=False,
        samesite="Lax",
    )

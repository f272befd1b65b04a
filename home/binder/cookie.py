"""The binder of a visitor: ordered primary keys of pages and a title, in a signed cookie.

The cookie is only set once a page is saved or a title given. A modified or expired one counts as an
empty binder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core import signing
from django.http import HttpRequest, HttpResponse

NAME = "classeur"
#: Limit of what a booklet can contain and a person can read.
MAX_PAGES = 24
MAX_TITLE = 80
#: Lifetime after the last change.
KEPT_SECONDS = 180 * 24 * 3600
_SALT = "home.binder"
#: A page’s primary key, within the integer range of every database.
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Binder:
    """Distinct primary keys of pages, at most MAX_PAGES."""

    numbers: tuple[int, ...] = ()
    title: str = ""

    def holding(self, numbers: Iterable[int]) -> Binder:
        """Returns a binder with exactly these pages, cut to MAX_PAGES."""
        return replace(self, numbers=tuple(dict.fromkeys(numbers))[:MAX_PAGES])

    def moved(self, number: int, steps: int) -> Binder:
        """Returns a binder with the page moved down by `steps`, limited to the ends of the list."""
        if number not in self.numbers:
            return self
        others = [each for each in self.numbers if each != number]
        others.insert(max(0, self.numbers.index(number) + steps), number)
        return self.holding(others)

    def titled(self, title: str) -> Binder:
        printable = "".join(sign if sign.isprintable() else " " for sign in title)
        return replace(self, title=" ".join(printable.split())[:MAX_TITLE].strip())


def numbers_in(text: str) -> tuple[int, ...]:
    """Returns the primary keys in a comma-separated list (« 12,45,7 »); ignores invalid ones."""
    # Cut first: a URL may be much longer than any real list.
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
    """Sets the cookie, or deletes it for an empty binder."""
    if binder == Binder():
        response.delete_cookie(NAME, samesite="Lax")
        return
    response.set_cookie(
        NAME,
        signing.dumps({"pages": listed(binder.numbers), "title": binder.title}, salt=_SALT),
        max_age=KEPT_SECONDS,
        secure=request.is_secure(),
        # Not secret: the script that marks saved cards reads it.
        httponly=False,
        samesite="Lax",
    )

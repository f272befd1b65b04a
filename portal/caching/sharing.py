"""Which answers are the same for every visitor: those whose view says `public`, read without the cookies
on which an answer may depend.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

#: Fields of `Vary` that a shared answer does not keep: no public URL chooses its language by the browser,
#: and the cookies that matter are asked before the cache.
INDEPENDENT_OF = frozenset({"cookie", "accept-language"})

_personal = {settings.SESSION_COOKIE_NAME, "messages"}
_parameters: set[str] = set()


def depends_on_cookie(name: str) -> None:
    """Requests that carry this cookie bypass the cache."""
    _personal.add(name)


def depends_on_parameters(*names: str) -> None:
    """Answers may depend on these query parameters; requests with any other bypass the cache."""
    _parameters.update(names)


def personal_cookies() -> frozenset[str]:
    return frozenset(_personal)


def known_parameters() -> frozenset[str]:
    return frozenset(_parameters)


def for_everybody(response: HttpResponse) -> None:
    """Says that everybody gets this answer, and that no cache shows it without asking again."""
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)


def says_public(response: HttpResponse) -> bool:
    said = {part.strip().split("=")[0] for part in response.get("Cache-Control", "").split(",")}
    return "public" in said and not said & {"private", "no-store"}


def is_for_everybody(response: HttpResponse) -> bool:
    """Whether the view has said so, and nothing in the answer contradicts it."""
    return (
        says_public(response)
        and response.status_code == 200
        and not response.streaming
        and not _varies_by(response)
        and not response.cookies
    )


def is_personal(request: HttpRequest) -> bool:
    return not _personal.isdisjoint(request.COOKIES)


def forget_variation(response: HttpResponse) -> None:
    """Removes from `Vary` what a shared answer does not depend on."""
    if kept := _varies_by(response):
        response["Vary"] = ", ".join(kept)
    else:
        response.headers.pop("Vary", None)


def _varies_by(response: HttpResponse) -> list[str]:
    fields = [each.strip() for each in response.get("Vary", "").split(",")]
    return [each for each in fields if each and each.lower() not in INDEPENDENT_OF]

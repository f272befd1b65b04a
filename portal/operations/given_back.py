"""What was sent and could not be taken in comes back to whoever typed it, and is sent again by a click.

A form of the public site is shown again at its own address, filled in: its view runs as if it were asked
for by GET, and takes what was typed from `taken_back`. A view that knows nothing of this shows what it
shows, and does nothing; then what was typed stands in a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import Promise

from portal.operations.cross_origin import says_this_site

#: Never written into a page: fields of these names, or with these words in their names.
_SECRET, _SECRET_WORDS = {"csrfmiddlewaretoken", "code"}, ("password", "secret")


@dataclass
class Returned:
    """A form that comes back, and why, in words."""

    typed: QueryDict
    why: str | Promise
    is_shown: bool = field(default=False)


def taken_back(request: HttpRequest) -> Returned | None:
    """For a view that shows its form: what was typed into it, where it comes back."""
    returned = getattr(request, "_returned", None)
    if returned is not None:
        returned.is_shown = True
    return returned


def form_again(request: HttpRequest, why: str | Promise) -> HttpResponse | None:
    """The very form that was sent, filled in; None where its view cannot do that."""
    match = request.resolver_match
    if request.method != "POST" or match is None or is_in_admin(request):
        return None
    returned = Returned(request.POST.copy(), why)
    request._returned = returned  # type: ignore[attr-defined]
    request.method = "GET"
    try:
        answer = match.func(request, *match.args, **match.kwargs)
        if hasattr(answer, "render"):
            answer.render()
    finally:
        request.method = "POST"
    if not returned.is_shown or answer.status_code != 200:
        return None
    add_never_cache_headers(answer)
    return answer


def may_be_sent_again(request: HttpRequest) -> bool:
    """Whether somebody typed it, as far as can be told: no program, and no other site in their name."""
    if request.method != "POST" or not request.accepts("text/html"):
        return False
    is_nobody = settings.SESSION_COOKIE_NAME not in request.COOKIES
    return says_this_site(request) or (is_nobody and "Origin" not in request.headers)


def typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Each name with each of its values, less what is secret. Reads the request’s body."""
    for name, values in request.POST.lists():
        is_secret = name in _SECRET or any(word in name.lower() for word in _SECRET_WORDS)
        if not is_secret:
            yield from ((name, str(value)) for value in values)


def is_in_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(reverse("wagtailadmin_home"))


def context_of(request: HttpRequest) -> dict[str, Any]:
    """For the page that holds what was typed."""
    return {"typed": list(typed(request)), "action": request.get_full_path()}

"""Shows a form that could not be processed again with its values, to be resubmitted with one click.

A form of the public site is shown again at its own URL, filled in: its view runs as if for a GET request,
and gets the submitted values from `taken_back`. If the view does not call it, its response is discarded
and the values are shown on a separate page.
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

#: Fields never written into a page: those with these names, or with these words in their names.
_SECRET, _SECRET_WORDS = {"csrfmiddlewaretoken", "code"}, ("password", "secret")


@dataclass
class Returned:
    """Submitted values and the reason, as text, why the form is shown again."""

    typed: QueryDict
    why: str | Promise
    is_shown: bool = field(default=False)


def taken_back(request: HttpRequest) -> Returned | None:
    """Returns the submitted values for the view to show, or None for an ordinary GET request."""
    returned = getattr(request, "_returned", None)
    if returned is not None:
        returned.is_shown = True
    return returned


def form_again(request: HttpRequest, why: str | Promise) -> HttpResponse | None:
    """Returns the submitted form, filled in, or None if its view does not support it."""
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
    """Returns whether a person probably submitted it: not a program, nor another site (CSRF)."""
    if request.method != "POST" or not request.accepts("text/html"):
        return False
    is_nobody = settings.SESSION_COOKIE_NAME not in request.COOKIES
    return says_this_site(request) or (is_nobody and "Origin" not in request.headers)


def typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Yields each (name, value) pair without secret fields. Reads the request’s body."""
    for name, values in request.POST.lists():
        is_secret = name in _SECRET or any(word in name.lower() for word in _SECRET_WORDS)
        if not is_secret:
            yield from ((name, str(value)) for value in values)


def is_in_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(reverse("wagtailadmin_home"))


def context_of(request: HttpRequest) -> dict[str, Any]:
    """Returns the context of the page that shows the submitted values."""
    return {"typed": list(typed(request)), "action": request.get_full_path()}

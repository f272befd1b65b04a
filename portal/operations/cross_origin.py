"""Forms without a token: pages that everybody reads alike can carry none, for it takes a cookie.

A visitor who refuses cookies sends forms all the same: who is not signed in lends no rights to another
site, and browsers say which site a form comes from.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt

#: What browsers say of a form sent from the site itself, or of an address that a person typed.
OWN = {"same-origin", "none"}


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that another site sends this.

    Browsers tell by Sec-Fetch-Site over https, else by Origin; what says neither is no browser, and
    holds nobody’s cookies.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in OWN
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc != request.get_host()
    except ValueError:
        return True


def says_this_site(request: HttpRequest) -> bool:
    """Whether a browser says that this very site sends it; programs and old browsers say nothing."""
    says = "Origin" in request.headers or "Sec-Fetch-Site" in request.headers
    return says and not comes_from_elsewhere(request)


def from_this_site(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Takes the place of Django’s token: refuses what another site sends in a visitor’s name."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if comes_from_elsewhere(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


class TokenMiddleware(CsrfViewMiddleware):
    """Django’s token, but where nobody is signed in and a browser says that the form is ours."""

    def process_view(
        self,
        request: HttpRequest,
        callback: Callable[..., Any],
        callback_args: tuple,
        callback_kwargs: dict[str, Any],
    ) -> HttpResponseForbidden | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES and says_this_site(request):
            return self._accept(request)  # type: ignore[attr-defined]
        return super().process_view(request, callback, callback_args, callback_kwargs)

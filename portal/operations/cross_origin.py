"""CSRF protection without a token, which needs a cookie: publicly cached pages cannot contain one.

Visitors without cookies can submit forms: they have no rights another site could abuse, and browsers send
the origin of a form.
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

#: Sec-Fetch-Site of a form sent from the site itself, or of a URL that the user typed.
OWN = {"same-origin", "none"}


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Returns whether the headers name another site as the origin.

    Browsers send Sec-Fetch-Site over https, else Origin; a client that sends neither is not a browser,
    and has nobody’s cookies.
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
    """Returns whether the headers name this site as the origin; programs and old browsers send none."""
    says = "Origin" in request.headers or "Sec-Fetch-Site" in request.headers
    return says and not comes_from_elsewhere(request)


def from_this_site(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Replaces Django’s token for a view: raises PermissionDenied for requests from another site."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if comes_from_elsewhere(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


class TokenMiddleware(CsrfViewMiddleware):
    """Requires Django’s token, unless there is no session and the headers name this site as origin."""

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

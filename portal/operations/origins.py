"""Forms without a token: pages that everybody reads alike can carry none, for it takes a cookie."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
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


def from_this_site(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Takes the place of Django’s token: refuses what another site sends in a visitor’s name."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if comes_from_elsewhere(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded

"""The easy-to-read version of a page: a URL of its own, and a cookie that remembers the choice.

The cookie is set only after the reader has chosen.
"""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from wagtail.models import Page

from portal.content import head, link_prefetch
from portal.content.alternate_views import AlternateView
from portal.content.current import current

NAME = "facile-a-lire"
#: Query parameter that shows the whole page, whatever the cookie says.
WHOLE = "complete"
COOKIE = "lecture"
CHOSEN = "facile"
REMEMBERED_SECONDS = 365 * 24 * 3600


def is_chosen(request: HttpRequest) -> bool:
    return request.COOKIES.get(COOKIE) == CHOSEN


def redirect_if_chosen(page: Page, request: HttpRequest) -> HttpResponse | None:
    """Redirects to the easy-to-read version if the reader chose it; otherwise returns None."""
    if not page.easy_read or not is_chosen(request) or WHOLE in request.GET:
        return None
    answer = HttpResponseRedirect(ALTERNATE_VIEW.address(page.get_url(request)))
    patch_vary_headers(answer, ["Cookie"])
    return answer


def serve(page: Page, request: HttpRequest) -> HttpResponse:
    shown = current(request)
    shown.page, shown.part = page, _("En facile à lire")
    link_prefetch.resolve(page)
    own_head = head.for_page(page, request)
    context = {
        "page": page,
        "head": replace(
            own_head,
            title=_("%(title)s, en facile à lire") % {"title": own_head.title},
            address=ALTERNATE_VIEW.address(own_head.canonical),
        ),
        "is_chosen": is_chosen(request),
    }
    answer = TemplateResponse(request, "content/easy_read_page.html", context)
    patch_vary_headers(answer, ["Cookie"])
    return answer


# No CSRF token: the form is on pages that may be cached for everybody, and the choice does no harm.
@csrf_exempt
@never_cache
@require_POST
def remember(request: HttpRequest) -> HttpResponse:
    """Sets or deletes the cookie, then redirects back to the page the reader came from."""
    back = request.POST.get("retour", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    answer = HttpResponseRedirect(back)
    if request.POST.get("version") == CHOSEN:
        answer.set_cookie(
            COOKIE,
            CHOSEN,
            max_age=REMEMBERED_SECONDS,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    else:
        answer.delete_cookie(COOKIE, samesite="Lax")
    return answer


ALTERNATE_VIEW = AlternateView(NAME, serve, exists_for=lambda page: bool(page.easy_read), is_shared=True)

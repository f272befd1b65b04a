"""Views of the binder, its changes, and the list shared by URL."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from home.binder import changes, cookie
from home.binder.booklet import booklet as printed
from home.binder.contents import Contents, contents
from home.binder.cookie import listed, numbers_in
from portal.content import head
from portal.content.current import current
from portal.operations.cross_origin import from_this_site
from portal.printing.responses import pdf_response

#: Query parameter of the shared URL: the pages.
PAGES = "p"
#: Maximum length of the URL to return to, in characters.
MAX_BACK = 1000
#: File name of the booklet.
FILE_NAME = "classeur"


@never_cache
@require_safe
def binder(request: HttpRequest) -> HttpResponse:
    kept = cookie.read(request)
    found = contents(kept.numbers)
    refused = contents(numbers_in(request.GET.get(changes.REFUSED, ""))[:1])
    share = shared_address(found.numbers) if found.entries else ""
    current(request).part = _("Mon classeur")
    context = {
        "head": _head(kept.title or _("Mon classeur"), share),
        "binder": kept,
        "booklet_address": reverse("booklet"),
        "contents": found,
        "change": changes.since(request.GET.get(changes.BEFORE), found),
        "refused": refused.entries,
        "most_pages": cookie.MAX_PAGES,
        "most_letters": cookie.MAX_TITLE,
    }
    return TemplateResponse(request, "home/binder_page.html", context)


@never_cache
@require_safe
def shared(request: HttpRequest) -> HttpResponse:
    found = contents(numbers_in(request.GET.get(PAGES, "")))
    current(request).part = _("Un classeur partagé")
    context = {
        "head": _head(_("Un classeur partagé"), shared_address(found.numbers) if found.entries else ""),
        "contents": found,
        "booklet_address": f"{reverse('shared_booklet')}?{PAGES}={found.listed}",
    }
    return TemplateResponse(request, "home/shared_binder_page.html", context)


@require_safe
def booklet(request: HttpRequest) -> HttpResponse:
    """Returns the visitor’s binder as a PDF, or redirects to the binder’s page if it is empty."""
    kept = cookie.read(request)
    return _booklet(request, contents(kept.numbers), kept.title or _("Mon classeur")) or redirect(
        "binder"
    )


@require_safe
def shared_booklet(request: HttpRequest) -> HttpResponse:
    found = contents(numbers_in(request.GET.get(PAGES, "")))
    return _booklet(request, found, _("Un classeur partagé")) or redirect("shared_binder")


@from_this_site
@never_cache
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Runs one action on the binder, then redirects to the binder, at the changed place.

    A page added from a list redirects back to that list, unless the binder is full.
    """
    kept = cookie.read(request)
    do = changes.BY_NAME.get(request.POST.get("geste", ""), changes.nothing)
    changed, said, place = do(kept, request.POST)
    back = _back(request)
    if back and place != "contenu" and changes.REFUSED not in said:
        response = HttpResponseRedirect(back)
    else:
        query = f"?{urlencode(said, safe=',')}" if said else ""
        response = HttpResponseRedirect(f"{reverse('binder')}{query}#{place}")
    cookie.write(response, request, changed)
    return response


def _back(request: HttpRequest) -> str:
    """Returns the URL, at the added page, of the list it comes from; "" if not on this site."""
    address = request.POST.get("retour", "").partition("#")[0]
    number = next(iter(numbers_in(request.POST.get("pages", ""))), None)
    is_own = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    if number is None or not is_own or len(address) > MAX_BACK:
        return ""
    return f"{iri_to_uri(address)}#classeur-{number}"


def _booklet(request: HttpRequest, found: Contents, title: str) -> HttpResponse | None:
    if not found.entries:
        return None
    pages = [entry.page for entry in found.entries]
    address = f"{settings.SITE_URL}{shared_address(found.numbers)}"
    return pdf_response(request, printed(pages, title, address, request), FILE_NAME)


def shared_address(numbers: tuple[int, ...]) -> str:
    return f"{reverse('shared_binder')}?{PAGES}={listed(numbers)}"


def _head(title: str, share: str) -> head.Head:
    """Returns the head of a page without indexing; `address`, which is printed, is the shared URL."""
    address = f"{settings.SITE_URL}{share}" if share else ""
    return replace(head.for_part(head.for_no_page(), title, ""), address=address)

"""Pages as slides to present: in the browser, and as a PDF file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from portal.content import head, link_prefetch
from portal.content.alternate_views import SLIDES, AlternateView
from portal.content.current import current
from portal.handouts.printing import Printer
from portal.printing import qr_codes, slides
from portal.printing.responses import pdf_response

if TYPE_CHECKING:
    from portal.content.models import PortalPage

FILE = f"{SLIDES}.pdf"


def alternate_view(printer: Printer) -> AlternateView:
    """Returns the alternate view `diaporama/` for pages that `printer` turns into documents."""
    return AlternateView(SLIDES, partial(_serve, printer), in_every_language=True)


def file_view(printer: Printer) -> AlternateView:
    """Returns the alternate view `diaporama.pdf`, a PDF of the same slides."""
    return AlternateView(FILE, partial(_serve_file, printer))


def _serve(printer: Printer, page: PortalPage, request: HttpRequest) -> HttpResponse:
    shown = current(request)
    shown.page, shown.part = page, _("Diaporama")
    link_prefetch.resolve(page)
    deck = slides.deck(printer(page, request))
    own_head = head.for_page(page, request)
    context = {
        "page": page,
        "deck": deck,
        "number": len(deck.blocks) + 2,
        "qr_code": qr_codes.drawing(deck.address),
        # The last slide shows the page’s URL, so print needs no second one.
        "head": replace(
            own_head, title=_("%(title)s, en diaporama") % {"title": own_head.title}, address=""
        ),
        "file_url": f"{page.url}{FILE}" if page.url else "",
    }
    return TemplateResponse(request, "content/slides_page.html", context)


def _serve_file(printer: Printer, page: PortalPage, request: HttpRequest) -> HttpResponse:
    link_prefetch.resolve(page)
    deck = slides.deck(printer(page, request))
    return pdf_response(request, deck, f"{page.slug}-{SLIDES}")

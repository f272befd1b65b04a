"""Pages as slides to show to a room: in the browser, and as a file of the same slides."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from portal.content import head, references
from portal.content.editions import SLIDES, Edition
from portal.handouts.printing import Printer
from portal.printing import qr_codes, slides
from portal.printing.responses import pdf_response

if TYPE_CHECKING:
    from portal.content.models import PortalPage

FILE = f"{SLIDES}.pdf"


def edition(printer: Printer) -> Edition:
    """The edition `diaporama/` of the pages that a function turns into documents."""
    return Edition(SLIDES, partial(_serve, printer), exists_for=lambda page: True, in_every_language=True)


def file_edition(printer: Printer) -> Edition:
    """The same slides as a file, at `diaporama.pdf`."""
    return Edition(FILE, partial(_serve_file, printer), exists_for=lambda page: True)


def _serve(printer: Printer, page: PortalPage, request: HttpRequest) -> HttpResponse:
    request.portal_page = page  # type: ignore[attr-defined]
    request.portal_part = head.Part(_("Diaporama"))  # type: ignore[attr-defined]
    references.resolve(page)
    deck = slides.deck(printer(page, request))
    own_head = head.for_page(page, request)
    context = {
        "page": page,
        "deck": deck,
        "number": len(deck.blocks) + 2,
        "qr_code": qr_codes.drawing(deck.address),
        # The last slide holds the page’s own address: paper needs no other.
        "head": replace(
            own_head, title=_("%(title)s, en diaporama") % {"title": own_head.title}, address=""
        ),
        "file_url": f"{page.url}{FILE}" if page.url else "",
    }
    return TemplateResponse(request, "content/slides_page.html", context)


def _serve_file(printer: Printer, page: PortalPage, request: HttpRequest) -> HttpResponse:
    references.resolve(page)
    deck = slides.deck(printer(page, request))
    return pdf_response(request, deck, f"{page.slug}-{SLIDES}")

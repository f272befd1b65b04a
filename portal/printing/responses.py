"""HTTP responses with PDF files, and the error responses when no file could be made."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _

from portal.printing import typst
from portal.printing.documents import Printable, compiled, contents, fingerprint

logger = logging.getLogger(__name__)

#: Retry-After of a file that must wait for others, in seconds.
RETRY_SECONDS = 30


def pdf_response(request: HttpRequest, document: Printable, name: str) -> HttpResponse:
    """Returns the PDF, or a 304 if the browser has it already. `name` is the file name without “.pdf”.

    Browsers must revalidate it each time, since view restrictions may change.
    """
    data = document.data()
    etag = f'"{fingerprint(data)}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = _file(compiled(document, data), name)
        except typst.PrintingError as error:
            return refusal(error, name)
    response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response


def private_response(document: Printable, name: str) -> HttpResponse:
    """Returns a PDF with personal data: made for this response only, never cached."""
    pictures = contents(document.pictures())
    try:
        response = _file(typst.compile_pdf(document.template, document.data(), pictures), name)
    except typst.PrintingError as error:
        return refusal(error, name)
    patch_cache_control(response, private=True, no_store=True)
    return response


def refusal(error: typst.PrintingError, name: str) -> HttpResponse:
    """Returns a 503: print from the browser instead, or retry soon if busy. Logs the file and why."""
    if isinstance(error, typst.Busy):
        logger.warning("Too many files at once: %s has to wait", name)
        words = _("Beaucoup de fichiers sont demandés en ce moment. Réessayez dans une minute.")
        headers = {"Retry-After": str(RETRY_SECONDS)}
    else:
        logger.error("No file could be made of %s", name, exc_info=error)
        words = _("Ce PDF ne peut pas être fait. Imprimez plutôt la page depuis votre navigateur.")
        headers = {}
    response = HttpResponse(words, status=503, content_type="text/plain; charset=utf-8", headers=headers)
    patch_cache_control(response, no_store=True)
    return response


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response

"""The glossary of the approach, as an alternate view of its index page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from anyascii import anyascii
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.content import head
from portal.content.alternate_views import AlternateView
from portal.content.current import current
from portal.vocabulary.models import GlossaryTerm

if TYPE_CHECKING:
    from methods.models import MethodIndexPage

NAME = "les-mots"


def serve(page: MethodIndexPage, request: HttpRequest) -> HttpResponse:
    title = _("Les mots de la démarche")
    summary = _("Des mots simples pour dire ce que d’autres disent avec des mots compliqués.")
    shown = current(request)
    shown.page, shown.part = page, title
    address = ALTERNATE_VIEW.address(page.canonical_url(request))
    context = {
        "head": replace(
            head.for_part(head.for_page(page, request), title, summary),
            canonical=address,
            address=address,
        ),
        "title": title,
        "summary": summary,
        "terms": sorted(GlossaryTerm.objects.in_language(get_language() or "fr"), key=_by_name),
    }
    return TemplateResponse(request, "methods/words_page.html", context)


def _by_name(term: GlossaryTerm) -> str:
    """Sort key in dictionary order, which does not depend on the database’s collation."""
    return anyascii(term.name).casefold()


ALTERNATE_VIEW = AlternateView(NAME, serve, in_every_language=True, is_shared=True)

"""A method sheet as PDF and as slides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.handouts import printing, slides
from portal.printing.documents import Block, Document, Line

if TYPE_CHECKING:
    from methods.models import MethodSheetPage


def sheet(page: MethodSheetPage, request: HttpRequest) -> Document:
    stages = [page.stage_shown] if page.stage_shown else []
    return printing.document(
        page,
        request,
        blocks=(
            *_text(page),
            *printing.links(_("Dans la démarche"), stages, request),
            *printing.links(_("À lire ensuite"), page.related, request),
        ),
        colophon=_colophon(page),
    )


def talk(page: MethodSheetPage, request: HttpRequest) -> Document:
    """Returns the slides of a sheet: its text, without the links for further reading."""
    return printing.document(page, request, blocks=_text(page), colophon=_colophon(page))


def _text(page: MethodSheetPage) -> tuple[Block, ...]:
    return (
        *printing.part(_("Objectifs"), page.objectives),
        *printing.part(_("Qui participe"), page.participants),
        *printing.part(_("Matériel"), page.material),
        *printing.part(_("Préparation"), page.preparation),
        *printing.body(_("Déroulement"), page.body),
    )


def _colophon(page: MethodSheetPage) -> tuple[Line, ...]:
    licence = f"{_('Licence')}\N{NO-BREAK SPACE}: {page.get_licence_display()}"
    return (Line(licence, page.licence_address), *printing.review(page))


ALTERNATE_VIEW = printing.alternate_view(sheet)
SLIDES = slides.alternate_view(talk)
SLIDES_FILE = slides.file_view(talk)

"""A method sheet as a file to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.content import printing
from portal.printing.documents import Document, Line

if TYPE_CHECKING:
    from methods.models import MethodSheetPage


def sheet(page: MethodSheetPage, request: HttpRequest) -> Document:
    stages = [page.stage_shown] if page.stage_shown else []
    licence = f"{_('Licence')}\N{NO-BREAK SPACE}: {page.get_licence_display()}"
    return printing.document(
        page,
        request,
        blocks=(
            *printing.part(_("Objectifs"), page.objectives),
            *printing.part(_("Qui participe"), page.participants),
            *printing.part(_("Matériel"), page.material),
            *printing.part(_("Préparation"), page.preparation),
            *printing.body(_("Déroulement"), page.body),
            *printing.links(_("Dans la démarche"), stages, request),
            *printing.links(_("À lire ensuite"), page.related, request),
        ),
        colophon=(Line(licence, page.licence_address), *printing.review(page)),
    )


EDITION = printing.edition(sheet)

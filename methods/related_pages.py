"""The similarities of method sheets, besides those of all pages."""

from django.utils.translation import ngettext

from methods.models import MethodSheetPage
from portal.related_pages.ranking import Similarity


def same_stage() -> Similarity:
    """Compares sheets by their stage, in whichever language it was chosen."""
    return Similarity(
        name="stage",
        weight=2,
        rows=MethodSheetPage.objects.all,
        page="pk",
        key="stage__translation_key",
        of=_stage_of,
        label=lambda number: ngettext("même temps", "mêmes temps", number),
    )


def _stage_of(sheet: MethodSheetPage) -> dict[object, str]:
    stage = sheet.stage_shown
    return {stage.translation_key: stage.label} if stage else {}

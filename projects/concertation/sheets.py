"""The method sheets that remarks refer to, where the site has them."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Locale

from methods.models import MethodSheetPage
from projects.concertation.wording import Remark, remarks_on


@dataclass(frozen=True)
class Advice:
    """A remark, and the URL and title of its method sheet; empty if the site has none."""

    remark: Remark
    sheet_url: str = ""
    sheet_title: str = ""


def advice_on(question: str) -> list[Advice]:
    """Returns the remarks on a question with their sheets, in at most one query for the sheets."""
    remarks = remarks_on(question)
    slugs = {remark.sheet for remark in remarks}
    sheets = {}
    if slugs:
        found = MethodSheetPage.objects.live_and_public().filter(slug__in=slugs)
        sheets = {sheet.slug: sheet for sheet in found.filter(locale=Locale.get_default())}
    return [
        Advice(remark, sheets[remark.sheet].url, sheets[remark.sheet].title)
        if remark.sheet in sheets
        else Advice(remark)
        for remark in remarks
    ]

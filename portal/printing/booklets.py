"""Several documents in one PDF: cover, table of contents, then one chapter each in its own language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from portal.printing import qr_codes
from portal.printing.documents import Document, Picture, declared, said
from portal.printing.rich_text import absolute

#: Characters kept of the title, which is printed on every page.
MAX_TITLE = 120


@dataclass(frozen=True)
class Booklet:
    """`address` is the URL of the list of chapters, `date` the day it was made, as text."""

    title: str
    address: str
    language: str
    chapters: tuple[Document, ...]
    date: str = ""

    template = "booklet.typ"

    def data(self) -> dict[str, Any]:
        number = len(self.chapters)
        pages = ngettext("%(number)d page du portail", "%(number)d pages du portail", number)
        return {
            "title": said(self.title[:MAX_TITLE]) or settings.SITE_NAME,
            "site": settings.SITE_NAME,
            "language": declared(self.language),
            "number-of-pages": pages % {"number": number},
            "date": said(self.date),
            "notice": next((said(each.notice) for each in self.chapters if each.notice), ""),
            "address": absolute(self.address),
            "qr": qr_codes.standalone(self.address),
            "chapters": [_chapter(document) for document in self.chapters],
            "words": {
                "contents": _("Sommaire"),
                "online": _("Cette liste en ligne"),
                "page": _("page {number} sur {total}"),
            },
        }

    def pictures(self) -> list[Picture]:
        return [picture for chapter in self.chapters for picture in chapter.pictures()]


def _chapter(document: Document) -> dict[str, Any]:
    with override(declared(document.language)):
        return document.data()

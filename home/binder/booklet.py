"""Makes one PDF of a list of pages, with one chapter per page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.content.models import PortalPage
from portal.handouts import printing
from portal.printing.booklets import Booklet
from portal.territory.dates import in_words


def booklet(pages: Iterable[PortalPage], title: str, address: str, request: HttpRequest) -> Booklet:
    """Returns the pages in order, each in its own language; `address` is the URL of the list."""
    chapters = (printing.chapter(page, request) for page in _with_what_they_say(list(pages)))
    return Booklet(
        title=title,
        address=address,
        language=get_language() or settings.LANGUAGE_CODE,
        chapters=tuple(chapter for chapter in chapters if chapter),
        date=_("Fait le %(date)s") % {"date": in_words(timezone.localdate())},
    )


def _with_what_they_say(pages: list[PortalPage]) -> list[PortalPage]:
    """Returns the specific pages, with one query per type."""
    by_type = defaultdict(list)
    for page in pages:
        by_type[page.specific_class].append(page.pk)
    whole: dict[int, PortalPage] = {}
    for page_type, numbers in by_type.items():
        related = ("locale", *page_type.select_related_fields)
        whole |= page_type._default_manager.select_related(*related).in_bulk(numbers)
    return [whole[page.pk] for page in pages if page.pk in whole]

"""Checks links to pages and documents of the site, in bulk."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wagtail.models import Page

from portal.documents.texts import restricted_documents
from portal.media.models import PortalDocument
from portal.pages.querysets import restricted_pages
from portal.writing.models import Fault
from portal.writing.passages import Link

PAGE, DOCUMENT = "page:", "document:"
#: Values per SQL statement; SQLite accepts a few thousand at most.
BATCH = 500


class Inside:
    """Loads the targets of links in two queries per batch; none without links.

    A link to a page leads to its published version in the reader’s language, else to the chosen page.
    """

    def __init__(self, links: Iterable[Link]) -> None:
        targets = {link.target for link in links}
        self._documents = _documents(_keys(targets, DOCUMENT))
        self._pages = _pages(_keys(targets, PAGE))
        self._shown = {(page.translation_key, page.locale_id): page for page in self._pages.values()}

    def fault_of(self, target: str, locale_id: int) -> Fault | None:
        """Returns why readers cannot open the target; None if they can, or if it is external."""
        if target.startswith(PAGE):
            return self._fault_of_page(self._pages.get(_key(target, PAGE)), locale_id)
        if target.startswith(DOCUMENT):
            is_restricted = self._documents.get(_key(target, DOCUMENT))
            if is_restricted is None:
                return Fault.GONE
            return Fault.RESTRICTED if is_restricted else None
        return None

    def _fault_of_page(self, page: Page | None, locale_id: int) -> Fault | None:
        if page is None:
            return Fault.GONE
        translated = self._shown.get((page.translation_key, locale_id))
        shown = translated if translated and translated.live else page
        if not shown.live:
            return Fault.UNPUBLISHED
        return Fault.RESTRICTED if shown.is_restricted else None


def is_inside(target: str) -> bool:
    return target.startswith((PAGE, DOCUMENT))


def _pages(ids: list[int]) -> dict[int, Page]:
    """Returns the pages and their translations, by primary key."""
    found: dict[int, Page] = {}
    for batch in _batches(ids):
        keys: Iterable[UUID] = Page.objects.filter(pk__in=batch).values("translation_key")
        pages = Page.objects.filter(translation_key__in=keys).annotate(is_restricted=restricted_pages())
        found |= {page.pk: page for page in pages.only("live", "translation_key", "locale_id", "path")}
    return found


def _documents(ids: list[int]) -> dict[int, bool]:
    """Returns whether each document is restricted, by primary key."""
    found: dict[int, bool] = {}
    for batch in _batches(ids):
        documents = PortalDocument.objects.filter(pk__in=batch)
        found |= dict(documents.values_list("pk", restricted_documents()))
    return found


def _keys(targets: Iterable[str], prefix: str) -> list[int]:
    keys = {_key(target, prefix) for target in targets if target.startswith(prefix)}
    return sorted(keys - {0})


def _key(target: str, prefix: str) -> int:
    """Returns the primary key in a target; 0, which matches no row, if it is not a valid integer."""
    digits = target.removeprefix(prefix)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0


def _batches(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))

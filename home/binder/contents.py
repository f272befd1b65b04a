"""The public pages of a binder, in the reader’s language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from home.binder.cookie import listed
from portal.content import alternate_views
from portal.content.models import PortalPage
from portal.printing import qr_codes


@dataclass(frozen=True)
class Entry:
    """A page of the list, and the saved primary key, which may be that of any of its translations."""

    number: int
    page: PortalPage

    @property
    def address(self) -> str:
        return self.page.full_url or ""

    @property
    def qr_code(self) -> SafeString:
        return qr_codes.drawing(self.address)


@dataclass(frozen=True)
class Contents:
    """`missing` are the primary keys of pages that are not, or no longer, public."""

    entries: tuple[Entry, ...]
    missing: tuple[int, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(entry.number for entry in self.entries)

    @property
    def listed(self) -> str:
        """Comma-separated primary keys, for URLs and forms."""
        return listed(self.numbers)

    @property
    def missing_listed(self) -> str:
        return listed(self.missing)

    def only(self, numbers: Iterable[int]) -> tuple[Entry, ...]:
        wanted = set(numbers)
        return tuple(entry for entry in self.entries if entry.number in wanted)

    def holding(self, other: Entry) -> Entry | None:
        """Returns its entry of the same page in any language, or None."""
        key = other.page.translation_key
        return next((each for each in self.entries if each.page.translation_key == key), None)


def contents(numbers: Iterable[int]) -> Contents:
    """Returns the pages in order, without duplicate translations. At most two queries."""
    numbers = tuple(numbers)
    if not numbers:
        return Contents((), ())
    keys = dict(Page.objects.filter(pk__in=numbers).values_list("pk", "translation_key"))
    versions = _versions(keys.values())
    entries: dict[UUID, Entry] = {}
    missing = []
    for number in numbers:
        page = versions.get(keys.get(number))
        if page is None:
            missing.append(number)
        else:
            entries.setdefault(page.translation_key, Entry(number, page))
    return Contents(tuple(entries.values()), tuple(missing))


def _versions(keys: Iterable[UUID]) -> dict[UUID | None, PortalPage]:
    """Returns, by translation key, the page in the reader’s language, else in the site’s, else in any."""
    preferred = (get_language(), settings.LANGUAGE_CODE)
    found = (
        PortalPage.objects.live_and_public()
        .filter(translation_key__in=list(keys))
        .type(*alternate_views.types_with(alternate_views.PDF))
        .select_related("locale", "park", "content_type")
        .order_by("path")
    )
    by_preference = sorted(
        found,
        key=lambda page: (
            preferred.index(page.locale.language_code)
            if page.locale.language_code in preferred
            else len(preferred)
        ),
        reverse=True,
    )
    return {page.translation_key: page for page in by_preference}

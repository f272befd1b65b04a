"""Finds pages of all types by words and facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language
from pyroaring import BitMap
from wagtail.models import Locale

from home.catalogue import facets
from home.catalogue.bitmaps import facet_bitmaps
from home.catalogue.facets import FACETS
from portal.content.models import PortalPage
from portal.content.querysets import PortalPageQuerySet
from portal.search import excerpts, ranking, spelling
from portal.territory import time_zones, wording
from projects.agenda.querysets import dates_around
from projects.parks.models import ParkContact, ParkPage

#: Contacts offered when a search finds nothing; more would be a directory.
MAX_CONTACTS = 6
RELEVANCE, DATE, TITLE = "", "date", "titre"


@dataclass(frozen=True)
class Findings:
    """Ordered primary keys of the results, and the number of pages of each facet value.

    The first `complete` pages match all words, the others most of them.
    """

    pages: list[int]
    counts: Counter[str]
    complete: int


def find(
    locale: Locale,
    selection: Mapping[str, Iterable[str]],
    *,
    q: str = "",
    order: str = RELEVANCE,
    of_every_type: bool = False,
) -> Findings:
    """Returns the public pages of a language that match the words and the selection, in two queries; one
    more for words in another order than relevance.

    `selection` maps facet names to values, of which a page needs one. By default sorted by relevance if
    there are words, else latest first; in any order, pages that match all words come first. Without
    `of_every_type`, only page types that the catalogue lists.
    """
    pages = PortalPage.objects.live_and_public().filter(locale=locale)
    if not of_every_type:
        types = ContentType.objects.get_for_models(*facets.listed_types())
        pages = pages.filter(content_type__in=types.values())
    keys, complete = _answering(pages, q, order, locale.language_code) if q else _everything(pages, order)
    chosen = {
        facet.name: frozenset(map(facet.entry, selection[facet.name]))
        for facet in FACETS
        if selection.get(facet.name)
    }
    found, counts = facet_bitmaps.count(BitMap(keys), chosen)
    complete = sum(key in found for key in keys[:complete])
    return Findings([key for key in keys if key in found], counts, complete)


def cards(keys: Iterable[int], q: str = "") -> list[PortalPage]:
    """Returns the pages with these primary keys in the same order, with all data of their cards.

    `excerpt` is the text around the searched words, which are marked; None without words. `day` is the
    date of an event as text, or an empty string for other pages.
    """
    keys = list(keys)
    shown = PortalPage.objects.live_and_public().for_cards().with_themes()
    by_key = shown.annotate(**dates_around(timezone.now())).in_bulk(keys)
    pages = [by_key[key] for key in keys if key in by_key]
    quoted = excerpts.of(pages, q, get_language() or "fr") if q and pages else {}
    for page in pages:
        page.excerpt = quoted.get(page.pk)
        page.day = wording.next_day(_there(page, "next"), _there(page, "last"))
    return pages


def _there(page: PortalPage, which: str) -> datetime | None:
    """Returns the next or last date of an event in its local time zone, or None."""
    moment = getattr(page, f"{which}_date")
    return moment and moment.astimezone(time_zones.named(getattr(page, f"{which}_zone")))


def other_questions(
    locale: Locale, selection: Mapping[str, Iterable[str]], q: str, *, is_answered: bool
) -> list[str]:
    """Returns alternative searches that find something, for words that no page has together.

    A single word always finds something without a selection; it is offered only if there are no results.
    Of the others, only the best is tried and returned if a page matches it completely.
    """
    near = spelling.suggestions(q, locale.language_code)
    alone = [words for words in near if len(words.split()) == 1]
    if is_answered:
        near, alone = [words for words in near if words not in alone], []
    sure = [] if selection else alone
    unsure = [words for words in near if words not in sure][:1]
    return [words for words in unsure if find(locale, selection, q=words).complete] + sure


def people_to_call(locale: Locale) -> list[ParkContact]:
    """Returns one contact per Park, annotated with the Park’s name (`park`), in one query."""
    parks = ParkPage.objects.live_and_public().filter(locale=locale)
    contacts = ParkContact.objects.filter(page__in=parks).order_by("page__title", "sort_order")
    first: dict[int, ParkContact] = {}
    for contact in contacts.annotate(park=F("page__title")):
        first.setdefault(contact.page_id, contact)
    return list(first.values())[:MAX_CONTACTS]


def _everything(pages: PortalPageQuerySet, order: str) -> tuple[list[int], int]:
    keys = _in_order(pages, order)
    return keys, len(keys)


def _answering(pages: PortalPageQuerySet, q: str, order: str, language: str) -> tuple[list[int], int]:
    """Returns the primary keys of the matching pages, and how many of the first match all words."""
    answers = ranking.answers(pages, q, language)
    if order == RELEVANCE:
        return answers.keys, answers.complete
    part = {key: number >= answers.complete for number, key in enumerate(answers.keys)}
    ordered = _in_order(ranking.saying(pages, q, language), order)
    return sorted((key for key in ordered if key in part), key=part.__getitem__), answers.complete


def _in_order(pages: PortalPageQuerySet, order: str) -> list[int]:
    """Returns ordered primary keys. Titles are sorted in Python: collations differ between databases."""
    if order == TITLE:
        titles = pages.order_by("-first_published_at", "-pk").values_list(
            "catalogue_entry__sort_title", "pk"
        )
        return [key for _title, key in sorted(titles, key=lambda row: row[0] or "")]
    pages = pages.order_by("-first_published_at", "-pk")
    return list(pages.values_list("pk", flat=True))

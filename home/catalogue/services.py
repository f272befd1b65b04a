"""Writes the catalogue’s entries."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from home.catalogue.models.entries import CatalogueEntry, Filing
from portal.content.models import PortalPage
from portal.search import analysis


def record_entries(pages: Iterable[int]) -> None:
    """Writes the entries of published pages, given by primary key, from their saved facets."""
    entries = [_entry(page) for page in PortalPage.objects.live().filter(pk__in=pages).specific()]
    CatalogueEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["page"], update_fields=["facets", "sort_title"]
    )
    transaction.on_commit(partial(_announce, [entry.page_id for entry in entries]))


@transaction.atomic
def _announce(pages: list[int]) -> None:
    """Numbers the written entries, after they are committed.

    It has its own transaction: publishing many pages in one would otherwise block all other writers.
    """
    if pages:
        CatalogueEntry.objects.filter(page__in=pages).update(filing=Filing.next_number())


def _entry(page: PortalPage) -> CatalogueEntry:
    facets = [f"{name}:{value}" for name, values in page.facet_values.items() for value in values]
    sort_title = analysis.fold(page.title)[: CatalogueEntry._meta.get_field("sort_title").max_length]
    return CatalogueEntry(page=page, facets=" ".join(facets), sort_title=sort_title)

"""Checks the links of published pages and stores the dead ones."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page

from portal.content.models import PortalPage
from portal.operations import faults
from portal.writing.links import inside, outside
from portal.writing.links.inside import Inside
from portal.writing.models import DeadLink, Fault
from portal.writing.passages import Link, read

logger = logging.getLogger(__name__)

#: Takes URLs, returns the dead ones with their fault.
WhatIsWrong = Callable[[Iterable[str]], dict[str, Fault]]
PAGES_AT_ONCE = 50
LONGEST_TARGET: int = DeadLink._meta.get_field("target").max_length or 0


def check(now: datetime, ask: WhatIsWrong | None = outside.faults_of) -> QuerySet[DeadLink]:
    """Checks all links of all published pages; returns the dead ones.

    Without `ask`, external links are not checked and their rows do not change.
    """
    pages: list[_Checked] = []
    faults.each(
        logger,
        "reading links",
        _published().iterator(chunk_size=PAGES_AT_ONCE),
        lambda page: pages.append(_Checked(page)),
    )
    everything = [link for page in pages for link in page.links.values()]
    within = Inside(everything)
    asked = {link.target for link in everything if outside.is_outside(link.target)}
    without = ask(asked) if ask else {}
    known = {(row.page_id, row.target): row for row in DeadLink.objects.all()}
    rows = []
    for page in pages:
        for target, link in page.links.items():
            fault = within.fault_of(target, page.locale_id) or without.get(target)
            row = known.get((page.pk, target))
            if fault:
                rows.append(_row(page.pk, link, fault, row.since if row else now, now))
            elif row and not ask and not inside.is_inside(target):
                rows.append(_row(page.pk, link, Fault(row.fault), row.since, row.checked_at))
    _replace(rows, {page.pk: page.published_at for page in pages})
    return DeadLink.objects.all()


class _Checked:
    """The data of a page kept in memory while its links are checked, which may take an hour."""

    def __init__(self, page: PortalPage) -> None:
        self.pk, self.locale_id, self.published_at = page.pk, page.locale_id, page.last_published_at
        self.links = links_of(page)


def _published() -> QuerySet[PortalPage]:
    return PortalPage.objects.live().filter(alias_of__isnull=True).specific()


def links_of(page: PortalPage) -> dict[str, Link]:
    """Returns the first link of a page to each target, by target."""
    links: dict[str, Link] = {}
    for link in read(page).links:
        if len(link.target) <= LONGEST_TARGET:
            links.setdefault(link.target, link)
    return links


def forget_mended(page: Page) -> None:
    """Deletes the dead links that a page no longer has. A step of AFTER_PUBLICATION."""
    if not isinstance(page, PortalPage):
        return
    DeadLink.objects.filter(page_id=page.pk).exclude(target__in=links_of(page)).delete()


def known_faults(page: PortalPage, targets: Collection[str]) -> dict[str, DeadLink]:
    """Returns the results of the last check for these links of a page, by target."""
    rows = DeadLink.objects.filter(page_id=page.pk)
    return {row.target: row for row in rows if row.target in targets}


def _row(page_id: int, link: Link, fault: Fault, since: datetime, checked_at: datetime) -> DeadLink:
    return DeadLink(
        page_id=page_id,
        target=link.target,
        place=link.place,
        fault=fault,
        since=since,
        checked_at=checked_at,
    )


@transaction.atomic
def _replace(rows: list[DeadLink], published: dict[int, datetime | None]) -> None:
    """Replaces the rows of checked pages. Skips pages unpublished or published again meanwhile, until the
    next check; keeps the rows of pages that could not be read.
    """
    now = dict(PortalPage.objects.live().values_list("pk", "last_published_at"))
    DeadLink.objects.exclude(page__in=now.keys() - published.keys()).delete()
    same = {key for key, published_at in published.items() if key in now and now[key] == published_at}
    DeadLink.objects.bulk_create((row for row in rows if row.page_id in same), batch_size=100)

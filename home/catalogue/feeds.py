"""Exports of catalogue results: the newest pages as an Atom feed, all of them as a CSV table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from home.catalogue import results
from home.catalogue.forms import CatalogueForm
from portal.content.alternate_views import AlternateView
from portal.content.models import PortalPage
from portal.feeds import spreadsheets
from portal.feeds.feeds import ATOM, Atom, answer, host, is_open, last_edit, printable

CSV = "text/csv"
NEWEST = 50
#: Pages per query.
BATCH = 500


def atom(page: PortalPage, request: HttpRequest) -> HttpResponse:
    form, found = _found(page, request, order=results.DATE)
    address, query = page.get_full_url(request), f"?{form.query_string}" if form.query_string else ""
    title = ", ".join(filter(None, (page.title, form.in_words)))
    modified = last_edit()
    feed = Atom(
        modified,
        title=printable(f"{title} – {settings.SITE_NAME}"),
        link=f"{address}{query}",
        description="",
        language=page.locale.language_code,
        feed_url=f"{address}catalogue.atom{query}",
    )
    # Partial matches are useful in results, but not announced in a feed.
    for each in results.cards(found.pages[: min(found.complete, NEWEST)]):
        feed.add_item(
            title=printable(each.title),
            link=each.get_full_url(request),
            description=printable(each.summary),
            unique_id=f"tag:{host()},2026:page-{each.pk}",
            pubdate=each.first_published_at,
            updateddate=each.last_published_at,
            categories=[each.kind_label, *(theme.name for theme in each.listed_themes)],
        )
    return answer(request, feed.writeString("utf-8").encode(), ATOM, modified)


def table(page: PortalPage, request: HttpRequest) -> HttpResponse:
    """Returns a CSV file with one row per page."""
    _form, found = _found(page, request)
    headings = [
        _("Type"),
        _("Titre"),
        _("Résumé"),
        _("Parc"),
        _("Thèmes"),
        _("Publiée le"),
        _("Modifiée le"),
        _("Adresse"),
    ]
    body = spreadsheets.written(chain([headings], _lines(found.pages, request)))
    return answer(request, body, CSV, last_edit(), "catalogue.csv")


def _lines(keys: list[int], request: HttpRequest) -> Iterator[list[str]]:
    for start in range(0, len(keys), BATCH):
        for page in results.cards(keys[start : start + BATCH]):
            yield [
                page.kind_label,
                page.title,
                page.summary,
                page.park.name if page.park else "",
                ", ".join(theme.name for theme in page.listed_themes),
                _day(page.first_published_at),
                _day(page.last_published_at),
                page.get_full_url(request),
            ]


def _day(moment: datetime | None) -> str:
    return localdate(moment).isoformat() if moment else ""


def _found(
    page: PortalPage, request: HttpRequest, order: str = ""
) -> tuple[CatalogueForm, results.Findings]:
    form = CatalogueForm(request.GET, locale=page.locale)
    found = results.find(page.locale, form.selection, q=form.words, order=order or form.order)
    return form, found


ATOM_VIEW = AlternateView("catalogue.atom", atom, exists_for=is_open, in_every_language=True)
TABLE_VIEW = AlternateView("catalogue.csv", table, exists_for=is_open, in_every_language=True)

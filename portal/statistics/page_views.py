"""Counts the views of each page by day, without anything about the visitors."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.caching.drawing import Environ, at_each_reading
from portal.content import easy_read
from portal.content.current import current
from portal.content.models import PortalPage
from portal.operations.tally import Tally, write_after_answers
from portal.people.models import User
from portal.statistics.models import PageViews

#: The period reported, compared with the same number of days before it.
RECENT = timedelta(days=30)
#: Bots that identify themselves; those that pretend to be a browser are counted.
_PROGRAM = re.compile(
    r"bot\b|bot[/_-]|crawl|spider|slurp|scrap|preview|fetch|monitor|uptime|lighthouse|headless|archiver"
    r"|facebookexternalhit|whatsapp|curl|wget|python|java/|okhttp|go-http|libwww|ruby|httpclient|axios",
    re.IGNORECASE,
)


tally = Tally()


def note(request: HttpRequest, response: HttpResponse) -> None:
    """Counts a response if it is a page view."""
    page = current(request).page
    if page is None or not shows_public_page(page, request, response):
        return
    if is_by_a_reader(request):
        tally.add(page.pk, timezone.localdate())
    at_each_reading(request, partial(_note_again, page.pk))


def _note_again(page_id: int, environ: Environ) -> None:
    """Counts a view of a page that the page cache has answered."""
    if is_sent_by_a_reader(environ):
        tally.add(page_id, timezone.localdate())


def shows_public_page(page: PortalPage, request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the response is a public page or its easy-read version: files and slides do not count."""
    return (
        response.status_code == 200
        and current(request).alternate_view in (None, easy_read.ALTERNATE_VIEW)
        and getattr(page, "is_restricted", True) is False
    )


def is_by_a_reader(request: HttpRequest) -> bool:
    """Whether a visitor sent the request: not an editor, a bot, a preview or a prefetch.

    Only editors sign in: requests with a session cookie are excluded, by its name, without loading the
    session.
    """
    return (
        not getattr(request, "is_dummy", False)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and is_sent_by_a_reader(request.META)
    )


def is_sent_by_a_reader(environ: Environ) -> bool:
    """The same for a request without cookies, by its WSGI environment."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and not any("prefetch" in environ.get(name, "") for name in ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE"))
        and not _is_program(environ.get("HTTP_USER_AGENT", ""))
    )


@lru_cache(maxsize=1024)
def _is_program(user_agent: str) -> bool:
    return not user_agent or bool(_PROGRAM.search(user_agent))


def write(*, if_due: bool = False) -> None:
    """Adds the counts in memory to the rows of pages and days."""
    tally.pour(_add, if_due=if_due)


@transaction.atomic
def _add(counts: Counter[tuple[int, date]]) -> None:
    """Updates rows in sorted order, so that concurrent processes cannot deadlock."""
    pages = PortalPage.objects.filter(pk__in={page for page, _day in counts})
    there = set(pages.values_list("pk", flat=True))
    ordered = sorted(key for key in counts if key[0] in there)
    PageViews.objects.bulk_create(
        [PageViews(page_id=page, day=day) for page, day in ordered], ignore_conflicts=True
    )
    for page, day in ordered:
        PageViews.objects.filter(page=page, day=day).update(number=F("number") + counts[page, day])


def forget_old(today: date) -> int:
    """Deletes the rows older than PAGE_VIEWS_KEPT_DAYS; returns how many."""
    first_kept = today - timedelta(days=settings.PAGE_VIEWS_KEPT_DAYS)
    number, _kinds = PageViews.objects.filter(day__lt=first_kept).delete()
    return number


@dataclass(frozen=True)
class Figure:
    """The number of views of a page in the last RECENT days, and in as many days before."""

    page_id: int
    title: str
    number: int
    before: int


def most_read(user: User, today: date, shown: int) -> list[Figure]:
    """Returns the most viewed of the pages that the user may edit, in one query."""
    now = Q(day__gt=today - RECENT)
    rows = (
        PageViews.objects.filter(day__gt=today - 2 * RECENT, day__lte=today)
        .filter(page__in=PortalPage.objects.editable_by(user, "change").values("pk"))
        .values("page_id", title=F("page__draft_title"))
        .annotate(
            now=Coalesce(Sum("number", filter=now), 0), before=Coalesce(Sum("number", filter=~now), 0)
        )
        .filter(now__gt=0)
        .order_by("-now", "title", "page_id")
    )
    return [Figure(row["page_id"], row["title"], row["now"], row["before"]) for row in rows[:shown]]


write_after_answers(write)

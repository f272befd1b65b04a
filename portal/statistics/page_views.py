"""How often each page is read, day by day, without anything about who reads."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.content import easy_read
from portal.content.models import PortalPage
from portal.operations.tally import Tally, write_after_answers
from portal.people.models import User
from portal.statistics.models import PageViews

#: What is told of: so many days, beside as many before them.
RECENT = timedelta(days=30)
#: Programs that say so themselves; those that pretend to be a person are counted as one.
_PROGRAM = re.compile(
    r"bot\b|bot[/_-]|crawl|spider|slurp|scrap|preview|fetch|monitor|uptime|lighthouse|headless|archiver"
    r"|facebookexternalhit|whatsapp|curl|wget|python|java/|okhttp|go-http|libwww|ruby|httpclient|axios",
    re.IGNORECASE,
)


tally = Tally()


def note(request: HttpRequest, response: HttpResponse) -> None:
    """Counts an answer if it shows a public page to a reader."""
    if is_page_view(request, response):
        tally.add(request.portal_page.pk, timezone.localdate())  # type: ignore[attr-defined]


def is_page_view(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether somebody reads a page: no editor, no program, no preview, nothing asked for in advance.

    The easy version is the page, read otherwise; files and slides made of it are not counted. Whoever has
    a session works here: only editors sign in. That is known by the cookie’s name, without opening it.
    """
    page = getattr(request, "portal_page", None)
    alternate_view = getattr(request, "portal_alternate_view", None)
    return (
        page is not None
        and response.status_code == 200
        and alternate_view in (None, easy_read.ALTERNATE_VIEW)
        and getattr(page, "is_restricted", True) is False
        and is_by_a_reader(request)
    )


def is_by_a_reader(request: HttpRequest) -> bool:
    """Whether somebody who does not work here asks: no program, no preview, nothing in advance."""
    return (
        request.method == "GET"
        and not getattr(request, "is_dummy", False)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not _is_in_advance(request)
        and not _is_program(request.headers.get("User-Agent", ""))
    )


def _is_in_advance(request: HttpRequest) -> bool:
    return any("prefetch" in request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose"))


def _is_program(user_agent: str) -> bool:
    return not user_agent or bool(_PROGRAM.search(user_agent))


def write(*, if_due: bool = False) -> None:
    """Adds what was counted to the days of the pages."""
    tally.pour(_add, if_due=if_due)


@transaction.atomic
def _add(counts: Counter[tuple[int, date]]) -> None:
    """Processes that write at once touch rows in the same order, so that none waits in a ring."""
    pages = PortalPage.objects.filter(pk__in={page for page, _day in counts})
    there = set(pages.values_list("pk", flat=True))
    ordered = sorted(key for key in counts if key[0] in there)
    PageViews.objects.bulk_create(
        [PageViews(page_id=page, day=day) for page, day in ordered], ignore_conflicts=True
    )
    for page, day in ordered:
        PageViews.objects.filter(page=page, day=day).update(number=F("number") + counts[page, day])


def forget_old(today: date) -> int:
    """Deletes the figures of days long past; answers how many."""
    first_kept = today - timedelta(days=settings.PAGE_VIEWS_KEPT_DAYS)
    number, _kinds = PageViews.objects.filter(day__lt=first_kept).delete()
    return number


@dataclass(frozen=True)
class Figure:
    """How often a page was read these last days, and as many days before."""

    page_id: int
    title: str
    number: int
    before: int


def most_read(user: User, today: date, shown: int) -> list[Figure]:
    """What is read most of the pages that a person may change, in one query."""
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

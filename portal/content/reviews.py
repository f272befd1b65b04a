"""Reminding people of the pages they promised to check: once for each day promised."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils.translation import ngettext, override

from portal.content.models import PortalPage, ReviewReminder, User
from portal.content.publication_messages import who_may_answer


def remind(today: date) -> int:
    """Writes to each owner about all their pages whose day has come; answers how many pages."""
    by_owner: dict[User, list[PortalPage]] = defaultdict(list)
    for page in pages_to_remind_of(today):
        if owner := who_may_answer(page.owner, page.latest_revision and page.latest_revision.user):
            by_owner[owner].append(page)
    for owner, pages in by_owner.items():
        _write(owner, pages)
    return sum(map(len, by_owner.values()))


def pages_to_remind_of(today: date):
    """Those whose day has come and whose owner has not been told of that day yet."""
    told = ReviewReminder.objects.filter(page=OuterRef("pk"), review_by=OuterRef("review_by"))
    pages = PortalPage.objects.written().to_review(today).exclude(Exists(told))
    return pages.select_related("owner", "latest_revision__user")


@transaction.atomic
def _write(owner: User, pages: list[PortalPage]) -> None:
    """A mail that cannot be sent leaves no trace: the next run tries again."""
    ReviewReminder.objects.bulk_create(
        ReviewReminder(page=page, review_by=page.review_by) for page in pages
    )
    context = {"owner": owner, "pages": pages, "site": settings.WAGTAILADMIN_BASE_URL}
    with override(settings.LANGUAGE_CODE):
        subject = ngettext("Une page à relire", "%(number)d pages à relire", len(pages))
        text = render_to_string("emails/pages_to_review.txt", context)
    send_mail(subject % {"number": len(pages)}, text, None, [owner.email])

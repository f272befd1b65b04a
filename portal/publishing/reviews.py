"""Emails people about the pages they promised to review, once for each promised date."""

from __future__ import annotations

import logging
from collections import defaultdict
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from portal.mail.messages import Link
from portal.mail.to_users import address, write_to
from portal.operations import faults
from portal.people.models import User
from portal.publishing.messages import who_may_answer
from portal.publishing.models import ReviewReminder

logger = logging.getLogger(__name__)


def remind(due: QuerySet) -> int:
    """Emails each owner about all their pages due for review, once; returns the number of pages."""
    by_owner: dict[User, list[Page]] = defaultdict(list)
    for page in pages_to_remind_of(due):
        if owner := who_may_answer(page.owner, page.latest_revision and page.latest_revision.user):
            by_owner[owner].append(page)
    return faults.each(logger, "review", by_owner, lambda owner: _write(owner, by_owner[owner]))


def pages_to_remind_of(due: QuerySet) -> QuerySet:
    """Returns the pages whose owner was not reminded of their review date."""
    told = ReviewReminder.objects.filter(page=OuterRef("pk"), review_by=OuterRef("review_by"))
    return due.exclude(Exists(told)).select_related("owner", "latest_revision__user")


@transaction.atomic
def _write(owner: User, pages: list[Page]) -> int:
    ReviewReminder.objects.bulk_create(
        ReviewReminder(page=page, review_by=page.review_by) for page in pages
    )
    write_to(owner, partial(_words, pages))
    return len(pages)


def _words(pages: list[Page]) -> dict[str, Any]:
    subject = ngettext("Une page à relire", "%(number)d pages à relire", len(pages))
    return {
        "subject": subject % {"number": len(pages)},
        "paragraphs": (
            _(
                "Le jour est venu de relire ces pages. Vérifiez-les, puis choisissez le jour de la "
                "prochaine relecture dans l’onglet « Publication »."
            ),
        ),
        "links": tuple(
            Link(page.get_admin_display_title(), address(f"{_editor(page)}#:w:contentpath=review_by"))
            for page in pages
        ),
    }


def _editor(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))

"""Tells admin users, on screen and by email, which pages were not published and why."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from portal.mail.messages import Fact, Link
from portal.mail.to_users import address, write_to
from portal.operations import faults
from portal.people.models import User
from portal.publishing.requirements import IncompletePage

logger = logging.getLogger(__name__)


def tell(request: HttpRequest, refusal: IncompletePage) -> None:
    """Adds a message that lists what a page lacks, each item a link to its field."""
    messages.error(
        request,
        format_html(
            _("La page « {title} » reste en brouillon. Il lui manque {reasons}."),
            title=refusal.page.get_admin_display_title(),
            reasons=_links(refusal),
        ),
        buttons=[messages.button(refusal.address, _("Compléter la page"))],
    )


def _links(refusal: IncompletePage) -> SafeString:
    return format_html_join(
        ", ",
        '<a href="{}" title="{}">{}</a>',
        ((f"{refusal.editor}{each.anchor}", each.why, each.what) for each in refusal.missing),
    )


def write_to_editors(refusals: Iterable[IncompletePage]) -> None:
    """Sends each editor one email about all their pages that could not be published on schedule."""
    by_editor: dict[User, list[IncompletePage]] = defaultdict(list)
    for refusal in refusals:
        if editor := editor_of(refusal.page):
            by_editor[editor].append(refusal)
    faults.each(logger, "message", by_editor, lambda one: write_to(one, partial(_words, by_editor[one])))


def _words(refusals: list[IncompletePage]) -> dict[str, Any]:
    return {
        "subject": _("Publication programmée : il manque quelque chose"),
        "paragraphs": (
            _(
                "Ces pages devaient paraître. Il leur manque quelque chose : elles sont gardées en "
                "brouillon. Complétez-les, puis publiez-les ou choisissez une nouvelle date."
            ),
        ),
        "facts": tuple(
            Fact(
                refusal.page.get_admin_display_title(),
                "\n".join(f"{capfirst(each.what)}. {each.why}" for each in refusal.missing),
            )
            for refusal in refusals
        ),
        "links": tuple(
            Link(
                _("Compléter « %(title)s »") % {"title": refusal.page.get_admin_display_title()},
                address(refusal.address),
            )
            for refusal in refusals
        ),
    }


def editor_of(page: Page) -> User | None:
    """Returns the author of the latest draft or, if they may not sign in, the owner of the page."""
    return who_may_answer(page.latest_revision and page.latest_revision.user, page.owner)


def who_may_answer(*people: User | None) -> User | None:
    """Returns the first active user with an email address, or None."""
    return next((person for person in people if person and person.is_active and person.email), None)

"""Creates a draft from a starter or from another page, with the content that can be reused.

A room registers the starters of its page types in `AppConfig.ready()`. Each type lists in
`exclude_fields_in_reuse` what is not reused (dates, people, results).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from portal.content.models import PortalPage
from portal.content.services import give_park
from portal.forms.slugs import slug_of
from portal.people.models import User
from portal.publishing.requirements import TO_WRITE


@dataclass(frozen=True)
class Starter:
    """A starter for one page type; `fields()` returns fresh field values for each page."""

    slug: str
    page_type: type[PortalPage]
    label: Any
    hint: Any
    fields: Callable[[], dict[str, Any]]


_registry: dict[str, Starter] = {}


def register(starter: Starter) -> None:
    _registry[starter.slug] = starter


def find(slug: str) -> Starter | None:
    return _registry.get(slug)


def starters_for(page_type: type[PortalPage]) -> list[Starter]:
    """Returns the starters of a page type, in the order of their registration."""
    return [starter for starter in _registry.values() if starter.page_type is page_type]


def to_write(hint: str) -> str:
    """Returns the placeholder for a text to be written; a page that contains one cannot be published."""
    return f"{TO_WRITE}\N{NO-BREAK SPACE}: {hint}]"


@transaction.atomic
def begin_from_model(starter: Starter, parent: Page, title: str, user: User) -> PortalPage:
    """Creates a draft under a parent page, with the type and texts of the starter."""
    page = starter.page_type(
        title=title,
        slug=_free_slug(parent, title),
        locale=parent.locale,
        owner=user,
        live=False,
        **starter.fields(),
    )
    parent.add_child(instance=page)
    give_park(page, user)
    page.save_revision(user=user, log_action="wagtail.create", clean=False)
    return page


@transaction.atomic
def begin_from_page(source: PortalPage, parent: Page, title: str, user: User) -> PortalPage:
    """Copies a page, as it is in memory, to a draft, without the fields in `exclude_fields_in_reuse`.

    Dates and actions are not part of a page, so they are not copied.
    """
    page = source.copy(
        to=parent,
        update_attrs={"title": title, "draft_title": title, "slug": _free_slug(parent, title)},
        exclude_fields=list(source.exclude_fields_in_reuse),
        copy_revisions=False,
        keep_live=False,
        user=user,
    )
    give_park(page, user)
    return page


def _free_slug(parent: Page, title: str) -> str:
    return find_available_slug(parent, slug_of(title)[:50].strip("-") or "page")

"""Beginning a page from a model or from another page: a draft with what holds the next time too.

A room registers the models of its types in `AppConfig.ready()`. What belongs to one occasion only
(dates, people, results) each type names in `of_one_occasion`.
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
    """A model of one type; `fields` makes its values, anew for each page."""

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
    """The models of a type, in the order of their registration."""
    return [starter for starter in _registry.values() if starter.page_type is page_type]


def to_write(hint: str) -> str:
    """What stands in a model where its writer has something to say: nothing is published with it."""
    return f"{TO_WRITE}\N{NO-BREAK SPACE}: {hint}]"


@transaction.atomic
def begin_from_model(starter: Starter, parent: Page, title: str, user: User) -> PortalPage:
    """A draft of a model’s type, with its texts, under a page."""
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
    """A draft that repeats a page as it stands in memory, less what is of one occasion.

    Dates and actions are no part of a page, hence of no copy of it.
    """
    page = source.copy(
        to=parent,
        update_attrs={"title": title, "draft_title": title, "slug": _free_slug(parent, title)},
        exclude_fields=list(source.of_one_occasion),
        copy_revisions=False,
        keep_live=False,
        user=user,
    )
    give_park(page, user)
    return page


def _free_slug(parent: Page, title: str) -> str:
    return find_available_slug(parent, slug_of(title)[:50].strip("-") or "page")

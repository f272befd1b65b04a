"""Putting pages into the bin, back in their place, or away for good."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, Revision, WorkflowState

from portal.content import services
from portal.content.models import PortalPage
from portal.operations import faults
from portal.pages.querysets import in_trash
from portal.pages.versions import duplicate_complaints
from portal.people.models import User
from portal.publishing.requirements import IncompletePage, Missing
from portal.publishing.services import unpublish_incomplete
from portal.records.models import PageRecord
from portal.trash.models import Trash, TrashedPage

logger = logging.getLogger(__name__)


@transaction.atomic
def throw_away(page: Page, user: User, now: datetime) -> TrashedPage:
    """Takes a page and all below it offline and into the bin, with the translations that follow it.

    Drafts, history, dates and actions stay as they are. What was to be published or approved is so no
    more.
    """
    companions = list(companions_of(page, user))
    row = _put_into_trash(page, user, now)
    for companion in companions:
        companion.refresh_from_db()
        _put_into_trash(companion, user, now, along_with=row)
    return row


def companions_of(page: Page, user: User) -> Iterator[Page]:
    """What goes with a page: aliases, and for one in the site’s own language its translations."""
    subtree = Page.objects.descendant_of(page, inclusive=True)
    follows = Q(alias_of__in=subtree.values("pk"))
    if page.locale.language_code == settings.LANGUAGE_CODE:
        follows |= Q(translation_key__in=subtree.values("translation_key"))
    last = ""
    for other in Page.objects.filter(follows).exclude(pk__in=subtree.values("pk")).order_by("path"):
        if last and other.path.startswith(last):
            continue
        if not is_in_trash(other) and other.permissions_for_user(user).can_delete(ignore_bulk=True):
            last = other.path
            yield other


def is_in_trash(page: Page) -> bool:
    return Page.objects.filter(in_trash(), pk=page.pk).exists()


@transaction.atomic
def put_back(row: TrashedPage, parent: Page, user: User) -> list[IncompletePage]:
    """Puts a page below a parent, published where it was, and its companions where they were.

    What is no longer fit to be published comes back as a draft: answers which pages, and why. Raises
    TrashedPage.DoesNotExist where somebody else was quicker.
    """
    row = TrashedPage.objects.select_for_update().get(pk=row.pk)
    page, companions = row.page, list(row.companions.all())
    parent = Page.objects.get(pk=parent.pk)
    slug = find_available_slug(parent, row.slug)
    if slug != row.slug:
        services.rename_draft(page, slug)
    publishes = parent.permissions_for_user(user).can_publish_subpage()
    Page.objects.filter(pk=page.pk).update(slug=slug)
    Page.objects.filter(pk__in=row.live_pages if publishes else []).update(live=True)
    follower = row.follower
    if follower and follower.is_child_of(parent):
        page.move(follower, pos="left", user=None)
    else:
        page.move(parent, pos="last-child", user=None)
    row.delete()
    page = Page.objects.get(pk=page.pk)
    refusals = [*unpublish_incomplete(page, user), *_unpublish_duplicates(page, user)]
    for companion in companions:
        if companion.parent and not is_in_trash(companion.parent):
            refusals += put_back(companion, companion.parent, user)
    return refusals


@transaction.atomic
def delete_for_good(row: TrashedPage, user: User | None) -> None:
    """Deletes a page and all below it, their dates and actions, and what went into the bin with it.

    Raises ProtectedError, and changes nothing, while something still hangs on those.
    """
    for companion in row.companions.select_related("page"):
        delete_for_good(companion, user)
    for model in PageRecord.__subclasses__():
        model._default_manager.below(row.page).delete()
    row.page.delete(user=user)


def empty(before: datetime) -> int:
    """Deletes for good what went into the bin before then; answers how many pages, of all chosen.

    What is still protected, such as the data of people who came, has its turn another time.
    """
    rows = TrashedPage.objects.filter(deleted_at__lt=before, along_with=None).select_related("page")
    return faults.each(logger, "emptying the bin", list(rows), _delete_unless_protected)


def _delete_unless_protected(row: TrashedPage) -> int:
    try:
        delete_for_good(row, None)
    except ProtectedError:
        return 0
    return 1


def _put_into_trash(
    page: Page, user: User, now: datetime, along_with: TrashedPage | None = None
) -> TrashedPage:
    subtree = Page.objects.descendant_of(page, inclusive=True)
    row = TrashedPage.objects.create(
        page_id=page.pk,
        parent=page.get_parent(),
        follower=page.get_next_sibling(),
        slug=page.slug,
        live_pages=list(subtree.live().values_list("pk", flat=True)),
        along_with=along_with,
        deleted_by=user,
        deleted_at=now,
    )
    _stop_what_is_under_way(subtree, user)
    subtree.update(live=False)
    # Pages of the same name meet there.
    Page.objects.filter(pk=page.pk).update(slug=f"page-{page.pk}")
    page.refresh_from_db()
    page.move(_trash(), pos="last-child", user=None)
    row.page.refresh_from_db()
    return row


def _trash() -> Trash:
    found = Trash.objects.first()
    if found:
        return found
    root = Page.get_first_root_node()
    slug = find_available_slug(root, "corbeille")
    fresh = Trash(title="Corbeille", slug=slug, live=False, locale=Locale.get_default())
    return root.add_child(instance=fresh)


def _stop_what_is_under_way(pages, user: User) -> None:
    """No page in the bin is published by the clock or by a moderator."""
    keys = [str(key) for key in pages.values_list("pk", flat=True)]
    Revision.page_revisions.filter(object_id__in=keys, approved_go_live_at__isnull=False).update(
        approved_go_live_at=None
    )
    for state in WorkflowState.objects.active().filter(
        base_content_type__app_label="wagtailcore", base_content_type__model="page", object_id__in=keys
    ):
        state.cancel(user=user)


def _unpublish_duplicates(page: Page, user: User) -> list[IncompletePage]:
    """Takes offline what has a number that another page was given meanwhile."""
    refusals = []
    for each in PortalPage.objects.descendant_of(page, inclusive=True).live().specific():
        if complaints := duplicate_complaints(each):
            each.unpublish(user=user)
            missing = [Missing(_("une valeur à corriger"), why, field) for field, why in complaints]
            refusals.append(IncompletePage(each, missing))
    return refusals

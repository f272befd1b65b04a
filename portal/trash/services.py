"""Moves pages to the trash, restores them, deletes them permanently."""

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
    """Unpublishes a page with its descendants and companions, and moves them to the trash.

    Drafts, history, dates and actions do not change. Scheduled publications and active workflows are
    cancelled.
    """
    companions = list(companions_of(page, user))
    row = _put_into_trash(page, user, now)
    for companion in companions:
        companion.refresh_from_db()
        _put_into_trash(companion, user, now, along_with=row)
    return row


def companions_of(page: Page, user: User) -> Iterator[Page]:
    """Yields its aliases, and its translations if it is in the site’s default language."""
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
    """Restores a page below `parent`, published if it was, and its companions at their former places.

    Pages that may no longer be published are restored as drafts; returns which, and why. Raises
    TrashedPage.DoesNotExist if another request restored or deleted it first.
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
    """Permanently deletes a page, its descendants, their dates and actions, and its companions.

    Raises ProtectedError, and changes nothing, while other rows still refer to them.
    """
    for companion in row.companions.select_related("page"):
        delete_for_good(companion, user)
    for model in PageRecord.__subclasses__():
        model._default_manager.below(row.page).delete()
    row.page.delete(user=user)


def empty(before: datetime) -> int:
    """Permanently deletes pages moved to the trash before this date; returns how many, less companions.

    Pages with protected rows, such as registrations of participants, are kept and tried again next time.
    """
    rows = TrashedPage.objects.filter(deleted_at__lt=before, along_with=None).select_related("page")
    return faults.each(logger, "emptying the trash", list(rows), _delete_unless_protected)


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
    # Pages in the trash are siblings: slugs must be unique.
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
    """Cancels scheduled publications and active workflows."""
    keys = [str(key) for key in pages.values_list("pk", flat=True)]
    Revision.page_revisions.filter(object_id__in=keys, approved_go_live_at__isnull=False).update(
        approved_go_live_at=None
    )
    for state in WorkflowState.objects.active().filter(
        base_content_type__app_label="wagtailcore", base_content_type__model="page", object_id__in=keys
    ):
        state.cancel(user=user)


def _unpublish_duplicates(page: Page, user: User) -> list[IncompletePage]:
    """Unpublishes pages whose unique value, such as a number, was given to another page meanwhile."""
    refusals = []
    for each in PortalPage.objects.descendant_of(page, inclusive=True).live().specific():
        if complaints := duplicate_complaints(each):
            each.unpublish(user=user)
            missing = [Missing(_("une valeur à corriger"), why, field) for field, why in complaints]
            refusals.append(IncompletePage(each, missing))
    return refusals

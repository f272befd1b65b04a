"""Queries that apply to any Wagtail page, as expressions and querysets."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.db.models import CharField, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Length, Substr
from wagtail.models import Page, PageQuerySet, PageViewRestriction, Site, WorkflowState
from wagtail.permissions import page_permission_policy

#: Depth of home pages, below the root of the tree, which is not a page of the site.
HOME_DEPTH = 2


def restricted_pages() -> Exists:
    """True for a page with a password, sign-in or group restriction, its own or an ancestor’s.

    An expression, so that excluding such pages costs no extra query. Restrictions are few, so they are
    looked up by key; with a join, the database might start from all pages of the site.
    """
    under = Page.objects.order_by().filter(pk__in=PageViewRestriction.objects.values("page"))
    return Exists(under.filter(path=Substr(OuterRef("path"), 1, Length("path"))))


def is_trash(page: Page) -> bool:
    """Returns whether a page is the trash itself, the parent of deleted pages."""
    return page.specific_class is apps.get_model("trash", "Trash")


def in_trash() -> Exists:
    """True for a deleted page that can still be restored, and for the trash itself."""
    trash = apps.get_model("trash", "Trash")
    start = Substr(OuterRef("path"), 1, 2 * Page.steplen)
    return Exists(trash.objects.order_by().filter(path=start))


def home_pages() -> Q:
    """Matches the site’s root page and its translations, and no other page of that depth."""
    root = Site.objects.filter(is_default_site=True).values("root_page__translation_key")
    return Q(depth=HOME_DEPTH, translation_key=Subquery(root[:1]))


def open_pages(user: AbstractUser) -> PageQuerySet:
    """Returns the pages that a signed-in user may know of: their own, and those that everybody may read.

    Drafts and restricted pages of other people are excluded.
    """
    own = page_permission_policy.explorable_instances(user).values("pk")
    public = Page.objects.live().exclude(restricted_pages()).values("pk")
    return Page.objects.filter(Q(pk__in=own) | Q(pk__in=public))


def pages_in_moderation() -> Exists:
    """True for a page that waits for another person’s approval."""
    return Exists(
        WorkflowState.objects.filter(
            status=WorkflowState.STATUS_IN_PROGRESS,
            base_content_type__app_label="wagtailcore",
            base_content_type__model="page",
            object_id=Cast(OuterRef("pk"), CharField()),
        )
    )

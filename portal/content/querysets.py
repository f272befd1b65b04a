"""Page querysets shared by all rooms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import get_language
from modelcluster.queryset import FakeQuerySet
from wagtail.models import Page, PageManager, PageQuerySet

from portal.pages.querysets import pages_in_moderation, restricted_pages

if TYPE_CHECKING:
    from portal.people.models import User


class PortalPageQuerySet(PageQuerySet):
    def live_and_public(self) -> PortalPageQuerySet:
        """Returns pages that everybody may read: published, unrestricted, not an alias."""
        return self.live().filter(alias_of__isnull=True).exclude(restricted_pages())

    def found_by_words(self) -> PortalPageQuerySet:
        """Returns pages that the catalogue’s text search may find."""
        from django.contrib.contenttypes.models import ContentType
        from wagtail.models import get_page_models

        listed = [model for model in get_page_models() if getattr(model, "in_catalogue", False)]
        types = ContentType.objects.get_for_models(*listed).values()
        return self.live_and_public().filter(content_type__in=types)

    def in_language_of(self, page: Page) -> PortalPageQuerySet:
        return self.filter(locale_id=page.locale_id)

    def translations_of(self, page: Page) -> PortalPageQuerySet:
        """Returns the page and its translations."""
        return self.filter(translation_key=page.translation_key)

    def written(self) -> PortalPageQuerySet:
        """Returns pages that people write: the source language only, no translations or aliases."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE, alias_of__isnull=True)

    def editable_by(self, user: User, action: str) -> PortalPageQuerySet:
        """Returns pages that the user may `change`, or `add` children to."""
        from wagtail.permissions import page_permission_policy

        allowed = page_permission_policy.instances_user_has_permission_for(user, action)
        return self.filter(pk__in=allowed.values("pk"))

    def with_editable_records(self, user: User) -> PortalPageQuerySet:
        """Returns pages whose plain records the user may write (see `records.models`)."""
        public = Q(live=True) | Q(first_published_at__isnull=False)
        versions = Page.objects.filter(public, translation_key=OuterRef("translation_key"))
        editable = self.editable_by(user, "change")
        return editable.filter(~Exists(versions)) | editable.editable_by(user, "publish")

    def drafts_of(self, user: User) -> PortalPageQuerySet:
        """Returns unpublished drafts that the user created or edited last, latest first.

        Drafts in moderation or scheduled for publication are left out.
        """
        return (
            self.filter(Q(owner=user) | Q(latest_revision__user=user), has_unpublished_changes=True)
            .filter(latest_revision__isnull=False, latest_revision__approved_go_live_at__isnull=True)
            .exclude(pages_in_moderation())
            .order_by("-latest_revision_created_at", "-pk")
        )

    def to_review(self, by: date) -> PortalPageQuerySet:
        """Returns published pages to be reviewed by a date, the longest overdue first."""
        return self.live().filter(review_by__lte=by).order_by("review_by", "title")

    def for_cards(self) -> PortalPageQuerySet:
        """Fetches all that a card shows, in two queries for any number of pages."""
        return self.select_related("listing_picture", "park").prefetch_related(
            "listing_picture__renditions"
        )

    def with_themes(self) -> PortalPageQuerySet:
        """Prefetches `listed_themes`, with names in the reader’s language, in one more query."""
        themes = self.model._meta.get_field("page_themes").related_model
        return self.prefetch_related(
            Prefetch(
                "page_themes",
                queryset=themes.objects.with_names(get_language() or "fr"),
                to_attr="listed_themes",
            ),
        )


def chosen_pages(rows: models.QuerySet, field: str) -> models.QuerySet:
    """Returns the translation keys of the pages that child rows refer to by `field`, as a subquery.

    The rows of a previewed draft are in memory: the subquery then filters by their page ids.
    """
    if isinstance(rows, FakeQuerySet):
        ids = [getattr(row, f"{field}_id") for row in rows]
        return Page.objects.filter(pk__in=ids).values("translation_key")
    return rows.order_by().values(f"{field}__translation_key")


PortalPageManager = PageManager.from_queryset(PortalPageQuerySet)

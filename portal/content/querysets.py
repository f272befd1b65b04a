"""Intention-named reads shared by all rooms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import CharField, Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Length, Substr
from django.utils.translation import get_language
from modelcluster.queryset import FakeQuerySet
from wagtail.models import Locale, Page, PageManager, PageQuerySet, PageViewRestriction, WorkflowState

if TYPE_CHECKING:
    from portal.content.models import User


def restricted_pages() -> Exists:
    """True for a page under a password, sign-in or group restriction, its own or an ancestor’s.

    An expression, so that leaving such pages out costs no query of its own. Restrictions are few: they
    are looked up by their key, where a join would let an engine begin with every page of the site.
    """
    under = Page.objects.order_by().filter(pk__in=PageViewRestriction.objects.values("page"))
    return Exists(under.filter(path=Substr(OuterRef("path"), 1, Length("path"))))


def binned() -> Exists:
    """True for a page that was deleted and can still be put back, and for the bin itself."""
    from portal.content.models import RecycleBin

    start = Substr(OuterRef("path"), 1, 2 * Page.steplen)
    return Exists(RecycleBin.objects.order_by().filter(path=start))


def open_pages(user: User) -> PageQuerySet:
    """The pages that somebody who signs in may know of: their own, and what everybody may read.

    Other people’s drafts and restricted pages are nobody else’s business.
    """
    from wagtail.permissions import page_permission_policy

    own = page_permission_policy.explorable_instances(user).values("pk")
    public = Page.objects.live().exclude(restricted_pages()).values("pk")
    return Page.objects.filter(Q(pk__in=own) | Q(pk__in=public))


def pages_in_moderation() -> Exists:
    """True for a page that somebody else is asked to approve."""
    return Exists(
        WorkflowState.objects.filter(
            status=WorkflowState.STATUS_IN_PROGRESS,
            base_content_type__app_label="wagtailcore",
            base_content_type__model="page",
            object_id=Cast(OuterRef("pk"), CharField()),
        )
    )


class TermQuerySet(models.QuerySet):
    def in_language(self, language: str) -> models.QuerySet:
        return self.filter(locale__language_code=language)

    def as_choices(self, locale: Locale) -> list[tuple[str, str]]:
        """What there is to choose from in a language, as (address, name)."""
        return list(self.filter(locale=locale).values_list("slug", "name"))


class PageTermQuerySet(models.QuerySet):
    def with_names(self, language: str) -> models.QuerySet:
        """Adds `name`, in this language where it is translated, and `slug`."""
        term_model = self.model._meta.get_field("term").related_model
        translated = term_model.objects.in_language(language).filter(
            translation_key=OuterRef("term__translation_key")
        )
        return self.annotate(
            name=Coalesce(Subquery(translated.values("name")[:1]), F("term__name")),
            slug=F("term__slug"),
        ).order_by("name")

    def with_own_names(self) -> models.QuerySet:
        """Adds `name`, in the language of the page where it is translated, and `slug`."""
        term_model = self.model._meta.get_field("term").related_model
        translated = term_model.objects.filter(
            translation_key=OuterRef("term__translation_key"), locale=OuterRef("page__locale")
        )
        return self.annotate(
            name=Coalesce(Subquery(translated.values("name")[:1]), F("term__name")),
            slug=F("term__slug"),
        ).order_by("name")


class PortalPageQuerySet(PageQuerySet):
    def visible(self) -> PortalPageQuerySet:
        """What everybody may read: published, under no restriction, and no alias of another page."""
        return self.live().filter(alias_of__isnull=True).exclude(restricted_pages())

    def found_by_words(self) -> PortalPageQuerySet:
        """Those that the catalogue answers a question with."""
        from django.contrib.contenttypes.models import ContentType
        from wagtail.models import get_page_models

        listed = [model for model in get_page_models() if getattr(model, "in_catalogue", False)]
        types = ContentType.objects.get_for_models(*listed).values()
        return self.visible().filter(content_type__in=types)

    def in_language_of(self, page: Page) -> PortalPageQuerySet:
        return self.filter(locale_id=page.locale_id)

    def translations_of(self, page: Page) -> PortalPageQuerySet:
        """The page itself and its translations."""
        return self.filter(translation_key=page.translation_key)

    def written(self) -> PortalPageQuerySet:
        """The pages that people write: translations and aliases follow them."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE, alias_of__isnull=True)

    def open_to(self, user: User, action: str) -> PortalPageQuerySet:
        """Those that a person’s groups let them `change`, or `add` pages under."""
        from wagtail.permissions import page_permission_policy

        allowed = page_permission_policy.instances_user_has_permission_for(user, action)
        return self.filter(pk__in=allowed.values("pk"))

    def with_records_open_to(self, user: User) -> PortalPageQuerySet:
        """Those whose plain records a person may write (see `page_records.may_write_records`)."""
        public = Q(live=True) | Q(first_published_at__isnull=False)
        versions = Page.objects.filter(public, translation_key=OuterRef("translation_key"))
        editable = self.open_to(user, "change")
        return editable.filter(~Exists(versions)) | editable.open_to(user, "publish")

    def drafts_of(self, user: User) -> PortalPageQuerySet:
        """Those a person made or changed last and nobody has published since, latest first.

        What goes its own way meanwhile, to a moderator or by a schedule, stays out.
        """
        return (
            self.filter(Q(owner=user) | Q(latest_revision__user=user), has_unpublished_changes=True)
            .filter(latest_revision__isnull=False, latest_revision__approved_go_live_at__isnull=True)
            .exclude(pages_in_moderation())
            .order_by("-latest_revision_created_at", "-pk")
        )

    def to_review(self, by: date) -> PortalPageQuerySet:
        """Published pages that somebody promised to check by a day, the longest overdue first."""
        return self.live().filter(review_by__lte=by).order_by("review_by", "title")

    def with_dead_links(self) -> PortalPageQuerySet:
        """Published pages with links that lead nowhere, the longest dead first.

        Adds how many they are (`dead_links_number`), since when and where the first stands.
        """
        from portal.content.models import DeadLink

        links = DeadLink.objects.filter(page=OuterRef("pk")).order_by("since", "pk")
        number = links.order_by().values("page").annotate(number=Count("pk")).values("number")
        return (
            self.live()
            .annotate(
                dead_links_number=Subquery(number),
                dead_link_since=Subquery(links.values("since")[:1]),
                dead_link_place=Subquery(links.values("place")[:1]),
            )
            .filter(dead_links_number__gt=0)
            .order_by("dead_link_since", "pk")
        )

    def for_cards(self) -> PortalPageQuerySet:
        """With all that a card shows, in two queries however many they are."""
        return self.select_related("listing_picture", "park").prefetch_related(
            "listing_picture__renditions"
        )

    def with_themes(self) -> PortalPageQuerySet:
        """Adds `listed_themes`, with names in the reader’s language, in one more query."""
        from portal.content.models import PageTheme

        return self.prefetch_related(
            Prefetch(
                "page_themes",
                queryset=PageTheme.objects.with_names(get_language() or "fr"),
                to_attr="listed_themes",
            ),
        )


def chosen_pages(rows: models.QuerySet, field: str) -> models.QuerySet:
    """The translation keys of the pages that child rows name by `field`, as a subquery.

    Rows of a draft that is being previewed stand in memory: the subquery then lists their pages.
    """
    if isinstance(rows, FakeQuerySet):
        ids = [getattr(row, f"{field}_id") for row in rows]
        return Page.objects.filter(pk__in=ids).values("translation_key")
    return rows.order_by().values(f"{field}__translation_key")


def values_of(rows: models.QuerySet, path: str) -> list[str]:
    """What rows hold at a path, each value once, as text."""
    return sorted({str(value) for value in rows.values_list(path, flat=True) if value is not None})


def terms_of(page: Page, language: str) -> dict[str, list]:
    """The words a page needs: its `themes`, `audiences` and `tags`, each with `name`, `slug` and the
    key `pk`, and the `words` that are explained in the language. One query for all.
    """
    from portal.content.models import GlossaryTerm, PageAudience, PageTheme, TaggedPage

    no_text = (Value(""), Value(""))
    rows = (
        PageTheme.objects.filter(page=page)
        .with_names(language)
        .order_by()
        .values_list(Value("themes"), "name", "slug", *no_text, "term")
        .union(
            PageAudience.objects.filter(page=page)
            .with_names(language)
            .order_by()
            .values_list(Value("audiences"), "name", "slug", *no_text, "term"),
            TaggedPage.objects.filter(content_object=page).values_list(
                Value("tags"), "tag__name", "tag__slug", *no_text, "tag"
            ),
            GlossaryTerm.objects.in_language(language)
            .order_by()
            .values_list(Value("words"), "name", "slug", "variants", "description", "pk"),
        )
    )
    terms: dict[str, list] = {"themes": [], "audiences": [], "tags": [], "words": []}
    for kind, name, slug, variants, description, key in sorted(rows):
        if kind == "words":
            word = GlossaryTerm(name=name, slug=slug, variants=variants, description=description)
            terms[kind].append(word)
        else:
            terms[kind].append({"name": name, "slug": slug, "pk": key})
    return terms


PortalPageManager = PageManager.from_queryset(PortalPageQuerySet)

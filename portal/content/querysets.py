"""Intention-named reads shared by all rooms."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce, Length, Substr
from django.utils.translation import get_language
from modelcluster.queryset import FakeQuerySet
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction


def restricted_pages() -> Exists:
    """True for a page under a password, sign-in or group restriction, its own or an ancestor’s.

    An expression, so that leaving such pages out costs no query of its own.
    """
    return Exists(
        PageViewRestriction.objects.filter(page__path=Substr(OuterRef("path"), 1, Length("page__path")))
    )


class TermQuerySet(models.QuerySet):
    def in_language(self, language: str) -> models.QuerySet:
        return self.filter(locale__language_code=language)


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


class PortalPageQuerySet(PageQuerySet):
    def visible(self) -> PortalPageQuerySet:
        """What everybody may read: published, under no restriction, and no alias of another page."""
        return self.live().filter(alias_of__isnull=True).exclude(restricted_pages())

    def in_language_of(self, page: Page) -> PortalPageQuerySet:
        return self.filter(locale_id=page.locale_id)

    def translations_of(self, page: Page) -> PortalPageQuerySet:
        """The page itself and its translations."""
        return self.filter(translation_key=page.translation_key)

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


def terms_of(page: Page, language: str) -> dict[str, list]:
    """The themes, audiences and tags of a page, by these names, each with `name` and `slug`."""
    from portal.content.models import PageAudience, PageTheme, TaggedPage

    rows = (
        PageTheme.objects.filter(page=page)
        .with_names(language)
        .order_by()
        .values_list(Value("themes"), "name", "slug")
        .union(
            PageAudience.objects.filter(page=page)
            .with_names(language)
            .order_by()
            .values_list(Value("audiences"), "name", "slug"),
            TaggedPage.objects.filter(content_object=page).values_list(
                Value("tags"), "tag__name", "tag__slug"
            ),
        )
    )
    terms: dict[str, list] = {"themes": [], "audiences": [], "tags": []}
    for kind, name, slug in sorted(rows):
        terms[kind].append({"name": name, "slug": slug})
    return terms


PortalPageManager = PageManager.from_queryset(PortalPageQuerySet)

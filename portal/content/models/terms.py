"""The themes, audiences and tags of pages."""

from __future__ import annotations

from django.db import models
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.models import Page

from portal.vocabulary.models import Audience, GlossaryTerm, Tag, Theme


class PageTermQuerySet(models.QuerySet):
    def with_names(self, language: str) -> models.QuerySet:
        """Annotates `name`, in this language if translated, and `slug`."""
        term_model = self.model._meta.get_field("term").related_model
        translated = term_model.objects.in_language(language).filter(
            translation_key=OuterRef("term__translation_key")
        )
        return self.annotate(
            name=Coalesce(Subquery(translated.values("name")[:1]), F("term__name")),
            slug=F("term__slug"),
        ).order_by("name")

    def with_own_names(self) -> models.QuerySet:
        """Annotates `name`, in the language of the page if translated, and `slug`."""
        term_model = self.model._meta.get_field("term").related_model
        translated = term_model.objects.filter(
            translation_key=OuterRef("term__translation_key"), locale=OuterRef("page__locale")
        )
        return self.annotate(
            name=Coalesce(Subquery(translated.values("name")[:1]), F("term__name")),
            slug=F("term__slug"),
        ).order_by("name")


class PageTerm(models.Model):
    """A link from a page to a term; the field `term` of each subclass sets the model of the term."""

    objects = PageTermQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.term)


class PageTheme(PageTerm):
    page = ParentalKey("content.PortalPage", on_delete=models.CASCADE, related_name="page_themes")
    term = models.ForeignKey(
        Theme,
        models.CASCADE,
        related_name="page_links",
        verbose_name=_("thème"),
        limit_choices_to=models.Q(locale__language_code="fr"),
    )

    class Meta:
        verbose_name = _("thème")
        constraints = [
            models.UniqueConstraint(fields=["page", "term"], name="a_theme_once_per_page"),
        ]
        # Holds all that the ranking of similar pages reads, so that it reads no row.
        indexes = [models.Index(fields=["term", "page"], name="pages_by_theme")]


class PageAudience(PageTerm):
    page = ParentalKey("content.PortalPage", on_delete=models.CASCADE, related_name="page_audiences")
    term = models.ForeignKey(
        Audience,
        models.CASCADE,
        related_name="page_links",
        verbose_name=_("public"),
        limit_choices_to=models.Q(locale__language_code="fr"),
    )

    class Meta:
        verbose_name = _("public")
        constraints = [
            models.UniqueConstraint(fields=["page", "term"], name="an_audience_once_per_page"),
        ]
        indexes = [models.Index(fields=["term", "page"], name="pages_by_audience")]


class TaggedPage(ItemBase, models.Model):
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged_pages")
    content_object = ParentalKey(
        "content.PortalPage", on_delete=models.CASCADE, related_name="tagged_items"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="a_tag_once_per_page"),
        ]
        indexes = [models.Index(fields=["tag", "content_object"], name="pages_by_tag")]


def values_of(rows: models.QuerySet, path: str) -> list[str]:
    """Returns the distinct values of the rows at a lookup path, as sorted strings, without None."""
    return sorted({str(value) for value in rows.values_list(path, flat=True) if value is not None})


def terms_of(page: Page, language: str) -> dict[str, list]:
    """Returns the `themes`, `audiences` and `tags` of a page, each with `name`, `slug` and `pk`, and the
    `words` of the glossary in the language. One query.
    """
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

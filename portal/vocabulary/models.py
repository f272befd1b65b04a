"""Terms that pages share: curated themes and audiences, free tags, and the glossary.

Through tables refer to the terms of the source language, whatever the language of the page, so that their
copies for a translation stay valid; names are read in the reader’s language.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from portal.forms.lines import OneLineMixin
from portal.forms.slugs import slug_of
from portal.vocabulary.querysets import TermQuerySet


class Term(OneLineMixin, TranslatableMixin, index.Indexed, models.Model):
    """A curated term: its slug is the same in every language, its name is translated."""

    name = models.CharField(_("nom"), max_length=60)
    slug = models.SlugField(
        _("adresse"),
        max_length=60,
        help_text=_("Sert dans les adresses : ne la changez plus une fois publiée."),
    )
    description = models.CharField(
        _("description"),
        max_length=240,
        blank=True,
        help_text=_("Une phrase qui dit ce que l’on range sous ce mot."),
    )

    objects = TermQuerySet.as_manager()

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    translatable_fields = [
        TranslatableField("name"),
        TranslatableField("description"),
        SynchronizedField("slug", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["name"]

    def __str__(self):
        return self.name


class Theme(Term):
    class Meta(Term.Meta):
        abstract = False
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        constraints = [
            models.UniqueConstraint(fields=["slug", "locale"], name="one_theme_per_slug"),
        ]


class Audience(Term):
    class Meta(Term.Meta):
        abstract = False
        verbose_name = _("public")
        verbose_name_plural = _("publics")
        constraints = [
            models.UniqueConstraint(fields=["slug", "locale"], name="one_audience_per_slug"),
        ]


class GlossaryTerm(Term):
    """A term explained wherever a text contains it."""

    variants = models.TextField(
        _("autres formes"),
        blank=True,
        help_text=_(
            "Pluriels, sigles, autres façons de l’écrire, séparés par des virgules. "
            "Une forme tout en capitales n’est reconnue qu’en capitales."
        ),
    )
    description = models.TextField(
        _("définition"),
        max_length=280,
        help_text=_("Une ou deux phrases que tout le monde comprend, sans sigle."),
    )

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("variants"), FieldPanel("description")]
    search_fields = [*Term.search_fields, index.SearchField("variants")]
    translatable_fields = [*Term.translatable_fields, TranslatableField("variants")]

    class Meta(Term.Meta):
        abstract = False
        verbose_name = _("mot expliqué")
        verbose_name_plural = _("mots expliqués")
        constraints = [
            models.UniqueConstraint(fields=["slug", "locale"], name="one_explanation_per_slug"),
        ]

    @property
    def forms(self) -> list[str]:
        """All written forms of the term, without duplicates."""
        written = (form.strip() for form in (self.name, *self.variants.split(",")))
        return list(dict.fromkeys(form for form in written if form))


class Tag(OneLineMixin, TagBase):
    """A free tag, in French only."""

    free_tagging = True

    class Meta:
        verbose_name = _("mot-clé")
        verbose_name_plural = _("mots-clés")

    def slugify(self, tag, i=None):
        return slug_of(tag) + (f"_{i}" if i else "")

"""Synonyms entered by editors; texts and vocabulary of public pages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class SynonymSet(models.Model):
    """French expressions that find the same pages."""

    expressions = models.TextField(
        _("mots équivalents"),
        max_length=500,
        help_text=_(
            "Séparés par des virgules : « aînés, seniors, personnes âgées ». "
            "Chercher l’un trouve aussi les autres. Singulier, pluriel et accents se devinent."
        ),
    )

    panels = [FieldPanel("expressions")]

    class Meta:
        verbose_name = _("mots équivalents")
        verbose_name_plural = _("mots équivalents")
        ordering = ["expressions"]

    def __str__(self):
        return self.expressions

    def clean(self):
        super().clean()
        if len(self.forms) < 2:
            raise ValidationError(
                {"expressions": _("Donnez au moins deux mots, séparés par une virgule.")}
            )

    @property
    def forms(self) -> list[str]:
        """Returns the distinct expressions, as entered."""
        written = (expression.strip() for expression in self.expressions.split(","))
        return list(dict.fromkeys(expression for expression in written if expression))


class PublicText(models.Model):
    """A public page’s text, for quotations, and its words, for spelling suggestions."""

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="public_texts")
    language = models.CharField(max_length=10)
    #: The title of the attached document, or an empty string for the page’s own text.
    source = models.CharField(max_length=255, blank=True)
    #: One paragraph per line.
    text = models.TextField(blank=True)
    #: Its distinct words, as the vocabulary stores them, separated by spaces.
    words = models.TextField(blank=True)


class VocabularyWord(models.Model):
    """A word of public texts, as written, and the number of texts that contain it."""

    language = models.CharField(max_length=10)
    written = models.CharField(max_length=40)
    #: Without accents, for comparison with typed words.
    plain = models.CharField(max_length=40)
    texts = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "written"], name="a_word_once_per_language"),
        ]
        indexes = [models.Index(fields=["language", "plain"], name="words_as_they_are_typed")]

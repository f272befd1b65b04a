"""What editors tell the search."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class SynonymSet(models.Model):
    """Expressions, in French, that find the same pages."""

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
        """Each expression once, as it was written."""
        written = (expression.strip() for expression in self.expressions.split(","))
        return list(dict.fromkeys(expression for expression in written if expression))


class PublicText(models.Model):
    """What everybody may read on a page: its text, to quote it, and its words, to spell by."""

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="public_texts")
    language = models.CharField(max_length=10)
    #: The title of the attached document it comes from; empty for the page’s own.
    source = models.CharField(max_length=255, blank=True)
    #: One paragraph a line.
    text = models.TextField(blank=True)
    #: Each word of it once, as the vocabulary writes it, separated by spaces.
    words = models.TextField(blank=True)


class VocabularyWord(models.Model):
    """A word that public texts say, as it is written, and in how many of them."""

    language = models.CharField(max_length=10)
    written = models.CharField(max_length=40)
    #: Without accents, as it is compared with what people type.
    plain = models.CharField(max_length=40)
    texts = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "written"], name="a_word_once_per_language"),
        ]
        indexes = [models.Index(fields=["language", "plain"], name="words_as_they_are_typed")]

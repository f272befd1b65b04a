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

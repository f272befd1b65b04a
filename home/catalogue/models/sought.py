"""Searches without a complete result."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SoughtWords(models.Model):
    """Number of searches for words that no page has together, without data about who searched.

    A search made on few days may be a person’s name: until then, only a keyed digest is stored.
    """

    digest = models.CharField(max_length=64, unique=True)
    #: Empty until it was searched on enough days.
    words = models.CharField(_("mots demandés"), max_length=60, blank=True)
    times = models.PositiveIntegerField(_("fois"), default=0)
    days = models.PositiveIntegerField(_("jours"), default=0)
    last_day = models.DateField(_("dernier jour"), db_index=True)

    class Meta:
        verbose_name = _("recherche sans réponse")
        verbose_name_plural = _("recherches sans réponse")
        ordering = ["-times", "words"]

    def __str__(self):
        return self.words

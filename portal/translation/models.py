"""What translations do not know yet of the pages they were made from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PendingChanges(models.Model):
    """A page was published again since its translations last followed it.

    There is no row where they say the same.
    """

    source = models.OneToOneField(
        "wagtail_localize.TranslationSource",
        models.CASCADE,
        related_name="pending_changes",
        verbose_name=_("original"),
    )
    number = models.PositiveIntegerField(_("passages changés"))

    class Meta:
        verbose_name = _("changements à reprendre")
        verbose_name_plural = _("changements à reprendre")

    def __str__(self):
        return f"{self.source} – {self.number}"

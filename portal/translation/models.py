"""Changes of pages that their translations have not taken over yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PendingChanges(models.Model):
    """The number of changed passages in a page published after its translations were last synced.

    If nothing changed, there is no row.
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

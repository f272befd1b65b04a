"""The reminders already sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewReminder(models.Model):
    """A reminder sent to the owner of a page, to review it by a date."""

    page = models.ForeignKey(
        "content.PortalPage", models.CASCADE, related_name="+", verbose_name=_("page")
    )
    review_by = models.DateField(_("à relire avant le"))

    class Meta:
        verbose_name = _("rappel de relecture")
        verbose_name_plural = _("rappels de relecture")
        constraints = [
            models.UniqueConstraint(fields=["page", "review_by"], name="one_reminder_per_promised_day"),
        ]

    def __str__(self):
        return f"{self.page} – {self.review_by}"

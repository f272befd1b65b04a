"""Page views."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PageViews(models.Model):
    """The number of views of a page on a day, without anything about the visitors."""

    page = models.ForeignKey(
        "content.PortalPage", models.CASCADE, related_name="page_views", verbose_name=_("page")
    )
    day = models.DateField(_("jour"), db_index=True)
    number = models.PositiveIntegerField(_("lectures"), default=0)

    class Meta:
        verbose_name = _("lectures d’une page")
        verbose_name_plural = _("lectures des pages")
        constraints = [
            models.UniqueConstraint(fields=["page", "day"], name="one_count_per_page_and_day"),
        ]

    def __str__(self):
        return f"{self.page} – {self.day}"

"""Results of the command `check_links`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Fault(models.TextChoices):
    GONE = "gone", _("ce qui était là a été supprimé")
    UNPUBLISHED = "unpublished", _("cette page n’est plus en ligne")
    RESTRICTED = "restricted", _("ce n’est pas ouvert à tout le monde")
    NOT_FOUND = "not-found", _("le site répond que cette page n’existe pas")
    UNKNOWN_SITE = "unknown-site", _("ce site n’existe pas ou n’existe plus")
    NO_ANSWER = "no-answer", _("le site ne répond pas")
    UNSAFE = "unsafe", _("le site n’est pas sûr : son certificat n’est pas valable")
    NOT_PUBLIC = "not-public", _("cette adresse ne marche que sur votre réseau")


class DeadLink(models.Model):
    """A link of a published page that was dead when last checked.

    `max_length` of `target` keeps it indexable in any script; longer URLs are not checked.
    """

    page = models.ForeignKey(
        "content.PortalPage", models.CASCADE, related_name="dead_links", verbose_name=_("page")
    )
    target = models.CharField(_("adresse"), max_length=600)
    place = models.CharField(_("endroit"), max_length=255)
    fault = models.CharField(_("état"), max_length=20, choices=Fault.choices)
    since = models.DateTimeField(_("depuis le"))
    checked_at = models.DateTimeField(_("vérifié le"))

    class Meta:
        verbose_name = _("lien mort")
        verbose_name_plural = _("liens morts")
        ordering = ["page", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "target"], name="one_row_per_dead_link"),
        ]

    def __str__(self):
        return f"{self.target} – {self.get_fault_display()}"

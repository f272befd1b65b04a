"""Mixins for page types to be published. Both come before `wagtail.models.Page`."""

from functools import partial

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from portal.publishing import requirements


class CompletePageMixin:
    """A page that cannot be published until it meets the `needs` of its type."""

    needs: tuple[requirements.Need, ...] = ()

    def publish(self, revision, *args, **kwargs):
        """Publishes a complete draft; see `requirements.attempt` for an incomplete one."""
        publish = partial(super().publish, revision, *args, **kwargs)
        return requirements.attempt(revision.as_object(), publish)


class ReviewedPageMixin(models.Model):
    """The date of the last review, and the date by which the next is promised."""

    reviewed_on = models.DateField(
        _("relue le"),
        null=True,
        blank=True,
        help_text=_("Le jour de la dernière relecture complète."),
    )
    review_by = models.DateField(
        _("à relire avant le"),
        null=True,
        blank=True,
        help_text=_("Le jour où son contenu doit être vérifié de nouveau."),
    )

    review_panels = [
        MultiFieldPanel([FieldPanel("reviewed_on"), FieldPanel("review_by")], heading=_("Relecture"))
    ]

    class Meta:
        abstract = True

"""What publication adds to a page type. Both mixins stand before `wagtail.models.Page`."""

from functools import partial

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from portal.publishing import requirements


class CompletePageMixin:
    """A page that is published only once it has what its type `needs`."""

    needs: tuple[requirements.Need, ...] = ()

    def publish(self, revision, *args, **kwargs):
        """Publishes a complete draft; see `requirements.attempt` for one that is not."""
        publish = partial(super().publish, revision, *args, **kwargs)
        return requirements.attempt(revision.as_object(), publish)


class ReviewedPageMixin(models.Model):
    """The day of the last review, and the day by which the next is promised."""

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

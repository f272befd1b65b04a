"""The four groups that are asked the common question, and their members for a project."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from portal.forms.lines import OneLineMixin


class TestGroup(models.TextChoices):
    ELECTED = "elected", _("Élus")
    SOCIAL = "social", _("Acteurs du social")
    PARK = "park", _("Techniciens du Parc")
    ASSOCIATIONS = "associations", _("Acteurs associatifs")


def by_group(rows) -> list[tuple[str, str, list]]:
    """Returns rows with a `group` as (group, label, rows), in order, without empty groups."""
    return [
        (group.value, str(group.label), members)
        for group in TestGroup
        if (members := [row for row in rows if row.group == group])
    ]


class GroupRow(OneLineMixin, TranslatableMixin, Orderable, models.Model):
    """A name in one of the four groups."""

    group = models.CharField(
        _("groupe"),
        max_length=12,
        choices=TestGroup,
        help_text=_("Un des quatre groupes-tests."),
    )
    name = models.CharField(_("nom"), max_length=120)

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True

    def __str__(self):
        return self.name


class ProjectPartner(GroupRow):
    page = ParentalKey("parks.ProjectPage", on_delete=models.CASCADE, related_name="partners")
    link = models.URLField(_("site"), blank=True)

    panels = [FieldPanel("group"), FieldPanel("name"), FieldPanel("link")]

    class Meta(GroupRow.Meta):
        abstract = False
        verbose_name = _("partenaire")


class CommitteeMember(GroupRow):
    page = ParentalKey("parks.ProjectPage", on_delete=models.CASCADE, related_name="committee")
    role = models.CharField(_("fonction"), max_length=120, blank=True)

    panels = [FieldPanel("group"), FieldPanel("name"), FieldPanel("role")]

    override_translatable_fields = [SynchronizedField("name")]

    class Meta(GroupRow.Meta):
        abstract = False
        verbose_name = _("membre du comité de pilotage")

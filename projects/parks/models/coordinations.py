"""Coordinations: associations of one domain that work together."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from portal.content.api_fields import Rows
from portal.content.blocks import SHORT_TEXT_FEATURES, ProseBlock
from portal.content.fields import ProseField
from portal.content.models import PortalPage
from portal.forms.lines import OneLineMixin
from portal.publishing.requirements import Need


class Domain(models.TextChoices):
    DISABILITY = "disability", _("Handicap")
    HEALTH = "health", _("Santé")
    SENIORS = "seniors", _("Seniors")
    INTEGRATION = "integration", _("Insertion")
    CHILDHOOD = "childhood", _("Enfance et jeunesse")
    OTHER = "other", _("Autre domaine")


class CoordinationPage(PortalPage):
    parent_page_types = ["parks.ParkPage"]
    template = "parks/coordination_page.html"
    page_description = _("Des associations d’un même domaine : qui, où, ce qu’on peut leur demander.")
    kind_slug = "coordination"
    family = "inspire"
    in_catalogue = True
    exclude_fields_in_reuse = (*PortalPage.exclude_fields_in_reuse, "members")
    api_fields = [
        *PortalPage.api_fields,
        APIField("domain"),
        APIField("area_covered"),
    ]
    api_details = [
        *PortalPage.api_details,
        APIField("can_be_asked"),
        APIField("body"),
        APIField("members", Rows("name", "link")),
    ]
    needs = (
        *PortalPage.needs,
        Need("area_covered", _("le territoire couvert"), _("Les communes ou cantons, en clair.")),
        Need("members", _("une association membre"), _("Celles que l’on peut appeler.")),
    )

    domain = models.CharField(
        _("domaine"),
        max_length=12,
        choices=Domain,
        default=Domain.OTHER,
        help_text=_("Le domaine de l’action sociale qu’elle réunit."),
    )
    area_covered = models.TextField(
        _("territoire couvert"),
        blank=True,
        help_text=_("Les communes ou cantons, en clair."),
    )
    can_be_asked = RichTextField(
        _("ce qu’on peut lui demander"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("En liste : relayer une information, accueillir un atelier, donner un avis…"),
    )
    body = ProseField(
        ProseBlock(),
        blank=True,
        verbose_name=_("texte"),
        help_text=_("Son histoire, sa façon de travailler."),
    )

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("domain"),
        FieldPanel("area_covered"),
        FieldPanel("can_be_asked"),
        InlinePanel("members", label=_("Association"), heading=_("Associations membres")),
    ]
    body_panels = [FieldPanel("body")]

    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("area_covered"),
        index.SearchField("can_be_asked"),
        index.SearchField("body"),
        index.RelatedFields("members", [index.SearchField("name")]),
    ]

    class Meta:
        verbose_name = _("coordination associative")
        verbose_name_plural = _("coordinations associatives")

    @property
    def facet_values(self) -> dict[str, list[str]]:
        return super().facet_values | {"domaine": [self.domain]}

    def structured_data(self, request):
        return {
            "@type": "Organization",
            "areaServed": self.area_covered,
            "member": [{"@type": "Organization", "name": member.name} for member in self.members.all()],
        }


class CoordinationMember(OneLineMixin, TranslatableMixin, Orderable, models.Model):
    page = ParentalKey(CoordinationPage, on_delete=models.CASCADE, related_name="members")
    name = models.CharField(_("association"), max_length=120)
    contact = models.CharField(
        _("contact"),
        max_length=160,
        blank=True,
        help_text=_("Téléphone ou adresse e-mail."),
    )
    link = models.URLField(_("site"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("contact"), FieldPanel("link")]

    override_translatable_fields = [
        SynchronizedField("name"),
        SynchronizedField("contact"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("association membre")

    def __str__(self):
        return self.name

"""The charter of a Park and its orientations, in concrete terms."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from methods.models import MethodSheetPage, SheetLink
from portal.content.blocks import SHORT_TEXT_FEATURES
from portal.content.models import PortalPage
from portal.media.models import PortalDocument
from portal.pages.versions import no_longer_than
from portal.publishing.requirements import Need
from projects.parks.querysets import OrientationManager

ORIENTATION_NUMBER = RegexValidator(
    r"^\d{1,3}(\.\d{1,3}){0,4}$",
    _("Des nombres séparés par des points, par exemple 2.1."),
)


class CharterIndexPage(PortalPage):
    parent_page_types = ["parks.ParkPage"]
    template = "parks/charter_index_page.html"
    max_count_per_parent = 1
    page_description = _("La charte d’un Parc : sa période, son document, ses orientations.")
    kind_slug = "charte"
    family = "inspire"
    api_fields = [
        *PortalPage.api_fields,
        APIField("starts_on"),
        APIField("ends_on"),
    ]
    api_details = [
        *PortalPage.api_details,
        APIField("introduction"),
    ]

    starts_on = models.PositiveSmallIntegerField(
        _("première année"), null=True, blank=True, help_text=_("Par exemple 2015.")
    )
    ends_on = models.PositiveSmallIntegerField(
        _("dernière année"), null=True, blank=True, help_text=_("Par exemple 2030.")
    )
    document = models.ForeignKey(
        PortalDocument,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
        help_text=_("Le texte officiel de la charte, en PDF."),
    )
    introduction = RichTextField(
        _("introduction"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Ce que la charte dit du vivre ensemble."),
    )

    content_panels = [
        *PortalPage.content_panels,
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")], heading=_("Période")),
        FieldPanel("document"),
        FieldPanel("introduction"),
    ]

    search_fields = [*PortalPage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("charte")
        verbose_name_plural = _("chartes")

    def clean(self):
        super().clean()
        no_longer_than(self, "starts_on", "ends_on")

    @property
    def period(self) -> str:
        """« 2015–2030 », or the only year known."""
        return "–".join(str(year) for year in (self.starts_on, self.ends_on) if year)

    @cached_property
    def orientations(self) -> list["CharterOrientationPage"]:
        return list(CharterOrientationPage.objects.live_and_public().child_of(self).in_order())

    def structured_data(self, request):
        return {"@type": "CollectionPage"}


class OrientationLevel(models.TextChoices):
    AXIS = "axe", _("Axe")
    ORIENTATION = "orientation", _("Orientation")
    MEASURE = "mesure", _("Mesure")


class CharterOrientationPage(PortalPage):
    parent_page_types = ["parks.CharterIndexPage"]
    subpage_types: list[str] = []
    template = "parks/charter_orientation_page.html"
    page_description = _("Ce que dit la charte, et le sens concret qu’on lui donne.")
    kind_slug = "orientation"
    family = "inspire"
    in_catalogue = True
    api_fields = [
        *PortalPage.api_fields,
        APIField("level"),
        APIField("number"),
        APIField("wording"),
    ]
    api_details = [
        *PortalPage.api_details,
        APIField("meaning"),
    ]
    quoted_fields = ("wording",)
    needs = (
        *PortalPage.needs,
        Need("wording", _("le texte officiel"), _("Mot pour mot, comme dans la charte.")),
        Need("meaning", _("le sens concret"), _("Ce que cela veut dire dans la vie des gens.")),
    )

    level = models.CharField(
        _("niveau"),
        max_length=12,
        choices=OrientationLevel,
        default=OrientationLevel.ORIENTATION,
        help_text=_("Une charte se divise en axes, en orientations et en mesures."),
    )
    number = models.CharField(
        _("numéro"),
        max_length=20,
        blank=True,
        validators=[ORIENTATION_NUMBER],
        help_text=_("Celui de la charte, par exemple 2 ou 2.1."),
    )
    wording = models.TextField(
        _("texte officiel"),
        blank=True,
        help_text=_("Mot pour mot, comme dans la charte."),
    )
    meaning = RichTextField(
        _("sens concret"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Ce que cela veut dire dans la vie des gens, avec des mots simples."),
    )

    objects: ClassVar = OrientationManager()

    content_panels = [
        *PortalPage.content_panels,
        FieldRowPanel([FieldPanel("level"), FieldPanel("number")]),
        FieldPanel("wording"),
        FieldPanel("meaning"),
        InlinePanel("sheet_links", label=_("Fiche qui aide"), heading=_("Fiches qui aident")),
    ]

    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("wording"),
        index.SearchField("meaning"),
    ]

    override_translatable_fields = [
        *PortalPage.override_translatable_fields,
        SynchronizedField("number", overridable=False),
    ]

    class Meta:
        verbose_name = _("orientation de la charte")
        verbose_name_plural = _("orientations de la charte")

    @property
    def label(self) -> str:
        """Returns level and number as cited: « Mesure 2.1 »."""
        return f"{self.get_level_display()} {self.number}".strip()

    @cached_property
    def sheets(self) -> list[MethodSheetPage]:
        sheets = MethodSheetPage.objects.live_and_public().named_by(self.sheet_links.all(), self)
        return list(sheets.for_cards())

    def structured_data(self, request):
        return {"@type": "CreativeWork", "position": self.number, "text": self.wording}


class OrientationSheet(SheetLink):
    page = ParentalKey(CharterOrientationPage, on_delete=models.CASCADE, related_name="sheet_links")

    class Meta(SheetLink.Meta):
        verbose_name = _("fiche qui aide")
        constraints = [
            models.UniqueConstraint(fields=["page", "sheet"], name="an_orientation_sheet_once"),
        ]

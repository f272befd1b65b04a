"""Method sheets: how-to guides."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from methods.models.means import MeansMixin
from methods.models.stages import StagePage
from methods.querysets import MethodSheetManager
from portal.content.api_fields import Links, PageLink
from portal.content.blocks import SHORT_TEXT_FEATURES, MethodBlock
from portal.content.facts import Fact
from portal.content.fields import ProseField
from portal.content.models import PortalPage
from portal.publishing.requirements import Need


class Licence(models.TextChoices):
    CC_BY_SA = "cc-by-sa-4.0", _("Creative Commons BY-SA 4.0")
    CC_BY = "cc-by-4.0", _("Creative Commons BY 4.0")
    ETALAB = "etalab-2.0", _("Licence ouverte 2.0 (Etalab)")


LICENCE_ADDRESSES: dict[str, str] = {
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.ETALAB: "https://spdx.org/licenses/etalab-2.0.html",
}


def _has_a_step(sheet: "MethodSheetPage") -> bool:
    return any(block.value["title"] for block in sheet.body.blocks_by_name("step"))


class MethodSheetPage(MeansMixin, PortalPage):
    parent_page_types = ["methods.MethodIndexPage"]
    subpage_types: list[str] = []
    template = "methods/method_sheet_page.html"
    page_description = _("Comment faire une chose : pour qui, avec quoi, étape par étape.")
    kind_slug = "fiche"
    family = "understand"
    in_catalogue = True
    is_written_by_parks = True
    exclude_fields_in_copy = ["number", "park"]
    unique_in_language = {"number": _("Une autre fiche porte déjà ce numéro.")}
    api_fields = [
        *PortalPage.api_fields,
        APIField("number"),
        APIField("duration_min"),
        APIField("duration_max"),
        APIField("group_min"),
        APIField("group_max"),
        APIField("licence"),
    ]
    api_details = [
        *PortalPage.api_details,
        APIField("stage_shown", PageLink()),
        APIField("objectives"),
        APIField("participants"),
        APIField("material"),
        APIField("preparation"),
        APIField("body"),
        APIField("related", Links()),
    ]
    needs = (
        *PortalPage.needs,
        Need(
            "duration_min",
            _("une durée"),
            _("Le temps qu’il faut compter, en minutes : un seul des deux nombres suffit."),
            lambda sheet: bool(sheet.duration_min or sheet.duration_max),
        ),
        Need(
            "body",
            _("une étape"),
            _("Ce que l’on fait d’abord, puis ensuite : ajoutez un bloc « Étape »."),
            _has_a_step,
        ),
        Need("page_themes", _("un thème"), _("C’est par lui que l’on trouve la fiche.")),
    )

    number = models.PositiveSmallIntegerField(
        _("numéro de la fiche"),
        null=True,
        blank=True,
        help_text=_("Le numéro que l’on cite : « voir la fiche 10 ». Un seul par fiche."),
    )
    stage = models.ForeignKey(
        StagePage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("temps de la démarche"),
        help_text=_("Vide si la fiche sert tout au long de la démarche."),
    )
    objectives = RichTextField(
        _("objectifs"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Ce que la fiche permet d’obtenir, un objectif par ligne de liste."),
    )
    body = ProseField(
        MethodBlock(),
        blank=True,
        verbose_name=_("déroulement"),
        help_text=_("Les étapes, puis les conseils, les points de vigilance et les exemples."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=20,
        choices=Licence,
        default=Licence.CC_BY_SA,
        help_text=_("Ce que les lecteurs ont le droit de faire de la fiche."),
    )

    objects: ClassVar = MethodSheetManager()

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel(
            "park",
            heading=_("Parc qui a écrit la fiche"),
            help_text=_("Vide si le réseau l’a écrite. Ce Parc peut la modifier."),
        ),
        FieldPanel("number"),
        FieldPanel("stage"),
        FieldPanel("objectives"),
        *MeansMixin.means_panels,
    ]
    body_panels = [
        FieldPanel("body"),
        InlinePanel("related_sheets", label=_("Fiche liée")),
    ]
    settings_panels = [FieldPanel("licence"), *PortalPage.settings_panels]

    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("objectives"),
        index.SearchField("participants"),
        index.SearchField("material"),
        index.SearchField("preparation"),
        index.SearchField("body"),
    ]

    override_translatable_fields = [
        *PortalPage.override_translatable_fields,
        SynchronizedField("number", overridable=False),
        SynchronizedField("stage", overridable=False),
    ]

    class Meta:
        verbose_name = _("fiche méthode")
        verbose_name_plural = _("fiches méthode")

    @property
    def facet_values(self) -> dict[str, list[str]]:
        number = self.stage.number if self.stage else None
        stages = [str(number)] if number else []
        return super().facet_values | self.means_facets | {"temps": stages}

    @property
    def facts(self) -> list[Fact]:
        """Duration, group size, audiences and themes, if set."""
        aims = [
            Fact(str(_("Pour qui")), self._names("audiences"), "hand"),
            Fact(str(_("Pour quoi")), self._names("themes"), "target"),
        ]
        return [*self.means_facts, *(fact for fact in aims if fact.value)]

    def _names(self, kind: str) -> str:
        return ", ".join(term["name"] for term in self.terms[kind])

    @property
    def label(self) -> str:
        """As cited: « Fiche méthode 13 »."""
        return f"{self.kind_label} {self.number or ''}".strip()

    @property
    def licence_address(self) -> str:
        return LICENCE_ADDRESSES[self.licence]

    @cached_property
    def stage_shown(self) -> StagePage | None:
        """Its stage in the language of the sheet, or as chosen if it is not translated."""
        if self.stage_id is None:
            return None
        versions = StagePage.objects.live_and_public().translations_of(self.stage)
        return versions.in_language_of(self).first() or versions.first()

    @cached_property
    def author_page(self) -> PortalPage | None:
        from portal.content import park_branches  # needs all models loaded

        return park_branches.page_of_author(self)

    @cached_property
    def related(self) -> list["MethodSheetPage"]:
        """The related sheets, in the editor’s order and the language of this sheet."""
        sheets = MethodSheetPage.objects.live_and_public().named_by(self.related_sheets.all(), self)
        return list(sheets.for_cards())

    def structured_data(self, request):
        return {
            "@type": "HowTo",
            "totalTime": f"PT{self.duration_max}M" if self.duration_max else None,
            "license": self.licence_address,
            "step": [
                {"@type": "HowToStep", "name": block.value["title"]}
                for block in self.body.blocks_by_name("step")
            ],
        }


class SheetLink(Orderable, models.Model):
    """A page’s link to a sheet, in the editor’s order; subclasses name the page."""

    sheet = models.ForeignKey(MethodSheetPage, models.CASCADE, related_name="+", verbose_name=_("fiche"))

    panels = [FieldPanel("sheet")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self):
        return str(self.sheet)


class RelatedSheet(SheetLink):
    page = ParentalKey(MethodSheetPage, on_delete=models.CASCADE, related_name="related_sheets")

    class Meta(SheetLink.Meta):
        verbose_name = _("fiche liée")
        constraints = [
            models.UniqueConstraint(fields=["page", "sheet"], name="a_related_sheet_once"),
        ]

    def clean(self):
        super().clean()
        if self.sheet_id and self.sheet_id == self.page_id:
            raise ValidationError({"sheet": _("Une fiche ne renvoie pas à elle-même.")})

"""Stages of the approach and the method sheets that help to run them."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from methods.querysets import MethodSheetManager, StageManager
from portal.content.blocks import SHORT_TEXT_FEATURES, MethodBlock, ProseBlock
from portal.content.fields import ProseField
from portal.content.models import PortalPage
from portal.content.translation import no_longer_than

NUMBER_OF_STAGES = 6


class MethodIndexPage(PortalPage):
    parent_page_types = ["home.HomePage"]
    template = "methods/method_index_page.html"
    max_count_per_parent = 1
    page_description = _("La porte « Comprendre et animer » : les six temps et toutes les fiches.")
    kind_slug = "demarche"
    family = "understand"

    introduction = RichTextField(
        _("introduction"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Ce qu’est la démarche, en quelques phrases."),
    )
    body = ProseField(
        ProseBlock(),
        blank=True,
        verbose_name=_("texte"),
        help_text=_("Ce qu’il faut savoir avant de choisir une fiche."),
    )

    content_panels = [*PortalPage.content_panels, FieldPanel("introduction")]
    body_panels = [FieldPanel("body")]

    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("la démarche")
        verbose_name_plural = _("pages de la démarche")

    @cached_property
    def stages(self) -> list["StagePage"]:
        return list(StagePage.objects.visible().in_language_of(self).in_order())

    @cached_property
    def sheets(self) -> list["MethodSheetPage"]:
        sheets = MethodSheetPage.objects.visible().in_language_of(self).in_order()
        return list(sheets.for_cards().select_related("stage"))

    def structured_data(self, request):
        return {"@type": "CollectionPage"}

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["sheets_by_stage"] = self._sheets_by_stage()
        return context

    def _sheets_by_stage(
        self,
    ) -> list[tuple["StagePage | None", list["MethodSheetPage"]]]:
        """Sheets that serve throughout first (None), then stage by stage; empty stages stay out.

        A sheet whose stage is not to be seen here stands among the first.
        """
        shelves: dict[StagePage | None, list[MethodSheetPage]] = {None: []}
        shelves |= {stage: [] for stage in self.stages}
        by_key = {stage.translation_key: stage for stage in self.stages}
        for sheet in self.sheets:
            stage = by_key.get(sheet.stage.translation_key) if sheet.stage else None
            shelves[stage].append(sheet)
        return [(stage, sheets) for stage, sheets in shelves.items() if sheets]


class StagePage(PortalPage):
    parent_page_types = ["methods.MethodIndexPage"]
    subpage_types: list[str] = []
    template = "methods/stage_page.html"
    page_description = _("Un des six temps de la démarche : à quoi il sert, ce qui en sort.")
    kind_slug = "temps"
    family = "understand"
    in_catalogue = True
    exclude_fields_in_copy = ["number"]
    unique_in_language = {"number": _("Un autre temps porte déjà ce numéro.")}

    number = models.PositiveSmallIntegerField(
        _("numéro du temps"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(NUMBER_OF_STAGES)],
        help_text=_("De 1 à 6. Un seul temps par numéro."),
    )
    purpose = RichTextField(
        _("à quoi sert ce temps"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Ce que l’on cherche, en deux ou trois phrases."),
    )
    usual_duration = models.CharField(
        _("durée habituelle"),
        max_length=80,
        blank=True,
        help_text=_("Par exemple « Un à deux mois »."),
    )
    outcome = RichTextField(
        _("ce qui en sort"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Ce que l’on a entre les mains à la fin."),
    )
    body = ProseField(
        ProseBlock(),
        blank=True,
        verbose_name=_("texte"),
        help_text=_("Le déroulement, les conseils, les questions à se poser."),
    )

    objects = StageManager()

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("number"),
        FieldPanel("purpose"),
        FieldPanel("usual_duration"),
        FieldPanel("outcome"),
    ]
    body_panels = [FieldPanel("body")]

    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("purpose"),
        index.SearchField("outcome"),
        index.SearchField("body"),
    ]

    override_translatable_fields = [
        *PortalPage.override_translatable_fields,
        SynchronizedField("number", overridable=False),
    ]

    class Meta:
        verbose_name = _("temps de la démarche")
        verbose_name_plural = _("temps de la démarche")

    @cached_property
    def stages_shown(self) -> list["StagePage"]:
        """All stages in order, this one marked as the current one."""
        stages = list(StagePage.objects.visible().in_language_of(self).in_order())
        for stage in stages:
            stage.is_current = stage.pk == self.pk
        return stages

    @cached_property
    def sheets(self) -> list["MethodSheetPage"]:
        return list(
            MethodSheetPage.objects.visible().in_language_of(self).of_stage(self).in_order().for_cards()
        )

    def structured_data(self, request):
        return {"@type": "Article", "headline": self.title, "position": self.number}


class Licence(models.TextChoices):
    CC_BY_SA = "cc-by-sa-4.0", _("Creative Commons BY-SA 4.0")
    CC_BY = "cc-by-4.0", _("Creative Commons BY 4.0")
    ETALAB = "etalab-2.0", _("Licence ouverte 2.0 (Etalab)")


LICENCE_ADDRESSES = {
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.ETALAB: "https://spdx.org/licenses/etalab-2.0.html",
}


@dataclass(frozen=True)
class Fact:
    """One of the few facts that tell whether a page suits; `icon` names a drawing."""

    label: str
    value: str
    icon: str = ""


class MeansMixin(models.Model):
    """What it takes to follow a sheet: time, people, material, preparation."""

    duration_min = models.PositiveSmallIntegerField(
        _("durée minimale"), null=True, blank=True, help_text=_("En minutes.")
    )
    duration_max = models.PositiveSmallIntegerField(
        _("durée maximale"), null=True, blank=True, help_text=_("En minutes.")
    )
    group_min = models.PositiveSmallIntegerField(
        _("groupe : au moins"),
        null=True,
        blank=True,
        help_text=_("Nombre de personnes."),
    )
    group_max = models.PositiveSmallIntegerField(
        _("groupe : au plus"),
        null=True,
        blank=True,
        help_text=_("Nombre de personnes."),
    )
    participants = RichTextField(
        _("qui participe"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Qui inviter, qui anime."),
    )
    material = RichTextField(
        _("matériel"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Ce qu’il faut avoir sous la main."),
    )
    preparation = RichTextField(
        _("préparation"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Ce qui se fait avant le jour même."),
    )

    means_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("duration_min"), FieldPanel("duration_max")]),
                FieldRowPanel([FieldPanel("group_min"), FieldPanel("group_max")]),
            ],
            heading=_("Durée et taille du groupe"),
        ),
        FieldPanel("participants"),
        FieldPanel("material"),
        FieldPanel("preparation"),
    ]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        no_longer_than(self, "duration_min", "duration_max")
        no_longer_than(self, "group_min", "group_max")

    @property
    def facts(self) -> list[Fact]:
        """How long and how many, as far as they are known."""
        return [
            Fact(str(label), value, icon)
            for label, value, icon in (
                (_("Durée"), self._duration(), "clock"),
                (_("Groupe"), self._group(), "people"),
            )
            if value
        ]

    def _duration(self) -> str:
        return _span(
            self.duration_min and hours_and_minutes(self.duration_min),
            self.duration_max and hours_and_minutes(self.duration_max),
        )

    def _group(self) -> str:
        numbers = _span(self.group_min, self.group_max)
        return str(_("%(numbers)s personnes") % {"numbers": numbers}) if numbers else ""


def hours_and_minutes(minutes: int) -> str:
    """« 45 min », « 1 h », « 2 h 30 »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}\N{NO-BREAK SPACE}min"
    return f"{hours}\N{NO-BREAK SPACE}h" + (f"\N{NO-BREAK SPACE}{rest:02}" if rest else "")


def _span(lower, upper) -> str:
    if lower and upper and lower != upper:
        return str(_("%(lower)s à %(upper)s") % {"lower": lower, "upper": upper})
    return str(upper or lower or "")


class MethodSheetPage(MeansMixin, PortalPage):
    parent_page_types = ["methods.MethodIndexPage"]
    subpage_types: list[str] = []
    template = "methods/method_sheet_page.html"
    page_description = _("Comment faire une chose : pour qui, avec quoi, étape par étape.")
    kind_slug = "fiche"
    family = "understand"
    in_catalogue = True
    exclude_fields_in_copy = ["number"]
    unique_in_language = {"number": _("Une autre fiche porte déjà ce numéro.")}

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

    objects = MethodSheetManager()

    content_panels = [
        *PortalPage.content_panels,
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
    def licence_address(self) -> str:
        return LICENCE_ADDRESSES[self.licence]

    @cached_property
    def stage_shown(self) -> StagePage | None:
        """Its stage in the language of the sheet, as chosen where it is not translated."""
        if self.stage_id is None:
            return None
        versions = StagePage.objects.visible().translations_of(self.stage)
        return versions.in_language_of(self).first() or versions.first()

    @cached_property
    def related(self) -> list["MethodSheetPage"]:
        """The sheets to read next, in the editor’s order and the language of this sheet."""
        sheets = MethodSheetPage.objects.visible().named_by(self.related_sheets.all(), self)
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


class RelatedSheet(Orderable):
    page = ParentalKey(MethodSheetPage, on_delete=models.CASCADE, related_name="related_sheets")
    sheet = models.ForeignKey(MethodSheetPage, models.CASCADE, related_name="+", verbose_name=_("fiche"))

    panels = [FieldPanel("sheet")]

    class Meta(Orderable.Meta):
        verbose_name = _("fiche liée")
        constraints = [
            models.UniqueConstraint(fields=["page", "sheet"], name="a_related_sheet_once"),
        ]

    def __str__(self):
        return str(self.sheet)

    def clean(self):
        super().clean()
        if self.sheet_id and self.sheet_id == self.page_id:
            raise ValidationError({"sheet": _("Une fiche ne renvoie pas à elle-même.")})

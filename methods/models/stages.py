"""The six stages of the approach."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from methods.querysets import StageManager
from portal.content.blocks import SHORT_TEXT_FEATURES, ProseBlock
from portal.content.fields import ProseField
from portal.content.models import PortalPage
from portal.publishing.requirements import Need

NUMBER_OF_STAGES = 6


class StagePage(PortalPage):
    parent_page_types = ["methods.MethodIndexPage"]
    subpage_types: list[str] = []
    template = "methods/stage_page.html"
    page_description = _("Un des six temps de la démarche : à quoi il sert, ce qui en sort.")
    kind_slug = "temps"
    family = "understand"
    in_catalogue = True
    max_count_per_parent = NUMBER_OF_STAGES
    exclude_fields_in_copy = ["number"]
    unique_in_language = {"number": _("Un autre temps porte déjà ce numéro.")}
    api_fields = [
        *PortalPage.api_fields,
        APIField("number"),
        APIField("usual_duration"),
    ]
    api_details = [
        *PortalPage.api_details,
        APIField("purpose"),
        APIField("outcome"),
        APIField("body"),
    ]
    needs = (
        *PortalPage.needs,
        Need("number", _("un numéro"), _("Celui du temps dans la démarche, de 1 à 6.")),
        Need("purpose", _("à quoi sert ce temps"), _("Ce que l’on cherche, en deux ou trois phrases.")),
    )

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

    objects: ClassVar = StageManager()

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

    @property
    def facet_values(self) -> dict[str, list[str]]:
        return super().facet_values | {"temps": [str(self.number)] if self.number else []}

    @property
    def label(self) -> str:
        """As cited: « Temps 3 »."""
        return _("Temps %(number)s") % {"number": self.number} if self.number else self.kind_label

    @cached_property
    def stages_shown(self) -> list["StagePage"]:
        """All stages in order, with `is_current` true for this one."""
        stages = list(StagePage.objects.live_and_public().in_language_of(self).in_order())
        for stage in stages:
            stage.is_current = stage.pk == self.pk
        return stages

    @cached_property
    def sheets(self) -> list:
        from methods.models.sheets import MethodSheetPage

        return list(
            MethodSheetPage.objects.live_and_public()
            .in_language_of(self)
            .of_stage(self)
            .in_order()
            .for_cards()
        )

    def structured_data(self, request):
        return {"@type": "Article", "headline": self.title, "position": self.number}

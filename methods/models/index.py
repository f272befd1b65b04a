"""The index page of the approach."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index

from methods.models.sheets import MethodSheetPage
from methods.models.stages import StagePage
from portal.content.blocks import SHORT_TEXT_FEATURES, ProseBlock
from portal.content.fields import ProseField
from portal.content.models import PortalPage


class MethodIndexPage(PortalPage):
    parent_page_types = ["home.HomePage"]
    template = "methods/method_index_page.html"
    max_count_per_parent = 1
    page_description = _("La porte « Comprendre et animer » : les six temps et toutes les fiches.")
    kind_slug = "demarche"
    family = "understand"
    label = ""
    api_details = [
        *PortalPage.api_details,
        APIField("introduction"),
        APIField("body"),
    ]

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
    def stages(self) -> list[StagePage]:
        return list(StagePage.objects.live_and_public().in_language_of(self).in_order())

    @cached_property
    def sheets(self) -> list[MethodSheetPage]:
        sheets = MethodSheetPage.objects.live_and_public().in_language_of(self).in_order()
        return list(sheets.for_cards().select_related("stage"))

    def structured_data(self, request):
        return {"@type": "CollectionPage"}

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["sheets_by_stage"] = self._sheets_by_stage()
        return context

    def _sheets_by_stage(
        self,
    ) -> list[tuple[StagePage | None, list[MethodSheetPage]]]:
        """Returns sheets without stage first (None), then by stage; empty stages are omitted.

        A sheet whose stage is not listed on this page counts as without stage.
        """
        shelves: dict[StagePage | None, list[MethodSheetPage]] = {None: []}
        shelves |= {stage: [] for stage in self.stages}
        by_key = {stage.translation_key: stage for stage in self.stages}
        for sheet in self.sheets:
            stage = by_key.get(sheet.stage.translation_key) if sheet.stage else None
            shelves[stage].append(sheet)
        return [(stage, sheets) for stage, sheets in shelves.items() if sheets]

"""The home page of a language."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.search import index

from methods.models import MethodSheetPage, StagePage
from portal.content.blocks import ProseBlock
from portal.content.fields import ProseField
from portal.content.models import PortalPage
from portal.publishing.requirements import Need
from projects.agenda.listings import ListedOccurrence, listed
from projects.agenda.models import Occurrence

COMING_SHOWN = 4
SHEETS_SHOWN = 3


class HomePage(PortalPage):
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"
    page_description = _("L’accueil du site dans une langue.")
    kind_slug = "accueil"
    needs = (*PortalPage.needs, Need("introduction", _("une introduction"), _("Ce qu’est le site.")))
    label = ""
    api_details = [
        *PortalPage.api_details,
        APIField("introduction"),
        APIField("body"),
    ]

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        help_text=_("Ce qu’est le site, en deux phrases que tout le monde comprend."),
    )
    body = ProseField(
        ProseBlock(),
        blank=True,
        verbose_name=_("texte"),
        help_text=_("Sous les trois portes : la démarche en quelques mots."),
    )

    content_panels = [*PortalPage.content_panels, FieldPanel("introduction")]
    body_panels = [FieldPanel("body")]

    search_fields = [*PortalPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("page d’accueil")
        verbose_name_plural = _("pages d’accueil")

    @cached_property
    def coming(self) -> list[ListedOccurrence]:
        dates = Occurrence.objects.live_and_public().upcoming(timezone.now()).in_order()
        return listed(dates[:COMING_SHOWN])

    @cached_property
    def stages(self) -> list[StagePage]:
        return list(StagePage.objects.live_and_public().in_language_of(self).in_order())

    @cached_property
    def recent_sheets(self) -> list[MethodSheetPage]:
        sheets = MethodSheetPage.objects.live_and_public().in_language_of(self).recent()
        return list(sheets.for_cards()[:SHEETS_SHOWN])

    def structured_data(self, request):
        return {"@type": "WebSite", "name": settings.SITE_NAME}

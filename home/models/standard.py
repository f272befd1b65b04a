"""Pages of plain text: about, legal, contact."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.search import index

from portal.content.blocks import ProseBlock
from portal.content.fields import ProseField
from portal.content.models import PortalPage
from portal.publishing.requirements import Need


class StandardPage(PortalPage):
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "home/standard_page.html"
    page_description = _("Une page de texte : à propos, mentions légales, contact…")
    kind_slug = "page-simple"
    needs = (*PortalPage.needs, Need("body", _("un texte"), _("Ce que la page a à dire.")))
    label = ""
    api_details = [
        *PortalPage.api_details,
        APIField("body"),
    ]

    body = ProseField(
        ProseBlock(),
        blank=True,
        verbose_name=_("texte"),
        help_text=_("Le contenu de la page."),
    )

    body_panels = [FieldPanel("body")]

    search_fields = [*PortalPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("page simple")
        verbose_name_plural = _("pages simples")

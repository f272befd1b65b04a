"""Urban walks (« diagnostics en marchant »): a route observed together, stop by stop."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from portal.content.api_fields import Rows
from portal.content.blocks import SHORT_TEXT_FEATURES
from portal.forms.lines import OneLineMixin
from portal.publishing.requirements import Need
from portal.territory.models import PlaceMixin
from projects.agenda.models import EventPage


class UrbanWalkPage(EventPage):
    template = "walks/urban_walk_page.html"
    page_description = _("Une balade pour observer ensemble : son parcours et ses arrêts.")
    kind_slug = "promenade"
    api_details = [
        *EventPage.api_details,
        APIField("route_description"),
        APIField("stops", Rows("title", "text", "question", "latitude", "longitude")),
    ]
    needs = (
        *EventPage.needs,
        Need(
            "route_description", _("un parcours"), _("D’où l’on part, par où l’on passe, où l’on arrive.")
        ),
        Need(
            "stops",
            _("deux arrêts"),
            _("Là où l’on regarde et discute : il en faut deux pour faire un parcours."),
            lambda walk: walk.stops.count() > 1,
        ),
    )

    route_description = RichTextField(
        _("parcours"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("D’où l’on part, par où l’on passe, où l’on arrive."),
    )

    content_panels = [
        *EventPage.content_panels,
        InlinePanel("purposes", label=_("But"), heading=_("À quoi elle sert")),
        FieldPanel("route_description"),
        InlinePanel("stops", label=_("Arrêt"), heading=_("Arrêts, dans l’ordre")),
    ]

    search_fields = [
        *EventPage.search_fields,
        index.SearchField("route_description"),
        index.RelatedFields("stops", [index.SearchField("title"), index.SearchField("text")]),
    ]

    class Meta:
        verbose_name = _("promenade urbaine")
        verbose_name_plural = _("promenades urbaines")


class Purpose(models.TextChoices):
    """Purposes named by the source guide, and two added by the Parks."""

    PEDIBUS = "pedibus", _("Mettre en place un pédibus")
    ACCESSIBLE_STREETS = "accessible_streets", _("Rendre les rues accessibles à tous")
    FACILITY_OPINION = "facility_opinion", _("Donner un avis sur un équipement")
    LANDSCAPE = "landscape", _("Regarder le paysage et le cadre de vie")
    WELCOME = "welcome", _("Accueillir de nouveaux habitants")


class WalkPurpose(Orderable, models.Model):
    page = ParentalKey(UrbanWalkPage, on_delete=models.CASCADE, related_name="purposes")
    purpose = models.CharField(_("but"), max_length=20, choices=Purpose)

    panels = [FieldPanel("purpose")]

    class Meta(Orderable.Meta):
        verbose_name = _("but de la promenade")
        constraints = [
            models.UniqueConstraint(fields=["page", "purpose"], name="a_purpose_once_per_walk"),
        ]

    def __str__(self):
        return self.get_purpose_display()


class WalkStop(OneLineMixin, TranslatableMixin, Orderable, PlaceMixin):
    page = ParentalKey(UrbanWalkPage, on_delete=models.CASCADE, related_name="stops")
    title = models.CharField(_("arrêt"), max_length=120)
    text = models.TextField(_("ce que l’on y voit"), blank=True)
    question = models.TextField(
        _("question à discuter"), blank=True, help_text=_("Posée au groupe, sur place.")
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("question"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("arrêt")

    def __str__(self):
        return self.title

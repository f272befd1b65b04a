"""Event types: workshops, brainstormings and meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from portal.content.api_fields import Rows
from portal.content.blocks import SHORT_TEXT_FEATURES
from portal.forms.lines import OneLineMixin
from portal.publishing.requirements import Need
from projects.agenda.models.events import EventPage


class WorkshopPage(EventPage):
    template = "agenda/workshop_page.html"
    page_description = _("Des gens qui ne se croisent pas d’habitude, autour d’un thème.")
    kind_slug = "atelier"
    exclude_fields_in_reuse = (*EventPage.exclude_fields_in_reuse, "actors")
    api_fields = [
        *EventPage.api_fields,
        APIField("question"),
    ]
    api_details = [
        *EventPage.api_details,
        APIField("actors", Rows("name", "role")),
    ]

    question = models.TextField(
        _("question de l’atelier"),
        blank=True,
        help_text=_("La question à laquelle on répond."),
    )

    kind_panels = [
        FieldPanel("question"),
        InlinePanel("actors", label=_("Acteur"), heading=_("Qui l’atelier réunit")),
    ]
    content_panels = [*EventPage.content_panels, *kind_panels]

    search_fields = [*EventPage.search_fields, index.SearchField("question")]

    class Meta:
        verbose_name = _("atelier thématique")
        verbose_name_plural = _("ateliers thématiques")


class WorkshopActor(OneLineMixin, TranslatableMixin, Orderable, models.Model):
    page = ParentalKey(WorkshopPage, on_delete=models.CASCADE, related_name="actors")
    name = models.CharField(_("qui"), max_length=120)
    role = models.CharField(_("ce qu’il apporte"), max_length=160, blank=True)

    panels = [FieldPanel("name"), FieldPanel("role")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("acteur")

    def __str__(self):
        return self.name


class Technique(models.TextChoices):
    POST_IT = "post_it", _("Notes collantes")
    BRAINWRITING = "brainwriting", _("Idées écrites qui circulent")
    MIND_MAP = "mind_map", _("Carte d’idées")
    WORLD_CAFE = "world_cafe", _("De table en table")
    OTHER = "other", _("Autre technique")


class BrainstormingPage(EventPage):
    template = "agenda/brainstorming_page.html"
    page_description = _("Un groupe très mélangé cherche des idées nouvelles.")
    kind_slug = "brainstorming"
    api_fields = [
        *EventPage.api_fields,
        APIField("technique"),
    ]
    api_details = [
        *EventPage.api_details,
        APIField("rules"),
        APIField("technique_description"),
    ]

    rules = RichTextField(
        _("règles du jeu"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Ce que chacun accepte : ne pas juger, rebondir, noter tout."),
    )
    technique = models.CharField(
        _("technique"),
        max_length=12,
        choices=Technique,
        blank=True,
        help_text=_("La façon de chercher des idées."),
    )
    technique_description = RichTextField(
        _("comment cela se passe"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("La technique expliquée à qui ne la connaît pas."),
    )

    kind_panels = [
        FieldPanel("rules"),
        FieldPanel("technique"),
        FieldPanel("technique_description"),
    ]
    content_panels = [*EventPage.content_panels, *kind_panels]

    search_fields = [
        *EventPage.search_fields,
        index.SearchField("technique_description"),
    ]

    class Meta:
        verbose_name = _("réunion brainstorming")
        verbose_name_plural = _("réunions brainstorming")


class GoverningBody(models.TextChoices):
    STEERING_COMMITTEE = (
        "steering_committee",
        _("Comité de pilotage (instance politique)"),
    )
    MANAGEMENT_COMMITTEE = (
        "management_committee",
        _("Comité de direction (instance technique)"),
    )
    TEAM_MEETING = "team_meeting", _("Réunion d’équipe (instance technique)")


class MeetingPage(EventPage):
    template = "agenda/meeting_page.html"
    page_description = _("Une réunion qui pilote : son instance et son ordre du jour.")
    kind_slug = "reunion"
    can_be_proposed = False
    api_fields = [
        *EventPage.api_fields,
        APIField("governing_body"),
    ]
    api_details = [
        *EventPage.api_details,
        APIField("agenda_points", Rows("title", "text", "minutes")),
    ]
    needs = (
        *EventPage.needs,
        Need("agenda_points", _("un ordre du jour"), _("Ce dont on va parler, point par point.")),
    )

    governing_body = models.CharField(
        _("instance"),
        max_length=20,
        choices=GoverningBody,
        default=GoverningBody.STEERING_COMMITTEE,
        help_text=_("Qui se réunit."),
    )

    kind_panels = [
        FieldPanel("governing_body"),
        InlinePanel("agenda_points", label=_("Point"), heading=_("Ordre du jour")),
    ]
    content_panels = [*EventPage.content_panels, *kind_panels]

    search_fields = [
        *EventPage.search_fields,
        index.RelatedFields("agenda_points", [index.SearchField("title")]),
    ]

    class Meta:
        verbose_name = _("réunion")
        verbose_name_plural = _("réunions")


class AgendaPoint(OneLineMixin, TranslatableMixin, Orderable, models.Model):
    page = ParentalKey(MeetingPage, on_delete=models.CASCADE, related_name="agenda_points")
    title = models.CharField(_("point"), max_length=160)
    text = models.TextField(_("précisions"), blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("durée"), null=True, blank=True, help_text=_("En minutes.")
    )

    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("minutes")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("point de l’ordre du jour")

    def __str__(self):
        return self.title

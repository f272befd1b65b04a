"""Actions of a project: records shared by all its languages, edited on their own screen."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from portal.records.models import PageRecord
from projects.parks.querysets import ActionQuerySet


class ActionStatus(models.TextChoices):
    PROPOSED = "proposed", _("Proposée")
    DECIDED = "decided", _("Décidée")
    ONGOING = "ongoing", _("En cours")
    DONE = "done", _("Réalisée")
    ABANDONED = "abandoned", _("Abandonnée")


class ActionOrigin(models.TextChoices):
    COMMITTEE = "committee", _("Comité de pilotage")
    CONSULTATION = "consultation", _("Concertation")
    WALK = "walk", _("Promenade urbaine")
    WORKSHOP = "workshop", _("Atelier thématique")
    BRAINSTORMING = "brainstorming", _("Réunion brainstorming")
    COORDINATION = "coordination", _("Coordination associative")
    OTHER = "other", _("Autre")


class Action(PageRecord):
    page_field = "project"

    project = models.ForeignKey(
        "parks.ProjectPage", models.PROTECT, related_name="+", verbose_name=_("projet")
    )
    title = models.CharField(
        _("action"),
        max_length=160,
        help_text=_("Commencez par un verbe : « Ouvrir… »."),
    )
    description = models.TextField(_("description"), blank=True)
    lead = models.CharField(
        _("qui s’en charge"),
        max_length=120,
        blank=True,
        help_text=_("Une structure ou une fonction ; un nom seulement avec l’accord de la personne."),
    )
    deadline = models.DateField(
        _("échéance"),
        null=True,
        blank=True,
        help_text=_("Vide si elle n’est pas fixée."),
    )
    status = models.CharField(
        _("avancement"),
        max_length=10,
        choices=ActionStatus,
        default=ActionStatus.PROPOSED,
    )
    origin = models.CharField(
        _("origine"),
        max_length=14,
        choices=ActionOrigin,
        default=ActionOrigin.COMMITTEE,
        help_text=_("D’où vient l’idée."),
    )
    source_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page d’origine"),
        help_text=_("L’atelier, la promenade ou la réunion dont l’idée est sortie."),
    )
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    objects: ClassVar = ActionQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("description"),
        FieldPanel("lead"),
        FieldRowPanel([FieldPanel("status"), FieldPanel("deadline")]),
        FieldRowPanel([FieldPanel("origin"), FieldPanel("source_page")]),
    ]

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="an_action_has_a_title"),
        ]

    def __str__(self):
        return self.title

    @property
    def is_finished(self) -> bool:
        return self.status in {ActionStatus.DONE, ActionStatus.ABANDONED}

    @property
    def is_late(self) -> bool:
        """True from the day after its deadline until it is finished."""
        if self.deadline is None or self.is_finished:
            return False
        return self.deadline < timezone.localdate()

    @property
    def status_label(self) -> str:
        return self.get_status_display()

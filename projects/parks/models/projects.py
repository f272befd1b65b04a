"""Projects of a Park: question, groups, committee, schedule, effects."""

from typing import ClassVar

from django.db import models
from django.db.models import Value
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from modelcluster.queryset import FakeQuerySet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from portal.content.api_fields import Links, Rows
from portal.content.blocks import (
    SHORT_TEXT_FEATURES,
    DownloadsBlock,
    GalleryBlock,
    ProseBlock,
)
from portal.content.facts import Fact
from portal.content.fields import ProseField
from portal.content.models import PortalPage
from portal.forms.lines import OneLineMixin
from portal.pages.versions import no_longer_than
from portal.publishing.requirements import Need
from portal.records.panels import RecordsPanel
from projects.parks.models.actions import Action, ActionStatus
from projects.parks.models.charters import CharterOrientationPage
from projects.parks.models.groups import CommitteeMember, ProjectPartner, by_group
from projects.parks.querysets import EffectQuerySet, ProjectManager


class ProjectStatus(models.TextChoices):
    PREPARATION = "preparation", _("En préparation")
    ONGOING = "ongoing", _("En cours")
    COMPLETED = "completed", _("Terminé")
    SUSPENDED = "suspended", _("Suspendu")


def _stands_in_a_park(project: "ProjectPage") -> bool:
    """Whether it belongs to a Park; a new one always does, as only a Park’s page accepts it."""
    return project.pk is None or project.park_id is not None


class ProjectPage(PortalPage):
    parent_page_types = ["parks.ParkPage"]
    template = "parks/project_page.html"
    page_description = _("Un projet d’un Parc : sa question, ses groupes, ses effets, ses actions.")
    kind_slug = "projet"
    family = "inspire"
    in_catalogue = True
    exclude_fields_in_reuse = (
        *PortalPage.exclude_fields_in_reuse,
        "starts_on",
        "ends_on",
        "partners",
        "committee",
        "milestones",
        "effects",
        "gallery",
        "documents",
    )
    api_fields = [
        *PortalPage.api_fields,
        APIField("status"),
        APIField("starts_on"),
        APIField("ends_on"),
        APIField("common_question"),
        APIField("question_note"),
    ]
    api_details = [
        *PortalPage.api_details,
        APIField("question_making"),
        APIField("committee_role"),
        APIField("body"),
        APIField("gallery"),
        APIField("documents"),
        APIField("schedule", Rows("date", "title", "text")),
        APIField("effects_shown", Rows("level", "text", "evidence")),
        APIField("actions", Rows("title", "description", "status", "deadline")),
        APIField("orientations", Links()),
    ]
    needs = (
        *PortalPage.needs,
        Need("", _("un Parc"), _("Déplacez la page sous celle de son Parc."), _stands_in_a_park),
        Need(
            "common_question",
            _("la question commune"),
            _("Celle que l’on pose aux quatre groupes : tout le projet en part."),
        ),
    )

    status = models.CharField(
        _("avancement"),
        max_length=12,
        choices=ProjectStatus,
        default=ProjectStatus.PREPARATION,
        help_text=_("Où en est le projet aujourd’hui."),
    )
    starts_on = models.DateField(
        _("début"), null=True, blank=True, help_text=_("Le premier jour du projet.")
    )
    ends_on = models.DateField(
        _("fin"), null=True, blank=True, help_text=_("Vide si elle n’est pas fixée.")
    )
    common_question = models.TextField(
        _("question commune"),
        blank=True,
        help_text=_("La question posée aux quatre groupes, mot pour mot, sans guillemets."),
    )
    question_note = models.TextField(
        _("note sur la question"),
        blank=True,
        help_text=_("D’où vient ce texte, et ce que l’on y a corrigé, le cas échéant."),
    )
    question_making = RichTextField(
        _("comment la question a été construite"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Qui l’a proposée, ce que l’on a changé et pourquoi."),
    )
    committee_role = RichTextField(
        _("rôle du comité de pilotage"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Ce que le comité décide, et ce qu’il devient après la démarche."),
    )
    body = ProseField(
        ProseBlock(),
        blank=True,
        verbose_name=_("texte"),
        help_text=_("Le récit du projet : pourquoi, comment, avec qui."),
    )
    gallery = ProseField(
        GalleryBlock(),
        blank=True,
        verbose_name=_("galerie"),
        help_text=_("Des images du projet, chacune avec sa description."),
    )
    documents = ProseField(
        DownloadsBlock(),
        blank=True,
        verbose_name=_("documents"),
        help_text=_("Ce que l’on peut télécharger : compte rendu, affiche, dossier…"),
    )

    objects: ClassVar = ProjectManager()

    content_panels = [
        *PortalPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("status"),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            ],
            heading=_("Avancement et période"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("common_question"),
                FieldPanel("question_note"),
                FieldPanel("question_making"),
            ],
            heading=_("Question commune"),
        ),
        InlinePanel("orientation_links", label=_("Orientation"), heading=_("Orientations")),
        InlinePanel("partners", label=_("Partenaire"), heading=_("Partenaires")),
        MultiFieldPanel(
            [FieldPanel("committee_role"), InlinePanel("committee", label=_("Membre"))],
            heading=_("Comité de pilotage"),
        ),
        RecordsPanel("actions", Action, heading=_("Actions")),
        InlinePanel("milestones", label=_("Échéance"), heading=_("Échéancier")),
        InlinePanel("effects", label=_("Effet"), heading=_("Effets")),
    ]
    body_panels = [FieldPanel("body"), FieldPanel("gallery"), FieldPanel("documents")]

    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("common_question", boost=2),
        index.SearchField("question_making"),
        index.SearchField("body"),
        index.RelatedFields("effects", [index.SearchField("text"), index.SearchField("evidence")]),
    ]

    class Meta:
        verbose_name = _("projet")
        verbose_name_plural = _("projets")

    def clean(self):
        super().clean()
        no_longer_than(self, "starts_on", "ends_on")

    @cached_property
    def orientations(self) -> list[CharterOrientationPage]:
        """Returns the orientations it is linked to, in its language."""
        return list(CharterOrientationPage.objects.live_and_public().answered_by(self).in_order())

    @cached_property
    def named_rows(self) -> dict[str, list]:
        """Returns its partners, committee and effects, in the editor’s order; one query if saved."""
        kinds = {
            "partners": (ProjectPartner, "group", "name", "link"),
            "committee": (CommitteeMember, "group", "name", "role"),
            "effects": (Effect, "level", "text", "evidence"),
        }
        managers = {kind: getattr(self, kind).all() for kind in kinds}
        if any(isinstance(rows, FakeQuerySet) for rows in managers.values()):  # in a preview of a draft
            return {kind: list(rows) for kind, rows in managers.items()}
        first, *others = (
            managers[kind].order_by().values_list(Value(kind), "sort_order", "pk", *fields)
            for kind, (_model, *fields) in kinds.items()
        )
        found: dict[str, list] = {kind: [] for kind in kinds}
        for kind, _order, _pk, *values in sorted(
            first.union(*others, all=True), key=lambda row: (row[1] or 0, row[2])
        ):
            model, *fields = kinds[kind]
            found[kind].append(model(**dict(zip(fields, values, strict=True))))
        return found

    @property
    def partners_by_group(self) -> list[tuple[str, str, list]]:
        return by_group(self.named_rows["partners"])

    @property
    def committee_by_group(self) -> list[tuple[str, str, list]]:
        return by_group(self.named_rows["committee"])

    @cached_property
    def schedule(self) -> list["Milestone"]:
        return sorted(self.milestones.all(), key=lambda milestone: milestone.date)

    @cached_property
    def effects_shown(self) -> list["Effect"]:
        """Returns its effects from people to territory, in the editor’s order within a level."""
        effects = self.named_rows["effects"]
        return sorted(effects, key=lambda effect: EffectLevel.values.index(effect.level))

    @cached_property
    def actions(self) -> list[Action]:
        return list(Action.objects.of(self).in_order())

    @property
    def thread(self) -> list[Fact]:
        """Returns the steps from question to actions, each with a summary and an anchor."""
        partners = sum(len(members) for _group, _label, members in self.partners_by_group)
        effects = len(self.effects_shown)
        done = sum(action.status == ActionStatus.DONE for action in self.actions)
        number = len(self.actions)
        actions = ngettext("%(number)d action", "%(number)d actions", number) % {"number": number}
        finished = ngettext("%(done)d terminée", "%(done)d terminées", done) % {"done": done}
        steps = (
            (_("La question"), bool(self.common_question), _("posée à tous"), "#question"),
            (
                _("Les groupes"),
                partners,
                ngettext("%(number)d partenaire", "%(number)d partenaires", partners),
                "#groupes",
            ),
            (
                _("Les effets"),
                effects,
                ngettext("%(number)d effet constaté", "%(number)d effets constatés", effects),
                "#effets",
            ),
            (_("Les actions"), number, f"{actions}, {finished}" if done else actions, "#actions"),
        )
        return [
            Fact(str(label), value % {"number": count}, href=anchor)
            if count
            else Fact(str(label), str(_("à venir")))
            for label, count, value, anchor in steps
        ]

    def structured_data(self, request):
        return {
            "@type": "Project",
            "foundingDate": self.starts_on and self.starts_on.isoformat(),
            "dissolutionDate": self.ends_on and self.ends_on.isoformat(),
        }


class ProjectOrientation(Orderable, models.Model):
    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="orientation_links")
    orientation = models.ForeignKey(
        CharterOrientationPage,
        models.CASCADE,
        related_name="+",
        verbose_name=_("orientation"),
    )

    panels = [FieldPanel("orientation")]

    class Meta(Orderable.Meta):
        verbose_name = _("orientation")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "orientation"], name="an_orientation_once_per_project"
            ),
        ]

    def __str__(self):
        return str(self.orientation)


class Milestone(OneLineMixin, TranslatableMixin, models.Model):
    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="milestones")
    date = models.DateField(_("date"))
    title = models.CharField(_("échéance"), max_length=120)
    text = models.TextField(_("précisions"), blank=True)

    panels = [FieldPanel("date"), FieldPanel("title"), FieldPanel("text")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("échéance")
        ordering = ["date"]

    def __str__(self):
        return self.title

    @property
    def is_past(self) -> bool:
        return self.date < timezone.localdate()


class EffectLevel(models.TextChoices):
    PEOPLE = "people", _("Pour les personnes")
    GROUPS = "groups", _("Pour les groupes")
    TERRITORY = "territory", _("Pour le territoire")


class Effect(TranslatableMixin, Orderable, models.Model):
    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="effects")
    level = models.CharField(
        _("niveau"),
        max_length=10,
        choices=EffectLevel,
        help_text=_("Ce qui change pour des personnes, des groupes ou le territoire."),
    )
    text = models.TextField(_("ce qui a changé"))
    evidence = models.TextField(
        _("à quoi on le voit"),
        blank=True,
        help_text=_("Un fait, un chiffre compté, une parole rapportée."),
    )

    objects = EffectQuerySet.as_manager()

    panels = [FieldPanel("level"), FieldPanel("text"), FieldPanel("evidence")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("effet")

    def __str__(self):
        return self.text

    @property
    def level_label(self) -> str:
        return self.get_level_display()

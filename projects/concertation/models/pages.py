"""The page of a consultation: the question, how one takes part, the groups, where it stands."""

from __future__ import annotations

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index

from portal.content.blocks import SHORT_TEXT_FEATURES, ProseBlock
from portal.content.facts import Fact
from portal.content.fields import ProseField
from portal.content.models import PortalPage
from portal.publishing.requirements import Need
from projects.concertation.models.consultations import Consultation, ConsultationGroup
from projects.concertation.phases import Phase
from projects.parks.models import ProjectPage


def _has_a_question(page: ConsultationPage) -> bool:
    return bool(page.question)


class ConsultationPage(PortalPage):
    parent_page_types = ["parks.ProjectPage"]
    subpage_types: list[str] = []
    template = "concertation/consultation_page.html"
    page_description = _(
        "La question commune posée aux quatre groupes : comment y répondre, où on en est."
    )
    kind_slug = "consultation"
    family = "join"
    in_catalogue = True
    api_details = [
        *PortalPage.api_details,
        APIField("question"),
        APIField("taking_part"),
        APIField("body"),
    ]
    needs = (
        *PortalPage.needs,
        Need(
            "",
            _("la question commune du projet"),
            _("Elle s’écrit dans le projet, ou sur l’écran « Concertation »."),
            _has_a_question,
        ),
        Need(
            "taking_part",
            _("comment on participe"),
            _("Qui peut répondre, quand, où, et à qui s’adresser."),
        ),
    )

    #: The phase of the record, set by lists that fetch it for all their pages.
    phase: str | None = None

    taking_part = RichTextField(
        _("comment on participe"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Qui peut répondre, quand, où, et à qui s’adresser."),
    )
    body = ProseField(
        ProseBlock(),
        blank=True,
        verbose_name=_("texte"),
        help_text=_("Pourquoi cette consultation, et ce que l’on fera des réponses."),
    )

    content_panels = [*PortalPage.content_panels, FieldPanel("taking_part")]
    body_panels = [FieldPanel("body")]

    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("taking_part"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")

    @cached_property
    def project(self) -> ProjectPage | None:
        """The project above the page, in its language, as the site shows it."""
        return ProjectPage.objects.parent_of(self).first() if self.path else None

    @property
    def question(self) -> str:
        """The common question of the project, which nothing here copies; empty if there is none."""
        return self.project.common_question if self.project else ""

    @cached_property
    def consultation(self) -> Consultation | None:
        """The record; None before the preparation begins."""
        return Consultation.objects.of(self).first()

    @property
    def groups(self) -> list[ConsultationGroup]:
        """The four groups, in order, once somebody said how many people are expected in each."""
        groups = self.consultation.groups_in_order if self.consultation else []
        return groups if all(group.expected for group in groups) else []

    @property
    def phase_label(self) -> str:
        return str(Phase(self.phase).label) if self.phase else ""

    @property
    def facts(self) -> list[Fact]:
        if self.consultation is None or not self.consultation.phase:
            return []
        return [Fact(str(_("Où on en est")), self.consultation.get_phase_display(), href="#etape")]

"""The consultations of a project, on the page of the project."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery

from portal.content.sections import Section, register
from projects.concertation.models import Consultation, ConsultationPage
from projects.parks.models import ProjectPage


def consultations_of(project: ProjectPage) -> list[ConsultationPage]:
    """Returns the public consultations below a project, each with its `phase`, in one query."""
    record = Consultation.objects.filter(page__translation_key=OuterRef("translation_key"))
    pages = ConsultationPage.objects.live_and_public().child_of(project).order_by("path")
    return list(pages.annotate(phase=Subquery(record.values("phase")[:1])).defer_streamfields())


def register_all() -> None:
    register(ProjectPage, Section("concertation/sections/consultations.html", consultations_of, order=5))

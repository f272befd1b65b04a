"""Sections of the Parks on pages of lower rooms, and of projects on orientations."""

from methods.models import MethodSheetPage
from portal.content.sections import Section, register
from portal.related_pages import ranking


def projects_answering(orientation):
    from projects.parks.models import ProjectPage

    return list(ProjectPage.objects.live_and_public().answering(orientation).latest_first().for_cards())


def orientations_helped_by(sheet):
    from projects.parks.models import CharterOrientationPage

    return list(CharterOrientationPage.objects.live_and_public().helped_by(sheet).in_order().for_cards())


def register_all() -> None:
    from projects.parks.models import CharterOrientationPage, CoordinationPage, ProjectPage

    for page_type in (ProjectPage, CoordinationPage):
        register(page_type, ranking.section())
    register(
        CharterOrientationPage,
        Section("parks/sections/projects.html", projects_answering, order=10),
    )
    register(
        MethodSheetPage,
        Section("parks/sections/orientations.html", orientations_helped_by, order=60),
    )

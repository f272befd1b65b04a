"""A Park with its team, a project with a question, and the page of a consultation."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.utils import timezone

from portal.content import park_branches
from portal.people.models import ParkTeam, User
from projects.concertation import services
from projects.concertation.models import Consultation, ConsultationPage
from projects.parks.models import ParkIndexPage, ParkPage, ProjectPage
from tests.concertation.questions import SCARPE_ESCAUT
from tests.support.publication import complete


@dataclass
class House:
    """What one Park has."""

    team: ParkTeam
    project: ProjectPage
    page: ConsultationPage
    facilitator: User
    communicator: User
    contributor: User


def make_house(tree, name: str = "Scarpe") -> House:
    park = tree.park()
    if not ParkIndexPage.objects.exists():
        tree.add(ParkIndexPage)
    team = park_branches.open_park(park)
    project = tree.add(ProjectPage, parent=ParkPage.objects.get(park=park), common_question=SCARPE_ESCAUT)
    complete(project).latest_revision.publish()
    page = tree.add(ConsultationPage, parent=project)

    def person(role: str) -> User:
        somebody = User.objects.create_user(f"{role}@{name}.example.org", "un mot de passe assez long")
        somebody.groups.add(getattr(team, role))
        return somebody

    roles = ("facilitators", "communicators", "contributors")
    project.refresh_from_db()
    return House(team, project, page, *map(person, roles))


@pytest.fixture
def house(tree) -> House:
    return make_house(tree)


@pytest.fixture
def neighbour(house, tree) -> House:
    return make_house(tree, "Vexin")


@pytest.fixture
def begun(house) -> Consultation:
    services.begin(house.page, house.facilitator, timezone.now())
    return house.page.consultation

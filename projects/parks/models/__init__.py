"""Page types and records of the Parks."""

from projects.parks.models.actions import Action
from projects.parks.models.charters import (
    CharterIndexPage,
    CharterOrientationPage,
    OrientationSheet,
)
from projects.parks.models.coordinations import CoordinationMember, CoordinationPage
from projects.parks.models.groups import CommitteeMember, ProjectPartner, TestGroup
from projects.parks.models.parks import ParkContact, ParkIndexPage, ParkPage
from projects.parks.models.projects import (
    Effect,
    Milestone,
    ProjectOrientation,
    ProjectPage,
)

__all__ = [
    "Action",
    "CharterIndexPage",
    "CharterOrientationPage",
    "CommitteeMember",
    "CoordinationMember",
    "CoordinationPage",
    "Effect",
    "Milestone",
    "OrientationSheet",
    "ParkContact",
    "ParkIndexPage",
    "ParkPage",
    "ProjectOrientation",
    "ProjectPage",
    "ProjectPartner",
    "TestGroup",
]

"""Events and their dates, one file a subject."""

from projects.agenda.models.agenda import AgendaPage
from projects.agenda.models.events import EventPage, EventSheet
from projects.agenda.models.kinds import (
    AgendaPoint,
    BrainstormingPage,
    MeetingPage,
    WorkshopActor,
    WorkshopPage,
)
from projects.agenda.models.occurrences import Occurrence, OccurrenceStatus
from projects.agenda.models.proposals import Proposal, ProposalState
from projects.agenda.models.registrations import (
    MOST_PEOPLE,
    Notice,
    NoticeKind,
    Registration,
    RegistrationState,
)
from projects.agenda.models.subscriptions import Subscription

__all__ = [
    "MOST_PEOPLE",
    "AgendaPage",
    "AgendaPoint",
    "BrainstormingPage",
    "EventPage",
    "EventSheet",
    "MeetingPage",
    "Notice",
    "NoticeKind",
    "Occurrence",
    "OccurrenceStatus",
    "Proposal",
    "ProposalState",
    "Registration",
    "RegistrationState",
    "Subscription",
    "WorkshopActor",
    "WorkshopPage",
]

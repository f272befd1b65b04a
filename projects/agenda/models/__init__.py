"""Models of events and their dates."""

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

__all__ = [
    "AgendaPage",
    "AgendaPoint",
    "BrainstormingPage",
    "EventPage",
    "EventSheet",
    "MeetingPage",
    "Occurrence",
    "OccurrenceStatus",
    "WorkshopActor",
    "WorkshopPage",
]

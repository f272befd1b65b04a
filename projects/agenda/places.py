"""State of the places of a date, without a query."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.agenda.models.occurrences import Occurrence, OccurrenceStatus

if TYPE_CHECKING:
    from projects.agenda.models.events import EventPage

#: Lists show « Dernières places » from this number of free places.
FEW = 3


class Places(models.TextChoices):
    """State of the places of a date to come, as lists show it."""

    FREE = "free", _("Places libres")
    FEW = "few", _("Dernières places")
    WAITING = "waiting", _("Complet, liste d’attente")
    CLOSED = "closed", _("Inscriptions closes")


def closes_at(date: Occurrence, page: EventPage) -> datetime:
    """Returns when online registration closes."""
    return date.starts_at - timedelta(hours=page.registration_closes)


def shown(date: Occurrence, event: EventPage, now: datetime) -> Places | None:
    """Returns the state to show beside a date; None if the event takes no registrations for it."""
    if not event.takes_registrations or date.status != OccurrenceStatus.SCHEDULED or now >= date.ends_at:
        return None
    if now >= closes_at(date, event):
        return Places.CLOSED
    return places(date)


def places(date: Occurrence) -> Places:
    if not date.has_free_places:
        return Places.WAITING
    free = date.free_places
    return Places.FEW if free is not None and free <= FEW else Places.FREE

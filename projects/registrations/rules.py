"""Rules of registration for a date, without a query."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.agenda.models.occurrences import Occurrence, OccurrenceStatus
from projects.agenda.places import closes_at
from projects.registrations.models import MOST_PEOPLE, Registration, RegistrationState

if TYPE_CHECKING:
    from projects.agenda.models.events import EventPage


class Refusal(models.TextChoices):
    """Why a registration or its change is refused, as text for the person."""

    NOT_HERE = "not_here", _("On ne s’inscrit pas à ce rendez-vous sur ce site.")
    NOT_TAKING_PLACE = "not_taking_place", _("Cette date n’a pas lieu.")
    OVER = "over", _("Les inscriptions à cette date sont closes.")
    TOO_MANY = "too_many", _("Ce rendez-vous n’a pas autant de places.")
    NO_ROOM = "no_room", _("Il ne reste pas assez de places pour venir plus nombreux.")
    CANCELLED = "cancelled", _("Cette inscription est annulée.")
    KNOWN = "known", _("Cette personne est déjà inscrite à cette date.")


class HeldUp(Enum):
    """Why a waiting list is blocked: its first group exceeds the free places, or the capacity."""

    BY_PLACES_LEFT = "places_left"
    BY_CAPACITY = "capacity"


def refusal_of(
    date: Occurrence,
    people: int,
    now: datetime,
    by_organiser: bool = False,
    page: EventPage | None = None,
) -> Refusal | None:
    """Returns why that many people cannot register, else None. An organiser may add people until the end.

    `page` is the page that offered the form, in any language; by default that of the source language.
    """
    page = page or date.event
    if date.status != OccurrenceStatus.SCHEDULED:
        return Refusal.NOT_TAKING_PLACE
    if not by_organiser:
        if not page.takes_registrations or not page.live:
            return Refusal.NOT_HERE
        if now >= closes_at(date, page):
            return Refusal.OVER
    if now >= date.ends_at:
        return Refusal.OVER
    if not 1 <= people <= MOST_PEOPLE or (date.capacity is not None and people > date.capacity):
        return Refusal.TOO_MANY
    return None


def would_be(date: Occurrence, people: int) -> RegistrationState:
    """Returns CONFIRMED if that many more people fit and nobody is waiting, else WAITING."""
    free = date.free_places
    fits = date.has_free_places and (free is None or people <= free)
    return RegistrationState.CONFIRMED if fits else RegistrationState.WAITING


def is_too_large(date: Occurrence, people: int) -> bool:
    """Whether that many people would wait although a smaller group would get places."""
    return date.has_free_places and would_be(date, people) == RegistrationState.WAITING


def held_up(date: Occurrence, waiting: list[Registration], now: datetime) -> HeldUp | None:
    """Returns why the waiting list (in order) does not get the free places; None if it is not blocked."""
    if date.capacity is None or not waiting or date.status != OccurrenceStatus.SCHEDULED:
        return None
    if date.starts_at <= now:
        return None
    if waiting[0].people > date.capacity:
        return HeldUp.BY_CAPACITY
    return HeldUp.BY_PLACES_LEFT if date.free_places else None

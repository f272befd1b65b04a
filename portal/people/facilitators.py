"""Who runs evenings and registrations for a Park: its team, found without a right on any page."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from portal.people.models import ParkTeam, User


def facilitated_parks(user: User | AnonymousUser) -> QuerySet:
    """Returns the keys of the Parks that a user facilitates for, as a subquery."""
    return ParkTeam.objects.filter(facilitators__user=user.pk).values("park")


def parks_run_by(user: User | AnonymousUser) -> QuerySet:
    """Returns the keys of the Parks that a user facilitates or communicates for, as a subquery."""
    team = Q(facilitators__user=user.pk) | Q(communicators__user=user.pk)
    return ParkTeam.objects.filter(team).values("park")


def facilitates(user: User | AnonymousUser, park_id: int | None) -> bool:
    return park_id is not None and facilitated_parks(user).filter(park=park_id).exists()

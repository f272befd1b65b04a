"""Snapshots of the plain records of a page."""

from projects.agenda.models import Notice, Occurrence, Registration
from projects.parks.models import Action


def records() -> list[tuple]:
    """Every date, registration and action, as the database holds them."""
    return [
        *Occurrence.objects.order_by("pk").values_list("pk", "event", "starts_at", "status", "reason"),
        *Registration.objects.order_by("pk").values_list("pk", "occurrence", "name", "people", "state"),
        *Notice.objects.order_by("pk").values_list("pk", "registration", "kind", "email"),
        *Action.objects.order_by("pk").values_list("pk", "project", "title", "status", "deadline"),
    ]

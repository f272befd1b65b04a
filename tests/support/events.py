"""Snapshots of the plain records of a page."""

from projects.agenda.models import Occurrence
from projects.parks.models import Action


def records() -> list[tuple]:
    """Every date and action, as the database holds them."""
    return [
        *Occurrence.objects.order_by("pk").values_list("pk", "event", "starts_at", "status", "reason"),
        *Action.objects.order_by("pk").values_list("pk", "project", "title", "status", "deadline"),
    ]

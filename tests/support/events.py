"""Snapshots of the plain records of a page."""

from post_office.models import Email

from projects.agenda.models import Occurrence
from projects.parks.models import Action
from projects.registrations.models import Notice, Registration

OF_A_DATE = (
    *("pk", "event", "starts_at", "ends_at", "status", "reason", "capacity", "confirmed_places"),
    *("waiting_places", "people_came", "place_told", "sequence", "updated_at"),
)
OF_A_PERSON = ("pk", "occurrence", "name", "email", "people", "state", "position", "key", "updated_at")


def records() -> list[tuple]:
    """Every date, registration, action, and what people were told, as the database holds them."""
    return [
        *Occurrence.objects.order_by("pk").values_list(*OF_A_DATE),
        *Registration.objects.order_by("pk").values_list(*OF_A_PERSON),
        *Notice.objects.order_by("pk").values_list("pk", "registration", "kind", "email", "to_call"),
        *Email.objects.order_by("pk").values_list("pk", "to", "subject"),
        *Action.objects.order_by("pk").values_list("pk", "project", "title", "status", "deadline"),
    ]

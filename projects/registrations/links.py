"""The personal link of a registration: it authenticates its holder until the data is deleted."""

from __future__ import annotations

from portal.visitors.own_pages import OwnLinks
from projects.registrations.models import Registration

_links = OwnLinks("registrations", salt="agenda.registration")


def address(registration: Registration, view: str = "mine") -> str:
    """Returns an absolute URL in the active language."""
    return _links.address(registration.key, view)


def holder(signed: str) -> Registration | None:
    """Returns the registration of a link; None if it is forged, truncated, or its data is deleted."""
    people = Registration.objects.select_related("occurrence__event__locale")
    key = _links.key(signed)
    return people.filter(key=key).first() if key else None

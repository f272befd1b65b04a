"""A person’s own link: whoever holds it is that person, until their data is gone."""

from __future__ import annotations

from portal.visitors.own_pages import OwnLinks
from projects.registrations.models import Registration

_links = OwnLinks("registrations", salt="agenda.registration")


def address(registration: Registration, view: str = "mine") -> str:
    """Absolute, in the language that is spoken at the moment."""
    return _links.address(registration.key, view)


def holder(signed: str) -> Registration | None:
    """Whose link it is; nobody’s when it is forged, cut short, or its data is gone."""
    people = Registration.objects.select_related("occurrence__event__locale")
    key = _links.key(signed)
    return people.filter(key=key).first() if key else None

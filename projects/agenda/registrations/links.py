"""A person’s own link: whoever holds it is that person, until their data is gone."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from projects.agenda.models.registrations import Registration

_signer = Signer(sep=".", salt="agenda.registration")


def signed(registration: Registration) -> str:
    return _signer.sign(registration.key.hex)


def address(registration: Registration, view: str = "mine") -> str:
    """Absolute, in the language that is spoken at the moment."""
    return settings.SITE_URL + reverse(f"registrations:{view}", args=(signed(registration),))


def holder(text: str) -> Registration | None:
    """Whose link it is; nobody’s when it is forged, cut short, or its data is gone."""
    try:
        key = uuid.UUID(_signer.unsign(text))
    except (BadSignature, ValueError):
        return None
    people = Registration.objects.select_related("occurrence__event__locale")
    return people.filter(key=key).first()

"""Somebody’s own link: whoever holds it may confirm, read and stop the subscription."""

from __future__ import annotations

import uuid

from django.utils import timezone

from portal.visitors.own_pages import OwnLinks
from projects.subscriptions.models import Subscription

_links = OwnLinks("subscriptions", salt="agenda.subscription")


def address(subscription: Subscription, view: str = "mine") -> str:
    """Absolute, in the language that is spoken at the moment."""
    return _links.address(subscription.key, view)


def key(signed: str) -> uuid.UUID | None:
    """Of a link that the portal made, whatever became of the subscription."""
    return _links.key(signed)


def subscription_of(signed: str) -> Subscription | None:
    """None where the link is forged, cut short, waited too long, or its data is gone."""
    found = key(signed)
    return Subscription.objects.open(timezone.now()).filter(key=found).first() if found else None

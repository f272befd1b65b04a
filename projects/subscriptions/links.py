"""The personal link, which allows its holder to confirm, read and stop a subscription."""

from __future__ import annotations

import uuid

from django.utils import timezone

from portal.visitors.own_pages import OwnLinks
from projects.subscriptions.models import Subscription

_links = OwnLinks("subscriptions", salt="agenda.subscription")


def address(subscription: Subscription, view: str = "mine") -> str:
    """Returns an absolute URL in the active language."""
    return _links.address(subscription.key, view)


def key(signed: str) -> uuid.UUID | None:
    """Returns the key of a validly signed link, even if the subscription is deleted, else None."""
    return _links.key(signed)


def subscription_of(signed: str) -> Subscription | None:
    """Returns None if the link is forged, truncated or expired, or its data is deleted."""
    found = key(signed)
    return Subscription.objects.open(timezone.now()).filter(key=found).first() if found else None

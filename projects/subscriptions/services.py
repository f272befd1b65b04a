"""Writes of subscriptions, each protected by a constraint or a condition of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from post_office.models import Email

from portal.mail import queue
from portal.mail.messages import Message
from projects.subscriptions import messages, selections
from projects.subscriptions.models import Subscription
from projects.subscriptions.querysets import SubscriptionQuerySet

#: So that a stranger who types somebody’s email cannot flood their mailbox, even with several choices.
LINK_SENT_AGAIN_AFTER = timedelta(hours=1)
MOST_LINKS = 5


@dataclass(frozen=True)
class Request:
    """The data of a subscription request."""

    email: str
    #: As returned by `selections.kept`.
    selection: str
    language: str


@transaction.atomic
def subscribe(asked: Request, now: datetime) -> None:
    """Sends a confirmation link to the address, or the personal link if it is already confirmed.

    Does not reveal which to the visitor. The same form sent twice is one request.
    """
    lately = now - LINK_SENT_AGAIN_AFTER
    of_address = Subscription.objects.of_address(asked.email)
    if of_address.written_to_since(lately).count() >= MOST_LINKS:
        return
    new = Subscription(email=asked.email, selection=asked.selection, language=asked.language)
    Subscription.objects.bulk_create([new], ignore_conflicts=True)
    wanted = of_address.filter(selection=asked.selection, language=asked.language)
    subscription = wanted.select_for_update().first()
    if subscription is None or (subscription.link_sent_at and subscription.link_sent_at > lately):
        return
    subscription.link_sent_at = now
    subscription.save(update_fields=["link_sent_at"])
    write = messages.link_again if subscription.is_confirmed else messages.confirmation
    with override(subscription.language):
        post(subscription, write(subscription, choice_of(subscription)))


def confirm(subscription: Subscription, now: datetime) -> None:
    """Confirms a subscription; a second call changes nothing."""
    Subscription.objects.filter(pk=subscription.pk, confirmed_at=None).update(confirmed_at=now)


@transaction.atomic
def erase(subscriptions: SubscriptionQuerySet) -> int:
    """Deletes subscriptions with the messages sent to them; returns their number."""
    rows = list(subscriptions.select_for_update())
    queue.forget(Email.objects.filter(subscription__in=rows).distinct())
    Subscription.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def choice_of(subscription: Subscription) -> str:
    """Returns the selection as text."""
    return selections.read(subscription.selection, subscription.language).in_words


def post(subscription: Subscription, message: Message) -> None:
    """Queues a message; call it in the transaction of the change it reports."""
    subscription.messages.add(queue.post(message, subscription.email))


def exported(subscription: Subscription) -> dict[str, Any]:
    """Returns all data kept about a subscription, with French keys."""
    written = subscription.messages.order_by("pk")
    return {
        "adresse_email": subscription.email,
        "choix": choice_of(subscription),
        "langue": subscription.language,
        "demande_le": _said(subscription.created_at),
        "confirme_le": _said(subscription.confirmed_at),
        "dernier_envoi": _said(subscription.last_sent_at),
        "messages": [{"objet": each.subject, "le": _said(each.created)} for each in written],
    }


def _said(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None

"""Periodic tasks of subscriptions. Each can be run twice without a second message."""

import logging

from django.utils import timezone

from portal.operations import faults
from projects.subscriptions import digests, services
from projects.subscriptions.models import Subscription

logger = logging.getLogger(__name__)


def send() -> int:
    """Writes the due digests; returns their number."""
    return digests.send(timezone.now())


def forget() -> int:
    """Deletes the unconfirmed requests that expired; returns their number."""
    never_confirmed = list(Subscription.objects.never_confirmed(timezone.now()))
    return faults.each(logger, "forgetting", never_confirmed, _erase)


def _erase(subscription: Subscription) -> int:
    """Does nothing if it was confirmed meanwhile."""
    still = Subscription.objects.never_confirmed(timezone.now())
    return services.erase(still.filter(pk=subscription.pk))

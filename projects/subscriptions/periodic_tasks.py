"""What is done by itself about subscriptions. Each may be done twice: nobody is told twice."""

import logging

from django.utils import timezone

from portal.operations import faults
from projects.subscriptions import digests, services
from projects.subscriptions.models import Subscription

logger = logging.getLogger(__name__)


def send() -> int:
    """Writes the digests that are due; answers how many."""
    return digests.send(timezone.now())


def forget() -> int:
    """Deletes the requests that nobody confirmed; answers how many."""
    never_confirmed = list(Subscription.objects.never_confirmed(timezone.now()))
    return faults.each(logger, "forgetting", never_confirmed, _erase)


def _erase(subscription: Subscription) -> int:
    """Unless it was confirmed meanwhile."""
    still = Subscription.objects.never_confirmed(timezone.now())
    return services.erase(still.filter(pk=subscription.pk))

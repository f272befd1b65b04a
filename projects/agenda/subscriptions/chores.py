"""What is done by itself about subscriptions. Each may be done twice: nobody is told twice."""

from django.utils import timezone

from projects.agenda.models.subscriptions import Subscription
from projects.agenda.subscriptions import digests, services


def send() -> int:
    """Writes the digests that are due; answers how many."""
    return digests.send(timezone.now())


def forget() -> int:
    """Deletes the requests that nobody confirmed; answers how many."""
    return services.erase(Subscription.objects.never_confirmed(timezone.now()))

"""What is done by itself about proposals. It may be done twice."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from projects.agenda.models.proposals import Proposal
from projects.agenda.proposals import services


def forget() -> int:
    """Forgets who proposed, once they have been answered or nobody did; answers how many."""
    kept = timedelta(days=settings.PROPOSALS_KEPT_DAYS)
    waited = timedelta(days=settings.PROPOSALS_WAIT_DAYS)
    late = list(Proposal.objects.to_forget(timezone.now(), kept, waited).select_related("page"))
    for proposal in late:
        services.forget(proposal)
    return len(late)

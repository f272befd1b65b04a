"""Periodic task of proposals. It can be run twice."""

import logging
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from portal.operations import faults
from projects.proposals import services
from projects.proposals.models import Proposal

logger = logging.getLogger(__name__)


def forget() -> int:
    """Deletes proposals after their retention periods (decided or unanswered); returns their number."""
    kept = timedelta(days=settings.PROPOSALS_KEPT_DAYS)
    waited = timedelta(days=settings.PROPOSALS_WAIT_DAYS)
    late = list(Proposal.objects.to_forget(timezone.now(), kept, waited).select_related("page"))
    return faults.each(logger, "forgetting", late, _forget)


def _forget(proposal: Proposal) -> int:
    services.forget(proposal)
    return 1

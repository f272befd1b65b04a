"""Querysets of proposals. The current time is an argument."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from projects.parks.models import ParkPage

if TYPE_CHECKING:
    from wagtail.models import Page

    from projects.agenda.querysets import EventQuerySet


class ProposalQuerySet(models.QuerySet):
    def of(self, page: Page) -> ProposalQuerySet:
        """Returns the proposal of this page; translations have none."""
        return self.filter(page_id=page.pk)

    def waiting(self) -> ProposalQuerySet:
        return self.filter(state="waiting")

    def to_forget(self, now: datetime, kept: timedelta, waited: timedelta) -> ProposalQuerySet:
        """Returns the proposals decided longer ago than `kept`, or unanswered longer than `waited`."""
        return self.filter(
            Q(decided_at__lte=now - kept) | Q(decided_at=None, created_at__lte=now - waited)
        )

    def events_waiting(self, events: EventQuerySet) -> EventQuerySet:
        """Returns the events with an unanswered proposal, oldest first, annotated with `proposed_at`."""
        proposals = self.waiting().filter(page=OuterRef("pk"))
        return (
            events.annotate(proposed_at=Subquery(proposals.values("created_at")[:1]))
            .filter(proposed_at__isnull=False)
            .order_by("proposed_at", "pk")
        )


def branches() -> models.QuerySet[ParkPage]:
    """Returns the pages of the Parks that take proposals: public pages of Parks with a team."""
    pages = ParkPage.objects.live_and_public().written().filter(park__team__isnull=False)
    return pages.select_related("park").order_by("park__name")

"""Reads of subscriptions. The clock is passed in."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower

from projects.subscriptions import weeks

#: For so long a request that nobody confirms is kept, and its link works.
CONFIRMED_WITHIN = timedelta(days=7)


class SubscriptionQuerySet(models.QuerySet):
    def of_address(self, email: str) -> SubscriptionQuerySet:
        """Whatever its capitals, as the constraint compares it."""
        return self.alias(address=Lower("email")).filter(address=Lower(Value(email)))

    def written_to_since(self, moment: datetime) -> SubscriptionQuerySet:
        """Those whose link was sent after a moment."""
        return self.filter(link_sent_at__gt=moment)

    def open(self, now: datetime) -> SubscriptionQuerySet:
        """Those confirmed, and those that may still be."""
        return self.filter(Q(confirmed_at__isnull=False) | Q(link_sent_at__gt=now - CONFIRMED_WITHIN))

    def never_confirmed(self, now: datetime) -> SubscriptionQuerySet:
        """Those that may not be any more."""
        return self.filter(confirmed_at=None, link_sent_at__lte=now - CONFIRMED_WITHIN)

    def due(self, week: date) -> SubscriptionQuerySet:
        """Those confirmed before a week’s digest left that have not had it."""
        return self.filter(
            Q(week_done__isnull=True) | Q(week_done__lt=week), confirmed_at__lt=weeks.leaves_at(week)
        )

    def by_selection(self) -> SubscriptionQuerySet:
        """Those that are told the same beside each other."""
        return self.order_by("language", "selection", "pk")

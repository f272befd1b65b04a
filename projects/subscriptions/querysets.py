"""Querysets of subscriptions. The current time is an argument."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower

from projects.subscriptions import weeks

#: How long an unconfirmed request is kept and its link is valid.
CONFIRMED_WITHIN = timedelta(days=7)


class SubscriptionQuerySet(models.QuerySet):
    def of_address(self, email: str) -> SubscriptionQuerySet:
        """Compares case-insensitively, as the constraint does."""
        return self.alias(address=Lower("email")).filter(address=Lower(Value(email)))

    def written_to_since(self, moment: datetime) -> SubscriptionQuerySet:
        """Returns the subscriptions whose link was sent after a moment."""
        return self.filter(link_sent_at__gt=moment)

    def open(self, now: datetime) -> SubscriptionQuerySet:
        """Returns the subscriptions that are confirmed or can still be."""
        return self.filter(Q(confirmed_at__isnull=False) | Q(link_sent_at__gt=now - CONFIRMED_WITHIN))

    def never_confirmed(self, now: datetime) -> SubscriptionQuerySet:
        """Returns the unconfirmed subscriptions whose link has expired."""
        return self.filter(confirmed_at=None, link_sent_at__lte=now - CONFIRMED_WITHIN)

    def due(self, week: date) -> SubscriptionQuerySet:
        """Returns the subscriptions confirmed before the digest of a week that have not had it."""
        return self.filter(
            Q(week_done__isnull=True) | Q(week_done__lt=week), confirmed_at__lt=weeks.leaves_at(week)
        )

    def by_selection(self) -> SubscriptionQuerySet:
        """Orders by language and selection, so that equal digests are adjacent."""
        return self.order_by("language", "selection", "pk")

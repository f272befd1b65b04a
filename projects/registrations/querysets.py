"""Querysets of registrations. The current time is an argument."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Lower

from projects.agenda.querysets import NOTHING_WRITTEN

if TYPE_CHECKING:
    from projects.agenda.models.occurrences import Occurrence
    from projects.agenda.querysets import EventQuerySet

#: Reminders are sent for dates that start within this time.
THE_DAY_BEFORE = timedelta(hours=30)
#: No thanks are sent for minutes published later: too late to be welcome.
STILL_THANKED = timedelta(days=21)


class RegistrationQuerySet(models.QuerySet):
    def at(self, *dates: Occurrence) -> RegistrationQuerySet:
        return self.filter(occurrence__in=dates)

    def confirmed(self) -> RegistrationQuerySet:
        return self.filter(state="confirmed")

    def waiting(self) -> RegistrationQuerySet:
        return self.filter(state="waiting")

    def active(self) -> RegistrationQuerySet:
        return self.exclude(state="cancelled")

    def in_order(self) -> RegistrationQuerySet:
        """Orders by arrival, or as the organiser changed it."""
        return self.order_by("position")

    def date_by_date(self) -> RegistrationQuerySet:
        return self.order_by("occurrence__starts_at", "position")

    def people(self) -> int:
        """Returns the total number of people of these registrations."""
        return self.aggregate(total=Sum("people"))["total"] or 0

    def by_date(self, dates: Iterable[Occurrence]) -> dict[int, tuple[int, int]]:
        """Returns for each date (key) the number of registrations, and of those without an email."""
        counted = self.filter(occurrence__in=dates).order_by().values("occurrence")
        counted = counted.annotate(number=Count("pk"), to_call=Count("pk", filter=Q(email="")))
        return {each["occurrence"]: (each["number"], each["to_call"]) for each in counted}

    def messages(self) -> int:
        """Returns the number of messages of `notices.tell_together`: per email and language, the highest
        number of registrations for one date.
        """
        written_to = self.exclude(email="").order_by().annotate(address=Lower("email"))
        most: dict[tuple[str, str], int] = {}
        counted = written_to.values_list("address", "language", "occurrence").annotate(Count("pk"))
        for address, language, _date, number in counted:
            most[address, language] = max(number, most.get((address, language), 0))
        return sum(most.values())

    def to_remind(self, now: datetime) -> RegistrationQuerySet:
        """Returns the confirmed registrations for dates within THE_DAY_BEFORE, not reminded yet."""
        return (
            self.confirmed()
            .filter(
                occurrence__status="scheduled",
                occurrence__starts_at__gt=now,
                occurrence__starts_at__lte=now + THE_DAY_BEFORE,
            )
            # People who registered less than 12 hours ago need no reminder.
            .filter(created_at__lte=now - timedelta(hours=12))
            .exclude(notices__kind="reminder")
        )

    def to_thank(self, now: datetime) -> RegistrationQuerySet:
        """Returns the confirmed registrations for a recent date with minutes, without thanks yet.

        If presence was recorded for the date, only those present. Minutes belong to the event: they
        count for a date if the page was published after it.
        """
        noted = self.model._default_manager.filter(occurrence=OuterRef("occurrence"), presence_noted=True)
        return (
            self.confirmed()
            .filter(~Exists(noted) | Q(came=True))
            .filter(
                occurrence__status="scheduled",
                occurrence__ends_at__lte=now,
                occurrence__ends_at__gt=now - STILL_THANKED,
                occurrence__event__live=True,
                occurrence__event__last_published_at__gt=F("occurrence__ends_at"),
            )
            .exclude(email="")
            .exclude(occurrence__event__minutes__regex=NOTHING_WRITTEN)
            .exclude(notices__kind="thanks")
        )

    def out_of_date(self, now: datetime, kept: timedelta) -> RegistrationQuerySet:
        """Returns the registrations whose date ended longer ago than `kept`."""
        return self.filter(occurrence__ends_at__lte=now - kept)


class NoticeQuerySet(models.QuerySet):
    def to_call(self) -> NoticeQuerySet:
        return self.filter(to_call=True)

    def of_dates_to_come(self, now: datetime) -> NoticeQuerySet:
        return self.filter(registration__occurrence__ends_at__gt=now)

    def events_with_people_to_call(self, events: EventQuerySet, now: datetime) -> EventQuerySet:
        """Returns the events with people still to telephone, the next date first, annotated with
        `date_of_calls` (primary key of that date) and `calls_number`.
        """
        to_come = self.to_call().of_dates_to_come(now)
        calls = to_come.filter(registration__occurrence__event=OuterRef("pk"))
        soonest = calls.order_by("registration__occurrence__starts_at", "registration__occurrence")
        number = calls.order_by().values("registration__occurrence__event").annotate(number=Count("pk"))
        return (
            events.annotate(
                date_of_calls=Subquery(soonest.values("registration__occurrence")[:1]),
                calls_before=Subquery(soonest.values("registration__occurrence__starts_at")[:1]),
                calls_zone=Subquery(soonest.values("registration__occurrence__time_zone")[:1]),
                calls_number=Subquery(number.values("number")),
            )
            .filter(date_of_calls__isnull=False)
            .order_by("calls_before", "pk")
        )

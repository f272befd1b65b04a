"""Periodic tasks of registrations. Each can be run twice without a second notice."""

import logging
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.utils import timezone

from portal.operations import faults
from projects.agenda.models.occurrences import Occurrence
from projects.registrations import services
from projects.registrations.models import NoticeKind, Registration
from projects.registrations.querysets import RegistrationQuerySet

logger = logging.getLogger(__name__)


def remind() -> int:
    """Sends reminders the day before; returns their number."""
    return _tell_each(Registration.objects.to_remind(timezone.now()), NoticeKind.REMINDER)


def thank() -> int:
    """Sends thanks once the minutes are published; returns their number."""
    return _tell_each(Registration.objects.to_thank(timezone.now()), NoticeKind.THANKS)


def _tell_each(people: RegistrationQuerySet, kind: NoticeKind) -> int:
    return faults.each(
        logger, f"notice {kind}", list(people.order_by("pk")), partial(services.tell_once, kind=kind)
    )


def forget() -> int:
    """Deletes personal data after the retention period; returns the number of people."""
    now, kept = timezone.now(), timedelta(days=settings.REGISTRATIONS_KEPT_DAYS)
    late = Registration.objects.out_of_date(now, kept).values("occurrence")
    dates = list(Occurrence.objects.filter(pk__in=late))
    return faults.each(logger, "forgetting", dates, partial(services.forget_everybody, now=now))

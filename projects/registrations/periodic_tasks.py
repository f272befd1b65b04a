"""What is done by itself about registrations. Each may be done twice: nobody is told twice."""

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
    """Reminds people the day before; answers how many."""
    return _tell_each(Registration.objects.to_remind(timezone.now()), NoticeKind.REMINDER)


def thank() -> int:
    """Thanks those who came, once the minutes can be read; answers how many."""
    return _tell_each(Registration.objects.to_thank(timezone.now()), NoticeKind.THANKS)


def _tell_each(people: RegistrationQuerySet, kind: NoticeKind) -> int:
    return faults.each(
        logger, f"notice {kind}", list(people.order_by("pk")), partial(services.tell_once, kind=kind)
    )


def forget() -> int:
    """Deletes the data of people whose date is long over; answers how many people."""
    now, kept = timezone.now(), timedelta(days=settings.REGISTRATIONS_KEPT_DAYS)
    late = Registration.objects.out_of_date(now, kept).values("occurrence")
    dates = list(Occurrence.objects.filter(pk__in=late))
    return faults.each(logger, "forgetting", dates, partial(services.forget_everybody, now=now))

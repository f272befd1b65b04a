"""What is done by itself about registrations. Each may be done twice: nobody is told twice."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from projects.agenda.models.occurrences import Occurrence
from projects.agenda.models.registrations import NoticeKind, Registration
from projects.agenda.registrations import services


def remind() -> int:
    """Reminds people the day before; answers how many."""
    people = list(Registration.objects.to_remind(timezone.now()).order_by("pk"))
    return sum(services.tell_once(person, NoticeKind.REMINDER) for person in people)


def thank() -> int:
    """Thanks those who came, once the minutes can be read; answers how many."""
    people = list(Registration.objects.to_thank(timezone.now()).order_by("pk"))
    return sum(services.tell_once(person, NoticeKind.THANKS) for person in people)


def forget() -> int:
    """Deletes the data of people whose date is long over; answers how many people."""
    now, kept = timezone.now(), timedelta(days=settings.REGISTRATIONS_KEPT_DAYS)
    late = Registration.objects.out_of_date(now, kept).values("occurrence")
    return sum(services.forget_everybody(date, now) for date in Occurrence.objects.filter(pk__in=late))

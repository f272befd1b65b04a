"""People who register, and what they have been told."""

from django.utils import timezone

from projects.registrations import services
from projects.registrations.models import Notice, NoticeKind, Registration
from projects.registrations.services import Application

K = NoticeKind


def asked(name: str, people: int = 1, **facts) -> Application:
    """By mail unless told otherwise."""
    facts.setdefault(
        "email", "" if facts.get("phone") else f"{name.lower().replace('é', 'e')}@example.org"
    )
    return Application(name=name, people=people, language="fr", **facts)


def join(date, name, people=1, **facts):
    return services.register(date, asked(name, people, **facts), timezone.now())


def who(date, state) -> list[str]:
    people = Registration.objects.filter(occurrence=date, state=state)
    return list(people.order_by("position").values_list("name", flat=True))


def told(name=None) -> list[str]:
    notices = Notice.objects.order_by("pk")
    if name:
        notices = notices.filter(registration__name=name)
    return [notice.kind for notice in notices]

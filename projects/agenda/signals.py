"""What follows when an event is published, by whatever way."""

from wagtail.signals import page_published

from projects.agenda import services
from projects.agenda.models import EventPage


def announce_place(sender, instance, **_signal):
    if isinstance(instance, EventPage):
        services.announce_place(instance)


def connect() -> None:
    page_published.connect(announce_place, dispatch_uid="tell-those-who-come-of-a-new-place")

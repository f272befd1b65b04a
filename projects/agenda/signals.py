"""What follows when an event is published or its dates change, by whatever way."""

from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published

from projects.agenda import services
from projects.agenda.models import EventPage, Occurrence


def announce_place(sender, instance, **_signal):
    if isinstance(instance, EventPage):
        services.announce_place(instance)


def index_with_its_dates(sender, instance, update_fields=None, raw=False, **_signal):
    if not raw and (update_fields is None or not update_fields.isdisjoint(services.TOLD)):
        services.index_again(instance.event)


def connect() -> None:
    for changed in (post_save, post_delete):
        changed.connect(index_with_its_dates, sender=Occurrence, dispatch_uid="index-with-its-dates")
    page_published.connect(announce_place, dispatch_uid="tell-those-who-come-of-a-new-place")

"""Notifies registered people of changes, and marks them for a call if a message is not sent."""

from django.utils import timezone

from portal.mail import queue
from projects.agenda.signals import dates_changed, place_published
from projects.registrations import notices, services


def follow_changes(sender, changes, now, **_signal):
    services.follow(changes, now)


def tell_new_place(sender, dates, **_signal):
    services.tell_new_place(dates)


def call_instead(sender, keys, **_signal):
    notices.call_instead(keys, timezone.now())


def connect() -> None:
    dates_changed.connect(follow_changes, dispatch_uid="tell-those-who-come-of-changes")
    place_published.connect(tell_new_place, dispatch_uid="tell-those-who-come-of-a-new-place")
    queue.given_up.connect(call_instead, dispatch_uid="call-whom-no-message-reaches")

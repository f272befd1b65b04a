"""Permission to see and handle personal data: names, emails, telephone numbers, needs."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from portal.people.facilitators import facilitated_parks, facilitates
from portal.people.models import User
from projects.agenda.querysets import EventQuerySet

#: Granted to groups in addition to page permissions.
HANDLE_PERSONAL_DATA = "agenda.handle_personal_data"


def may_handle_people(user: User | AnonymousUser, event: Page) -> bool:
    """Requires this permission, and the right to publish the event or a facilitator of its Park: changes
    there take effect at once.
    """
    if not user.has_perm(HANDLE_PERSONAL_DATA):
        return False
    return event.permissions_for_user(user).can_publish() or facilitates(user, event.park_id)


def events_with_people(events: EventQuerySet, user: User) -> EventQuerySet:
    """Returns the events whose registered people a user may handle."""
    if not user.has_perm(HANDLE_PERSONAL_DATA):
        return events.none()
    return events.editable_by(user, "publish") | events.filter(park__in=facilitated_parks(user))

"""Who may see and handle what people have left of themselves: names, addresses, telephones, needs."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from portal.people.models import User
from projects.agenda.querysets import EventQuerySet

#: Given to groups beside their rights on pages.
HANDLE_PERSONAL_DATA = "agenda.handle_personal_data"


def may_handle_people(user: User | AnonymousUser, event: Page) -> bool:
    """A right of its own, for the events that one publishes: what is done there takes effect at once."""
    return user.has_perm(HANDLE_PERSONAL_DATA) and event.permissions_for_user(user).can_publish()


def events_with_people(events: EventQuerySet, user: User) -> EventQuerySet:
    """Those of these events whose people somebody may handle."""
    return events.editable_by(user, "publish") if user.has_perm(HANDLE_PERSONAL_DATA) else events.none()

"""Receivers for the publication or move of an event and for changes of its dates."""

from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page
from wagtail.signals import post_page_move

from portal.pages.querysets import is_trash
from portal.territory.models import Park
from projects.agenda import services
from projects.agenda.models import EventPage, Occurrence


def announce_place(page: Page) -> None:
    """Registered in AFTER_PUBLICATION."""
    if isinstance(page, EventPage):
        services.announce_place(page)


def index_with_its_dates(sender, instance, update_fields=None, raw=False, **_signal):
    if not raw and (update_fields is None or not update_fields.isdisjoint(services.TOLD)):
        services.index_again(instance.event)


def keep_hours_after_move(sender, instance, parent_page_after, **_signal):
    """Skips pages moved to the trash: they keep their Park and time zone."""
    if is_trash(parent_page_after):
        return
    for event in EventPage.objects.descendant_of(instance, inclusive=True):
        services.keep_hours(event)


def keep_hours_of_park(sender, instance, action, reverse, pk_set, **_signal):
    """The départements of a Park set its time zone and may be added after the dates."""
    if action in ("post_add", "post_remove", "post_clear"):
        parks = [instance.pk] if not reverse else pk_set or ()
        for event in EventPage.objects.filter(park__in=parks):
            services.keep_hours(event)


def connect() -> None:
    for changed in (post_save, post_delete):
        changed.connect(index_with_its_dates, sender=Occurrence, dispatch_uid="index-with-its-dates")
    post_page_move.connect(keep_hours_after_move, dispatch_uid="keep-hours-after-move")
    m2m_changed.connect(
        keep_hours_of_park, sender=Park.departments.through, dispatch_uid="keep-hours-of-park"
    )

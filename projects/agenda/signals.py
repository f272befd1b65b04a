"""What follows when an event is published, refused or deleted or its dates change, by whatever way."""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.utils import timezone
from wagtail.models import WorkflowState
from wagtail.signals import page_published, post_page_move, workflow_rejected

from portal.mail import queue
from portal.territory.models import Park
from portal.trash.models import Trash
from projects.agenda import services
from projects.agenda.models import EventPage, Occurrence, Proposal
from projects.agenda.proposals import services as proposals
from projects.agenda.registrations import notices


def announce_place(sender, instance, **_signal):
    if isinstance(instance, EventPage):
        services.announce_place(instance)


def index_with_its_dates(sender, instance, update_fields=None, raw=False, **_signal):
    if not raw and (update_fields is None or not update_fields.isdisjoint(services.TOLD)):
        services.index_again(instance.event)


def keep_hours_after_move(sender, instance, parent_page_after, **_signal):
    """What waits in the bin keeps its Park, and the hours of its place."""
    if isinstance(parent_page_after.specific, Trash):
        return
    for event in EventPage.objects.descendant_of(instance, inclusive=True):
        services.keep_hours(event)


def keep_hours_of_park(sender, instance, action, reverse, pk_set, **_signal):
    """Its départements, hence its time, may be told after its dates."""
    if action in ("post_add", "post_remove", "post_clear"):
        parks = [instance.pk] if not reverse else pk_set or ()
        for event in EventPage.objects.filter(park__in=parks):
            services.keep_hours(event)


def announce_publication(sender, instance, **_signal):
    if isinstance(instance, EventPage):
        proposals.follow_publication(instance)


def announce_request(sender, instance, **_signal):
    page = instance.content_object.specific_deferred
    if isinstance(page, EventPage):
        proposals.follow_request(page, instance.current_task_state.specific.get_comment())


def announce_deletion(sender, instance, origin=None, **_signal):
    """`origin` is what somebody deletes: a proposal by itself is forgotten, and its draft stays."""
    if getattr(origin, "model", type(origin)) is not Proposal:
        proposals.follow_deletion(instance)


def call_instead(sender, keys, **_signal):
    notices.call_instead(keys, timezone.now())


def connect() -> None:
    queue.given_up.connect(call_instead, dispatch_uid="call-whom-no-letter-reaches")
    for changed in (post_save, post_delete):
        changed.connect(index_with_its_dates, sender=Occurrence, dispatch_uid="index-with-its-dates")
    post_page_move.connect(keep_hours_after_move, dispatch_uid="keep-hours-after-move")
    m2m_changed.connect(
        keep_hours_of_park, sender=Park.departments.through, dispatch_uid="keep-hours-of-park"
    )
    page_published.connect(announce_place, dispatch_uid="tell-those-who-come-of-a-new-place")
    page_published.connect(announce_publication, dispatch_uid="tell-who-proposed-of-publication")
    workflow_rejected.connect(
        announce_request, sender=WorkflowState, dispatch_uid="tell-who-proposed-of-request"
    )
    pre_delete.connect(announce_deletion, sender=Proposal, dispatch_uid="tell-who-proposed-of-deletion")

"""Receivers that notify the person who proposed an event of its publication, request or deletion."""

from django.db.models.signals import pre_delete
from wagtail.models import Page, WorkflowState
from wagtail.signals import workflow_rejected

from projects.agenda.models import EventPage
from projects.proposals import services
from projects.proposals.models import Proposal


def announce_publication(page: Page) -> None:
    """Registered in AFTER_PUBLICATION."""
    if isinstance(page, EventPage):
        services.follow_publication(page)


def announce_request(sender, instance, **_signal):
    page = instance.content_object.specific_deferred
    if isinstance(page, EventPage):
        services.follow_request(page, instance.current_task_state.specific.get_comment())


def announce_deletion(sender, instance, origin=None, **_signal):
    """Sends nothing if `origin` is the proposal itself: only its data is deleted, and the draft stays."""
    if getattr(origin, "model", type(origin)) is not Proposal:
        services.follow_deletion(instance)


def connect() -> None:
    workflow_rejected.connect(
        announce_request, sender=WorkflowState, dispatch_uid="tell-who-proposed-of-request"
    )
    pre_delete.connect(announce_deletion, sender=Proposal, dispatch_uid="tell-who-proposed-of-deletion")

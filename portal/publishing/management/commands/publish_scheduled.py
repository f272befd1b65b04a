"""Wagtail’s command, but continues after a page fails and emails the editors of incomplete pages."""

import logging
from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import DraftStateMixin, Page, Revision

from portal.operations import faults
from portal.publishing import requirements as publication
from portal.publishing.messages import write_to_editors
from portal.publishing.requirements import IncompletePage

logger = logging.getLogger(__name__)


class Command(WagtailCommand):
    help = (
        "Publishes what is due and takes offline what has expired; incomplete pages become drafts again."
    )

    def handle(self, *args, **options):
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        now = timezone.now()
        faults.each(logger, "taking offline", expired(now), take_offline)
        due = list(Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"))
        with publication.listening(skips=True) as refusals:
            faults.each(logger, "publishing", due, publish, key=what_of)
        faults.each(logger, "unscheduling", refusals.pages, self.refuse, key=lambda each: each.page.pk)
        write_to_editors(refusals.pages)

    def refuse(self, refusal: IncompletePage) -> None:
        unschedule(refusal)
        self.stderr.write(f"Not published: {refusal.page.pk} ({refusal.reasons})")


def expired(now: datetime) -> list[DraftStateMixin]:
    """Returns the live objects whose expiry date has passed, of every model with drafts."""
    records = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    models = [Page, *(model for model in records if not issubclass(model, Page))]
    return [
        record
        for model in models
        for record in model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")
    ]


@transaction.atomic
def take_offline(record: DraftStateMixin) -> None:
    record.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


@transaction.atomic
def publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def what_of(revision: Revision) -> str:
    return f"{revision.pk} of {revision.content_type.model} {revision.object_id}"


@transaction.atomic
def unschedule(refusal: IncompletePage) -> None:
    """Cancels the schedule: the page is an unlocked draft again, and is not tried at every run."""
    page = refusal.page
    page.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    log(instance=page, action="wagtail.schedule.cancel", revision=page.latest_revision)

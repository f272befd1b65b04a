"""Wagtail’s command, which goes on after a page that is incomplete and tells its editor."""

from django.db import transaction
from wagtail.log_actions import log
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from portal.content import publication
from portal.content.publication import IncompletePage
from portal.content.publication_messages import write_to_editors


class Command(WagtailCommand):
    help = (
        "Publishes what is due and takes offline what has expired; incomplete pages become drafts again."
    )

    def handle(self, *args, **options):
        with publication.listening(skips=True) as refusals:
            super().handle(*args, **options)
        for refusal in refusals.pages:
            unschedule(refusal)
            self.stderr.write(f"Not published: {refusal.page.pk} ({refusal.reasons})")
        write_to_editors(refusals.pages)


@transaction.atomic
def unschedule(refusal: IncompletePage) -> None:
    """The page is an ordinary draft again: unlocked, and not tried each time anew."""
    page = refusal.page
    page.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    log(instance=page, action="wagtail.schedule.cancel", revision=page.latest_revision)

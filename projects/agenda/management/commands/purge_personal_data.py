"""Deletes what was promised to be deleted."""

from django.core.management.base import BaseCommand

from portal.mail import queue
from projects.agenda.proposals import chores as proposals
from projects.agenda.registrations import chores as registrations
from projects.agenda.subscriptions import chores as subscriptions


class Command(BaseCommand):
    help = (
        "Deletes registrations REGISTRATIONS_KEPT_DAYS after their date, who proposed an event "
        "PROPOSALS_KEPT_DAYS after the answer, subscriptions that nobody confirmed within a week, "
        "messages after MAIL_KEPT_DAYS. The worker does it each hour; figures that name nobody stay."
    )

    def handle(self, *args, **options):
        registered, proposed = registrations.forget(), proposals.forget()
        unconfirmed = subscriptions.forget()
        queue.forget_old()
        if options["verbosity"]:
            self.stdout.write(
                f"{registered} registrations, {proposed} proposals and {unconfirmed} unconfirmed "
                "subscriptions deleted."
            )

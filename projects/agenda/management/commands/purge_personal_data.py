"""Deletes what was promised to be deleted."""

from django.core.management.base import BaseCommand

from portal.mail import queue
from projects.agenda.registrations import chores


class Command(BaseCommand):
    help = (
        "Deletes registrations REGISTRATIONS_KEPT_DAYS after their date, messages after MAIL_KEPT_DAYS. "
        "The worker does it each hour; figures that name nobody stay."
    )

    def handle(self, *args, **options):
        forgotten = chores.forget()
        queue.forget_old()
        if options["verbosity"]:
            self.stdout.write(f"{forgotten} registrations deleted.")

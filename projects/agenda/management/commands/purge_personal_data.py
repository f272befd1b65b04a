"""Deletes what was promised to be deleted."""

from django.core.management.base import BaseCommand

from portal.mail import queue
from projects.agenda.registrations import chores
from projects.agenda.subscriptions import chores as weekly_chores


class Command(BaseCommand):
    help = (
        "Deletes registrations REGISTRATIONS_KEPT_DAYS after their date, subscriptions that nobody "
        "confirmed within a week, messages after MAIL_KEPT_DAYS. "
        "The worker does it each hour; figures that name nobody stay."
    )

    def handle(self, *args, **options):
        forgotten = chores.forget()
        given_up = weekly_chores.forget()
        queue.forget_old()
        if options["verbosity"]:
            self.stdout.write(f"{forgotten} registrations, {given_up} unconfirmed subscriptions deleted.")

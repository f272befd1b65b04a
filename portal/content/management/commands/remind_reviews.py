"""Emails people, once, about their pages whose review date has come."""

from django.core.management.base import BaseCommand, CommandError

from portal.content import services
from portal.operations import faults


class Command(BaseCommand):
    help = "Writes to the owners of pages to be checked by today; to be run once a day."

    def handle(self, *args, **options):
        before = faults.failures()
        number = services.remind_reviews()
        if options["verbosity"]:
            self.stdout.write(f"{number} page(s) to review told.")
        if faults.failures() > before:
            raise CommandError("Not everybody could be written to: the log says who.")

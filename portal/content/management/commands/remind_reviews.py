"""Tells people, once, of their pages whose day of review has come."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.content import reviews


class Command(BaseCommand):
    help = "Writes to the owners of pages to be checked by today; to be run once a day."

    def handle(self, *args, **options):
        number = reviews.remind(timezone.localdate())
        if options["verbosity"]:
            self.stdout.write(f"{number} page(s) to review told.")

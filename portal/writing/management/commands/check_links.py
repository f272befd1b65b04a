"""Finds the dead links of published pages; to be run by a weekly cron job of its own."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.writing.links import services
from portal.writing.links.outside import faults_of


class Command(BaseCommand):
    help = (
        "Checks the links of all published pages, and asks other sites for theirs: one request a second "
        "to each. Editors see what is dead on their first screen and in the page’s form."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--offline", action="store_true", help="checks links to pages and documents of the site only"
        )

    def handle(self, *args, offline=False, **options):
        dead = services.check(timezone.now(), ask=None if offline else faults_of)
        for link in dead.select_related("page"):
            self.stdout.write(f"{link.page_id} {link.page}: {link}")
        if options["verbosity"]:
            self.stdout.write(f"{len(dead)} dead link(s).")

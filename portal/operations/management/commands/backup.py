"""Writes the database and the uploads into one file."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.operations import archive
from portal.operations.archive import storing


class Command(BaseCommand):
    help = "Writes the database and the uploads into one file of var/backups."

    def add_arguments(self, parser):
        parser.add_argument("--into", type=Path, default=settings.VAR_DIR / "backups")

    def handle(self, *args, into, **options):
        try:
            path = archive.back_up(into)
        except archive.ArchiveError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Saved in {path}")
        if not storing.are_here():
            self.stderr.write(storing.how_to_save_them())

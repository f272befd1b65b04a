"""Restores the database and the uploads from a backup."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.operations import archive
from portal.operations.consent import agreed


class Command(BaseCommand):
    help = "Puts the database and the uploads back as a backup holds them."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args, file, yes, **options):
        if not file.is_file():
            raise CommandError("Name a backup: make restore FILE=var/backups/….tar.gz")
        if not (yes or agreed("What the portal holds now will be replaced.")):
            raise CommandError("Nothing was changed.")
        try:
            done = archive.restore(file)
        except archive.ArchiveError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored from {file}. If the portal runs, start it anew: it remembers.")
        if not done.has_uploads:
            self.stderr.write("This backup holds no uploads: those of the portal were left as they are.")
        if done.is_older:
            self.stderr.write("It is of an earlier version: run « manage.py migrate » before the start.")

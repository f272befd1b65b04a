"""Resets the site to new demo content."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from portal.operations import archive
from portal.operations.consent import agreed


class Command(BaseCommand):
    help = "Backs up, empties the database and the uploads; the next start writes the demonstration."

    def add_arguments(self, parser):
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args, yes, **options):
        if not (yes or agreed("Everything that was written in the portal will go.")):
            raise CommandError("Nothing was changed.")
        try:
            kept = archive.back_up(settings.VAR_DIR / "backups")
        except archive.ArchiveError as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        empty_database()
        for name in list(archive.uploads()):
            default_storage.delete(name)
        call_command("migrate", verbosity=0)
        self.stdout.write(f"What there was is kept in {kept}")
        self.stdout.write("« make run » writes the demonstration anew.")


def empty_database() -> None:
    """Removes all tables of the database."""
    if connection.vendor == "sqlite":
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            settings.DATABASES["default"]["NAME"].with_name(
                settings.DATABASES["default"]["NAME"].name + suffix
            ).unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")

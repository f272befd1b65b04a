"""Loads the communes of France from a file of official facts."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.territory import official, services

#: Communes named in the report.
MAX_NAMED = 10


class Command(BaseCommand):
    help = (
        "Loads all communes, those of the project or of a newer file with the same columns "
        "(portal/territory/data/README.md); loading again changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=official.FILE)
        parser.add_argument(
            "--first", action="store_true", help="do nothing where communes have been loaded"
        )

    def handle(self, *args, file, first, **options):
        if first and services.are_loaded():
            return
        try:
            loaded = services.load(file)
        except official.WrongFile as error:
            raise CommandError("\n".join(["Nothing was loaded.", *error.errors])) from error
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        if options["verbosity"]:
            self.stdout.write(f"{loaded.added} added, {loaded.changed} changed, {loaded.same} unchanged.")
            self.report(loaded.gone)

    def report(self, gone) -> None:
        if not gone:
            return
        named = ", ".join(sorted(str(commune) for commune in gone)[:MAX_NAMED])
        more = f" and {len(gone) - MAX_NAMED} more" if len(gone) > MAX_NAMED else ""
        self.stdout.write(f"{len(gone)} kept that the file does not name: {named}{more}.")

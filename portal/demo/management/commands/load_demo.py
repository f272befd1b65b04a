"""Builds the demonstration content."""

from django.core.management.base import BaseCommand

from portal.demo import people
from portal.demo.english import Translator
from portal.demo.loader import Loader


class Command(BaseCommand):
    help = "Builds the demonstration content; pages that exist are left as they are."

    def handle(self, *args, **options):
        loader = Loader()
        made = loader.load()
        translated = Translator(loader).translate()
        people.make("scarpe-escaut")
        if not options["verbosity"]:
            return
        self.stdout.write(
            f"{made} page(s) made, {translated} translation(s)."
            if made or translated
            else "Nothing to add: the demonstration is complete."
        )

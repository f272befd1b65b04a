"""Loads contours of communes from a GeoJSON, all or nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.territory import outlines
from portal.territory.maps import geojson


class Command(BaseCommand):
    help = (
        "Loads the contours of communes from a GeoJSON in degrees (WGS 84), with the INSEE code of each "
        "commune, and makes the outlines of their Parks anew. Nothing is loaded if anything is wrong."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="Who made it, as shown: IGN Admin Express.")
        parser.add_argument("--year", type=int, required=True, help="The year of the contours.")

    def handle(self, *args, **options):
        source = " ".join(options["source"].split())
        if not 0 < len(source) <= 80:
            raise CommandError("--source takes 1 to 80 characters.")
        if not 1900 <= options["year"] <= 2200:
            raise CommandError("--year is a year, such as 2026.")
        rings = self._read(options["file"])
        parks = outlines.load(rings, source, options["year"])
        self.stdout.write(f"{len(rings)} contours loaded, outlines of {parks} Parks made anew.")

    @staticmethod
    def _read(file: Path):
        try:
            with file.open("rb") as opened:
                content = opened.read(geojson.LARGEST + 1)
            return geojson.read(content)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except geojson.WrongFile as error:
            raise CommandError(f"{file}: {error} Nothing was loaded.") from error

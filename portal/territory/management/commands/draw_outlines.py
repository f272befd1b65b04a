"""Makes the outlines of all Parks anew."""

from django.core.management.base import BaseCommand

from portal.territory import outlines
from portal.territory.models import Park


class Command(BaseCommand):
    help = "Makes the outlines of all Parks anew, from the contours of their communes."

    def handle(self, *args, **options):
        drawn = outlines.draw_all()
        self.stdout.write(f"{drawn} outlines made; {Park.objects.count() - drawn} Parks have none.")

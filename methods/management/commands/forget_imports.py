"""Deletes the imported documents that nobody made a sheet of in time: to run each hour."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from methods.importing import services


class Command(BaseCommand):
    help = "Deletes imported documents that wait for their draft for more than a day."

    def handle(self, *args, **options):
        self.stdout.write(f"{services.forget_expired(timezone.now())} row(s) deleted.")

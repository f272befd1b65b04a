"""Creates the user groups of the network and of every Park."""

import logging

from django.core.management.base import BaseCommand, CommandError

from portal.content import park_branches
from portal.operations import faults
from portal.territory.models import Park

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Makes the groups of the network and of every Park with their rights; twice does no harm."

    def handle(self, *args, **options):
        park_branches.prepare()
        before = faults.failures()
        faults.each(logger, "opening", list(Park.objects.all()), open_park)
        if faults.failures() > before:
            raise CommandError("Not every Park could be prepared: the log says which.")


def open_park(park: Park) -> None:
    park_branches.open_park(park)

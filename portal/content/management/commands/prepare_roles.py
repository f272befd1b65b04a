"""Makes the groups that people are put in: the network’s, and those of every Park."""

import logging

from django.core.management.base import BaseCommand, CommandError

from portal.content import roles
from portal.content.models import Park
from portal.operations import faults

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Makes the groups of the network and of every Park with their rights; twice does no harm."

    def handle(self, *args, **options):
        roles.prepare_network()
        before = faults.failures()
        faults.each(logger, "opening", list(Park.objects.all()), open_park)
        if faults.failures() > before:
            raise CommandError("Not every Park could be prepared: the log says which.")


def open_park(park: Park) -> None:
    roles.open_park(park)

"""Makes the groups that people are put in: the network’s, and those of every Park."""

from django.core.management.base import BaseCommand

from portal.content import roles
from portal.content.models import Park


class Command(BaseCommand):
    help = "Makes the groups of the network and of every Park with their rights; twice does no harm."

    def handle(self, *args, **options):
        roles.prepare_network()
        for park in Park.objects.all():
            roles.open_park(park)

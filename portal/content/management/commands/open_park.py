"""Creates a Park with its groups, collection, workflow and draft page."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from portal.content import park_branches
from portal.forms.slugs import slug_of
from portal.people import roles
from portal.territory.models import Park


class Command(BaseCommand):
    help = "Opens a Park by its name (without « Parc naturel régional »); twice does no harm."

    def add_arguments(self, parser):
        parser.add_argument("name")
        parser.add_argument("--slug", help="its word in addresses; made of the name by default")

    def handle(self, *args, name, slug=None, **options):
        park = Park.objects.filter(name=name).first() or self.make(name, slug or slug_of(name))
        team = park_branches.open_park(park)
        for _role, group in roles.roles_of(team):
            self.stdout.write(f"{group.name}: {group.user_set.count()} person(s)")

    @staticmethod
    def make(name: str, slug: str) -> Park:
        park = Park(name=name, slug=slug)
        try:
            park.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        park.save()
        return park

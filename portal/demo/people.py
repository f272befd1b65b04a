"""Demo users: one for each role in a Park, who cannot sign in until they get a password."""

from portal.people import roles
from portal.people.models import ParkTeam, User

DOMAIN = "vivre-ensemble.example.org"
NAMES = {
    "communicators": ("communication", "Camille"),
    "contributors": ("contribution", "Sacha"),
    "facilitators": ("animation", "Alix"),
}


def make(park_slug: str) -> None:
    """Creates one person of each role in a Park; existing ones are unchanged."""
    team = ParkTeam.objects.filter(park__slug=park_slug).first()
    for role, group in roles.roles_of(team) if team else []:
        box, name = NAMES[role]
        email = f"{box}@{DOMAIN}"
        if not User.objects.filter(email=email).exists():
            person = User.objects.create_user(email, first_name=name, last_name="Démonstration")
            person.groups.add(group)

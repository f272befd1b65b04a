"""An association that proposes an event to a Park, whose team answers."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from portal.forms import spam_protection
from portal.territory import services as territory
from portal.territory.models import Commune
from projects.agenda.models import AgendaPage
from projects.parks.models import ParkPage
from projects.proposals.models import Proposal
from tests.support.proposals import (
    in_days,
    open_park_of,
    sign_in,
    somebody_of,
)


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Forms come back as soon as they are shown, as if their reader had taken the time."""
    monkeypatch.setattr(spam_protection, "SHORTEST", timedelta(0))


@pytest.fixture
def agenda(tree):
    return tree.add(AgendaPage)


@pytest.fixture
def park_page(tree):
    return open_park_of(tree.add(ParkPage, title="Parc du Vexin"))


@pytest.fixture
def other_page(tree, park_page):
    return open_park_of(tree.add(ParkPage, title="Parc des Ballons"))


@pytest.fixture
def communicator(park_page):
    return somebody_of(park_page)


@pytest.fixture
def team(communicator):
    return sign_in(communicator)


@pytest.fixture
def commune(db):
    """The one that is proposed, on the map."""
    facts = {"insee_code": "95610", "department_id": "95", "latitude": "49.08", "longitude": "1.9"}
    return territory.keep(Commune(name="Théméricourt", **facts))


@pytest.fixture
def values(park_page):
    """What somebody fills in."""
    return {
        "park": park_page.park.slug,
        "kind": "atelier",
        "title": "Coudre ensemble",
        "summary": "On répare ses habits, avec ou sans machine.",
        "place_name": "Salle des fêtes",
        "commune": "Théméricourt",
        "day": in_days(20),
        "start": "14:00",
        "end": "16:30",
        "price": "Gratuit",
        "wheelchair": "yes",
        "pushchair": "",
        "contact_phone": "01 99 00 00 00",
        "contact_email": "",
        "organiser": "Les Petites Mains",
        "name": "Zoé Martin",
        "email": "zoe@example.org",
    }


@pytest.fixture
def send(visitor, agenda, values):
    """Fills in the form and sends it; answers what its sender then reads."""

    def do(client=visitor, page=agenda, **changes):
        address = f"{page.url}proposer/"
        shown = BeautifulSoup(client.get(address).content, "html.parser")
        stamp = shown.find("input", {"name": "timestamp"})["value"]
        return client.post(address, {"timestamp": stamp} | values | changes, follow=True)

    return do


@pytest.fixture
def proposal(send) -> Proposal:
    send()
    return Proposal.objects.get()


@pytest.fixture
def draft(proposal):
    return proposal.page.specific

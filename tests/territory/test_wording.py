"""Days and hours as people say them, and what an event says first."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone, translation

from portal.territory import wording
from portal.territory.models import Commune, Department, Region
from projects.agenda import services
from projects.agenda.models import WorkshopPage
from projects.walks.models import UrbanWalkPage

CAN_I_COME, QUESTION = "Puis-je y aller\N{NO-BREAK SPACE}?", "Une question\N{NO-BREAK SPACE}?"
PARIS = ZoneInfo("Europe/Paris")


def at(day, hour, minute=0, month=12):
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Condé-sur-l’Escaut (59)", "de Condé-sur-l’Escaut (59)"),
        ("Oinville-sur-Montcient", "d’Oinville-sur-Montcient"),
        ("Épinal", "d’Épinal"),
        ("Yvetot", "d’Yvetot"),
        ("Le Thillot", "du Thillot"),
        ("Les Rousses", "des Rousses"),
        ("La Bresse", "de La Bresse"),
        ("Lescar", "de Lescar"),
        ("ma position", "de ma position"),
    ],
)
def test_of_a_place_is_said_as_french_says_it(name, said):
    assert wording.of_place(name) == said


class TestHours:
    @pytest.mark.parametrize(
        ("start", "end", "said"),
        [
            (at(10, 18), at(10, 20, 30), "de 18 h à 20 h 30"),
            (at(10, 9, 5), at(10, 12), "de 9 h 05 à 12 h"),
            (at(10, 22), at(11, 2), "de 22 h à vendredi 11 décembre 2026 à 2 h"),
            (at(24, 23, month=10), at(25, 3, month=10), "de 23 h à dimanche 25 octobre 2026 à 3 h"),
        ],
    )
    def test_are_said_as_in_france(self, start, end, said):
        assert wording.hours(start, end).replace("\N{NO-BREAK SPACE}", " ") == said

    def test_are_said_in_the_language_of_the_reader(self):
        with translation.override("en"):
            assert wording.hours(at(10, 18), at(10, 20, 30)) == "6 p.m. – 8:30 p.m."

    def test_never_break_between_figures_and_words(self):
        assert " h" not in wording.hours(at(10, 18), at(10, 20, 30))


class TestADay:
    def test_is_the_first_as_one_says_it(self):
        assert wording.day(at(1, 10)) == "mardi 1er décembre 2026"
        assert wording.day(at(21, 10)) == "lundi 21 décembre 2026"

    def test_is_that_of_paris(self):
        almost_midnight = datetime(2026, 12, 9, 23, 30, tzinfo=ZoneInfo("UTC"))
        assert wording.day(almost_midnight).startswith("jeudi 10")


class TestAnEvent:
    @pytest.fixture
    def event(self, tree):
        region = Region.objects.first()
        department = Department.objects.first() or Department.objects.create(
            code="59", name="Nord", region=region
        )
        commune = Commune.objects.create(insee_code="59153", name="Condé", department=department)
        return tree.add(
            UrbanWalkPage,
            place_name="Gare routière",
            commune=commune,
            wheelchair="partly",
            distance_m=1200,
            contact_phone="03 53 01 12 40",
            contact_name="Nadia",
            price="Gratuit",
        )

    def facts(self, event) -> dict[str, tuple]:
        event = type(event).objects.get(pk=event.pk)
        return {fact.label: (fact.value, fact.note, fact.href) for fact in event.facts}

    def test_says_when_where_whether_one_can_come_and_whom_to_call_in_this_order(self, tree, event):
        tree.date(event)
        said = self.facts(event)
        assert list(said) == ["Quand", "Où", CAN_I_COME, "Prix", QUESTION]
        assert said["Où"][0] == "Gare routière, Condé"
        assert said[CAN_I_COME][:2] == (
            "Fauteuil roulant\N{NO-BREAK SPACE}: en partie",
            "1,2\N{NO-BREAK SPACE}km à pied",
        )
        assert said[QUESTION][1:] == ("Nadia", "tel:+33353011240")

    def test_says_the_next_date_and_how_many_others(self, tree, event):
        for days in (9, 3, 30):
            tree.date(event, days=days)
        value, note, _href = self.facts(event)["Quand"]
        assert value.startswith(wording.day(timezone.now() + timedelta(days=3)))
        assert note == "et 2 autres dates"

    def test_leads_to_the_form_of_the_first_date_with_places(self, tree, event):
        type(event).objects.update(takes_registrations=True)
        full = tree.date(event, days=3, capacity=2, confirmed_places=2)
        assert self.facts(event)["Inscription"][2] == f"{event.url}inscription/?date={full.pk}"
        free = tree.date(event, days=9, capacity=2)
        facts = self.facts(event)
        assert facts["Inscription"][2] == f"{event.url}inscription/?date={free.pk}"
        assert facts["Quand"][1] == "Complet, liste d’attente, et 1 autre date"

    def test_passes_over_a_cancelled_date_but_says_it_when_no_other_is_left(self, tree, event):
        cancelled = tree.date(event, days=3, status="cancelled", reason="La salle est prise.")
        assert self.facts(event)["Quand"][:2] == ("Annulée", "La salle est prise.")
        tree.date(event, days=9)
        assert self.facts(event)["Quand"][0].startswith(
            wording.day(cancelled.starts_at + timedelta(days=6))
        )

    def test_says_that_it_is_past_or_without_a_date(self, tree, event):
        assert self.facts(event)["Quand"][0] == "Date à fixer"
        tree.date(event, days=-9)
        assert self.facts(event)["Quand"][0].startswith("Passé")

    def test_says_nothing_of_what_nobody_knows(self, tree):
        bare = tree.add(WorkshopPage)
        assert list(self.facts(bare)) == ["Quand"]

    @pytest.mark.parametrize(
        ("address", "parts"),
        [
            ("", ["Gare routière", "Condé"]),
            ("3, rue de la Gare, Condé", ["Gare routière", "3, rue de la Gare, Condé"]),
            ("3, rue de la Gare, 59163 Condé.", ["Gare routière", "3, rue de la Gare, 59163 Condé."]),
            ("3, rue de Condé", ["Gare routière", "3, rue de Condé", "Condé"]),
            ("Le Vieux-Condé", ["Gare routière", "Le Vieux-Condé", "Condé"]),
        ],
    )
    def test_names_the_commune_once(self, event, address, parts):
        event.address = address
        assert event.place_parts == parts

    @pytest.mark.parametrize(
        ("known", "leads_to"),
        [
            (
                {"latitude": "50.4", "longitude": "-3.5"},
                "?mlat=50.40000&mlon=-3.50000#map=17/50.40000/-3.50000",
            ),
            (
                {"address": "2, rue de l’Escaut & Cie"},
                "search?query=2%2C+rue+de+l%E2%80%99Escaut+%26+Cie%2C+Cond%C3%A9",
            ),
            ({}, ""),
        ],
        ids=["a position", "an address", "neither"],
    )
    def test_leads_to_a_map_of_what_is_known(self, event, visitor, known, leads_to):
        type(event).objects.update(**known)
        page = BeautifulSoup(visitor.get(event.url).content, "html.parser")
        links = [link["href"] for link in page.select("a[rel~=external]") if "plan" in link.text]
        assert links == [f"https://www.openstreetmap.org/{leads_to}"] * bool(leads_to)

    def test_shows_them_first(self, tree, event, visitor):
        tree.date(event)
        html = visitor.get(event.url).content.decode()
        assert html.index("Gare routière") < html.index("<h2")

    def test_ends_another_day_without_misleading(self, event):
        start = timezone.now() + timedelta(days=5)
        services.schedule(event, start, start + timedelta(days=1))
        assert wording.day(start + timedelta(days=1)) in self.facts(event)["Quand"][0]

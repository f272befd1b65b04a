"""Maps on the pages of a Park, of an event, and on the agenda."""

import gzip
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from portal.territory import outlines
from portal.territory.models import Commune, Park
from projects.agenda.models import AgendaPage, WorkshopPage
from projects.parks.models import ParkPage, ProjectPage
from tests.components.rendering import words
from tests.support.queries import count_queries

MUNSTER, LUTTENBACH = (48.0449, 7.1427), (48.0164, 7.1233)


def commune(code: str, name: str, position) -> Commune:
    latitude, longitude = position
    facts = {"name": name, "department_id": "68", "latitude": latitude, "longitude": longitude}
    return Commune.objects.update_or_create(insee_code=code, defaults=facts)[0]


@pytest.fixture
def munster(db) -> Commune:
    return commune("68226", "Munster", MUNSTER)


@pytest.fixture
def valley(tree, munster) -> ParkPage:
    """A Park of two communes, with its outline."""
    park = Park.objects.create(name="de la Vallée", slug="vallee")
    park.communes.set([munster, commune("68193", "Luttenbach-près-Munster", LUTTENBACH)])
    assert outlines.draw(park)
    return tree.add(ParkPage, park=park)


def event(tree, parent, position=None, days=7, **fields):
    latitude, longitude = (Decimal(f"{each:.5f}") for each in position) if position else (None, None)
    fields.setdefault("title", "Cuisiner")
    page = tree.add(WorkshopPage, parent=parent, latitude=latitude, longitude=longitude, **fields)
    tree.date(page, days=days)
    return page


def shown(visitor, address: str) -> BeautifulSoup:
    answer = visitor.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def entries(page: BeautifulSoup) -> list[str]:
    return [words(entry) for entry in page.select(".map__entry")]


class TestAPark:
    def test_shows_its_communes_its_dates_and_its_projects(self, tree, visitor, valley, munster):
        project = tree.add(ProjectPage, parent=valley, title="Manger ensemble")
        event(tree, project, commune=munster, title="Cuisiner", days=-3)
        event(tree, valley, title="Marcher", position=LUTTENBACH)
        page = shown(visitor, valley.url)
        assert [entry.split(" ", 2)[:2] for entry in entries(page)] == [["1", "Marcher"], ["2", "Manger"]]
        assert "Projet, rendez-vous à Munster" in entries(page)[1]
        assert [number.string for number in page.select(".map__number")] == ["1", "2"]
        assert page.select("path.map__commune")

    def test_names_each_event_once(self, tree, visitor, valley, munster):
        tree.date(event(tree, valley, commune=munster), days=9)
        assert len(entries(shown(visitor, valley.url))) == 1

    def test_shows_its_outline_alone_while_nothing_is_planned(self, visitor, valley):
        page = shown(visitor, valley.url)
        assert page.select("path.map__outline")
        assert entries(page) == []

    def test_without_communes_shows_the_country_around_its_dates(self, tree, visitor, munster):
        page = tree.add(ParkPage)
        event(tree, page, commune=munster)
        html = shown(visitor, page.url)
        assert html.select("path.map__border")
        assert not html.select("path.map__outline")

    def test_without_communes_and_dates_has_no_map(self, tree, visitor):
        assert not shown(visitor, tree.add(ParkPage).url).select(".map")

    def test_leaves_out_events_beyond_its_map(self, tree, visitor, valley):
        event(tree, valley, title="Loin", position=(48.39, -4.49))
        assert entries(shown(visitor, valley.url)) == []

    def test_tells_nothing_of_drafts(self, tree, visitor, valley, munster):
        event(tree, valley, title="Secret", commune=munster, live=False)
        assert "Secret" not in str(shown(visitor, valley.url))


class TestAnEvent:
    def test_lies_in_its_park(self, tree, visitor, valley, munster):
        page = shown(visitor, event(tree, valley, commune=munster).url)
        drawing = page.select_one("svg.map__drawing")
        assert drawing["aria-label"] == "Carte\N{NO-BREAK SPACE}: Munster, dans le Parc de la Vallée"
        assert drawing.select_one(".map__name").string == "Munster"
        assert len(drawing.select(".map__mark")) == 1

    def test_stands_after_its_dates(self, tree, visitor, valley, munster):
        page = str(shown(visitor, event(tree, valley, commune=munster).url))
        assert page.index('id="dates"') < page.index("map__drawing")

    @pytest.mark.parametrize("position", [None, (48.39, -4.49)], ids=["unknown", "far"])
    def test_elsewhere_has_no_map(self, tree, visitor, valley, position):
        assert not shown(visitor, event(tree, valley, position=position).url).select(".map")

    def test_in_a_park_without_outline_has_no_map(self, tree, visitor, munster):
        page = event(tree, tree.add(ParkPage), commune=munster)
        assert not shown(visitor, page.url).select(".map")


class TestTheAgenda:
    @pytest.fixture
    def agenda(self, tree) -> AgendaPage:
        return tree.add(AgendaPage)

    def test_shows_its_results_folded(self, tree, visitor, agenda, valley, munster):
        event(tree, valley, commune=munster, title="Cuisiner", days=2)
        event(tree, valley, position=LUTTENBACH, title="Marcher", days=1)
        page = shown(visitor, agenda.url)
        fold = page.select_one("details.map-fold")
        assert not fold.has_attr("open")
        assert [words(link) for link in fold.select("a")] == ["Marcher", "Cuisiner"]
        assert fold.select("path.map__outline")

    def test_without_positions_has_no_map(self, tree, visitor, agenda, valley):
        event(tree, valley)
        page = shown(visitor, agenda.url)
        assert page.select(".occurrence")
        assert not page.select(".map, .map-fold")

    def test_overseas_alone_has_no_map(self, tree, visitor, agenda):
        event(tree, tree.add(ParkPage), position=(-20.88, 55.45))
        assert not shown(visitor, agenda.url).select(".map-fold")

    def test_without_results_has_no_map(self, visitor, agenda):
        assert not shown(visitor, agenda.url).select(".map-fold")

    def test_stays_light_with_many_dates(self, tree, visitor, agenda, valley):
        for number in range(20):
            event(tree, valley, position=(48.0 + number / 250, 7.1 + number % 7 / 70))
        answer = visitor.get(agenda.url)
        drawing = str(BeautifulSoup(answer.content, "html.parser").select_one("svg.map__drawing"))
        assert len(gzip.compress(drawing.encode())) < 16_000
        assert len(gzip.compress(answer.content)) < 40_000


def test_a_map_costs_as_many_queries_with_twenty_places_as_with_one(tree, valley, munster):
    agenda = tree.add(AgendaPage)
    project = tree.add(ProjectPage, parent=valley)
    pages = [agenda, valley, event(tree, project, commune=munster)]
    few = [count_queries(page.url) for page in pages]
    for number in range(19):
        more = Park.objects.create(name=f"Parc {number}", slug=f"parc-{number}")
        more.communes.add(munster)
        outlines.draw(more)
        event(tree, tree.add(ParkPage, park=more), commune=munster)
        event(tree, tree.add(ProjectPage, parent=valley), commune=munster)
    assert [count_queries(page.url) for page in pages] == few

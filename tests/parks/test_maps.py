"""France with its Parks on the page “Les Parcs”."""

import pytest
from bs4 import BeautifulSoup

from portal.territory import outlines
from portal.territory.models import Commune, Park
from projects.parks.models import ParkIndexPage, ParkPage
from tests.components.rendering import words
from tests.support.queries import count_queries


@pytest.fixture
def add(tree):
    def add(name: str, position=(None, None), **fields) -> ParkPage:
        latitude, longitude = position
        park = Park.objects.create(name=name, slug=name.lower(), latitude=latitude, longitude=longitude)
        return tree.add(ParkPage, title=f"Parc {name}", park=park, **fields)

    return add


@pytest.fixture
def index(tree) -> ParkIndexPage:
    return tree.add(ParkIndexPage)


def shown(visitor, page) -> BeautifulSoup:
    return BeautifulSoup(visitor.get(page.url).content, "html.parser")


class TestTheParks:
    def test_are_on_france_with_the_numbers_of_the_list(self, visitor, index, add):
        add("Vexin", (49.11, 1.88))
        add("Ballons", (47.93, 6.90))
        page = shown(visitor, index)
        assert [words(entry) for entry in page.select(".map__entry")] == ["1 Ballons", "2 Vexin"]
        assert [mark.string for mark in page.select(".map__number")] == ["1", "2"]
        assert {"Ballons", "Vexin"} <= {name.string for name in page.select(".map__name")}

    def test_overseas_or_without_a_position_are_in_the_list_alone(self, visitor, index, add):
        add("Corse", (42.2, 9.1))
        add("Martinique", (14.6, -61.0))
        add("Ailleurs")
        page = shown(visitor, index)
        assert [words(entry) for entry in page.select(".map__entry")] == [
            "1 Corse",
            "Ailleurs Il n’est pas sur cette carte.",
            "Martinique Il n’est pas sur cette carte.",
        ]

    def test_have_no_map_while_no_position_is_known(self, visitor, index, add):
        add("Ailleurs")
        page = shown(visitor, index)
        assert page.select(".card")
        assert not page.select(".map")

    def test_have_their_outlines_where_they_have_communes(self, visitor, index, add):
        page = add("Ballons", (47.93, 6.90))
        munster = Commune.objects.get_or_create(
            insee_code="68226", defaults={"name": "Munster", "department_id": "68"}
        )[0]
        page.park.communes.add(munster)
        assert outlines.draw(page.park)
        assert shown(visitor, index).select("path.map__land")

    def test_tell_nothing_of_drafts(self, visitor, index, add):
        add("Ballons", (47.93, 6.90))
        add("Secret", (45.0, 3.0), live=False)
        assert "Secret" not in str(shown(visitor, index))

    def test_cost_as_many_queries_as_one(self, index, add):
        add("Ballons", (47.93, 6.90))
        few = count_queries(index.url)
        for number in range(20):
            add(f"Parc-{number}", (44 + number / 5, 2.0))
        assert count_queries(index.url) == few

"""The page that explains to people what programs may read."""

import re

import pytest
from bs4 import BeautifulSoup

from home.open_data import views as open_data
from portal.api.views import PagesEndpoint
from tests.support.queries import count_queries
from tests.support.translation import translate
from tests.support.tree import page_types

ADDRESS = "/donnees-ouvertes/"


def words(visitor, address=ADDRESS) -> str:
    return BeautifulSoup(visitor.get(address).content, "html.parser").main.get_text(" ")


class TestTheOpenDataPage:
    def test_is_one_link_away_from_every_page(self, tree, visitor):
        page = BeautifulSoup(visitor.get("/").content, "html.parser")
        assert page.select_one(f'.site-footer a[href="{ADDRESS}"]')

    def test_names_every_type_and_field_that_the_api_tells(self, tree, visitor):
        said = set(re.findall(r"[\w.]+", words(visitor)))
        for model in page_types():
            assert model._meta.label in said
            told = {field.name for field in (*model.api_fields, *model.api_details)}
            assert told <= said
            assert told <= set(PagesEndpoint.get_available_fields(model))

    @pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
    def test_says_in_words_what_each_field_is(self, model):
        columns = {field.name for field in model._meta.get_fields()}
        told = {field.name for field in (*model.api_fields, *model.api_details)}
        assert told - columns - set(open_data.WORDS) == set()

    def test_states_the_licence(self, tree, visitor, settings):
        settings.OPEN_DATA_LICENCE = {"name": "Une autre licence", "url": "https://example.org/"}
        assert "Une autre licence" in words(visitor)

    @pytest.mark.searches
    def test_gives_addresses_that_answer(self, tree, visitor):
        page = BeautifulSoup(visitor.get(ADDRESS).content, "html.parser")
        addresses = [link["href"] for link in page.main.select('a[href*="/api/"]')]
        assert len(addresses) > 2
        for address in addresses:
            assert visitor.get(address.removeprefix("http://localhost")).status_code == 200

    def test_is_read_in_english(self, tree, visitor):
        translate(tree.home)
        assert "Open data" in visitor.get(f"/en{ADDRESS}").content.decode()

    def test_costs_few_queries(self, tree):
        assert count_queries(ADDRESS) <= 10

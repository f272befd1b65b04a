"""The head of every page: the name, the doors, the search and the languages."""

import pytest

from tests.components.rendering import sample, words

ALONE = "Une seule langue, sans recherche ni accès direct"


class TestTheHeader:
    def test_leads_home_by_its_name(self):
        brand = sample("site_header", ALONE).select_one('a[href="#accueil"]')
        assert "Vivre ensemble" in words(brand)

    @pytest.mark.parametrize(
        ("title", "current"),
        [
            ("Aucune porte ouverte", []),
            ("Dans la première porte", ["#demarche"]),
            ("Dans la deuxième porte", ["#catalogue"]),
        ],
    )
    def test_says_behind_which_door_one_is(self, title, current):
        doors = sample("site_header", title).select('.door-nav a[aria-current="true"]')
        assert [door["href"] for door in doors] == current

    def test_says_which_direct_way_is_open(self):
        header = sample("site_header", "Dans la troisième porte, un accès direct ouvert")
        assert [link["href"] for link in header.select('[href="#parcs"][aria-current]')] == ["#parcs"]

    def test_names_each_way_around_differently(self):
        names = [nav["aria-label"] for nav in sample("site_header", "Aucune porte ouverte").select("nav")]
        assert len(names) == len(set(names))

    def test_offers_a_language_by_its_name_in_that_language(self):
        english = sample("site_header", "Aucune porte ouverte").select_one('[hreflang="en"]')
        assert english["lang"] == "en"
        assert "English" in english.text

    def test_offers_no_choice_of_one(self):
        header = sample("site_header", ALONE)
        assert header.select_one("[hreflang]") is None
        assert header.form is None

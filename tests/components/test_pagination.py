"""Pages of a list: where one is, one step either way, and the ends."""

import pytest
from django.core.paginator import Paginator

from tests.components.rendering import render, sample, words

FIRST, MIDDLE = "Première page", "Au milieu, avec les autres critères"
LAST = "Dernière page, autre paramètre"


class TestAPagination:
    @pytest.mark.parametrize(
        ("title", "here"), [(FIRST, "Page 1"), (MIDDLE, "Page 5"), (LAST, "Page 10")]
    )
    def test_says_which_page_one_reads(self, title, here):
        current = sample("pagination", title).select('[aria-current="page"]')
        assert [words(link) for link in current] == [here]

    def test_steps_both_ways_from_the_middle(self):
        pages = sample("pagination", MIDDLE)
        assert pages.select_one('[rel="prev"]')["href"].startswith("?page=4&")
        assert pages.select_one('[rel="next"]')["href"].startswith("?page=6&")

    def test_steps_no_further_than_its_ends(self):
        assert sample("pagination", FIRST).select_one('[rel="prev"]') is None
        assert sample("pagination", LAST).select_one('[rel="next"]') is None

    def test_keeps_the_other_criteria(self):
        links = sample("pagination", MIDDLE).select("a")
        assert {link["href"].partition("&")[2] for link in links} == {"q=jardin&theme=eviter-l-isolement"}

    def test_does_not_double_the_sign_between_criteria(self):
        page = Paginator(range(20), 12).page(1)
        assert render("pagination", page_obj=page, query="&q=jardin").a["href"] == "?page=1&q=jardin"

    def test_has_its_own_parameter_and_its_own_name(self):
        pages = sample("pagination", LAST)
        assert pages.select_one('[rel="prev"]')["href"] == "?passees=9"
        assert pages.nav["aria-label"] == "Pages des rendez-vous passés"

    def test_does_not_read_out_what_it_skips(self):
        skipped = [item for item in sample("pagination", MIDDLE).select("li") if words(item) == "…"]
        assert [item["aria-hidden"] for item in skipped] == ["true", "true"]


def test_one_page_needs_none():
    assert sample("pagination", "Une seule page").find() is None

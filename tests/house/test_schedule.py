"""The suite’s schedule names what exists; a search where the index is at rest fails."""

from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.conf import settings
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from home.catalogue.models.entries import CatalogueEntry
from home.models import StandardPage
from tests.support.indexing import IndexAtRest, index_at_rest
from tests.support.schedule import LONGEST, longest_first, unit


def test_what_is_named_exists():
    assert [name for name in LONGEST if not (settings.BASE_DIR / name).exists()] == []


def test_a_folder_that_shares_a_server_stays_together_and_comes_first():
    nodes = ["tests/forms/test_a.py::b", "tests/browser/test_z.py::b", "tests/browser/test_a.py::a"]
    items = [SimpleNamespace(nodeid=node) for node in nodes]
    longest_first(items)
    assert [item.nodeid for item in items] == [nodes[1], nodes[2], nodes[0]]
    assert len({unit(node) for node in nodes}) == 2


def test_a_file_with_more_tests_comes_before_one_with_fewer():
    nodes = ["tests/forms/test_a.py::a", "tests/forms/test_b.py::a", "tests/forms/test_b.py::b"]
    items = [SimpleNamespace(nodeid=node) for node in nodes]
    longest_first(items)
    assert [item.nodeid for item in items] == [*nodes[1:], nodes[0]]


@pytest.mark.searches
class TestAnIndexAtRest:
    def test_fails_who_searches(self, db):
        for read in (Page.objects.all().search, lambda _query: CatalogueEntry.objects.exists()):
            with pytest.raises(IndexAtRest), index_at_rest(), pytest.raises(IndexAtRest):
                list(read("jardin"))

    def test_fails_at_the_end_who_was_not_heard(self, db):
        with pytest.raises(IndexAtRest), index_at_rest(), suppress(IndexAtRest):
            CatalogueEntry.objects.exists()

    def test_lets_a_page_be_deleted_with_its_entries(self, tree):
        page = tree.add(StandardPage)
        with index_at_rest():
            page.delete()
        assert not IndexEntry.objects.filter(object_id=str(page.pk)).exists()

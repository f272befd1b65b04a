"""The bitmaps of a process follow what any process files."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from home.catalogue import services
from home.catalogue.bitmaps import FacetBitmaps
from home.catalogue.models import CatalogueEntry, Filing
from methods.models import MethodSheetPage

pytestmark = pytest.mark.searches


@pytest.fixture
def pages(tree):
    return [tree.add(MethodSheetPage).pk for _each in range(3)]


def counted(bitmaps, pages) -> dict[str, int]:
    _found, counts = bitmaps.count(BitMap(pages), {})
    return dict(counts)


def file(pages, facets) -> None:
    """As any process does when pages change."""
    with transaction.atomic():
        CatalogueEntry.objects.filter(page__in=pages).update(facets=facets, filing=Filing.next_number())


def given_up(pages, facets) -> None:
    with transaction.atomic():
        file(pages, facets)
        transaction.set_rollback(True)


class TestAProcess:
    def test_asks_once_while_nothing_is_filed(self, pages, django_assert_num_queries):
        bitmaps = FacetBitmaps()
        counted(bitmaps, pages)
        with django_assert_num_queries(1):
            counted(bitmaps, pages)
        file(pages[:1], "theme:loin")
        with django_assert_num_queries(2):
            counted(bitmaps, pages)

    def test_counts_what_is_filed_together_with_the_index(
        self, pages, django_capture_on_commit_callbacks
    ):
        file(pages, "")
        bitmaps = FacetBitmaps()
        assert counted(bitmaps, pages) == {}
        with django_capture_on_commit_callbacks(execute=True):
            services.record_entries(pages)
        assert counted(bitmaps, pages)["genre:fiche"] == 3

    def test_is_told_once_all_may_read_it_so_that_nobody_waits_for_who_publishes_many(
        self, pages, django_capture_on_commit_callbacks
    ):
        before = Filing.last_number()
        with django_capture_on_commit_callbacks(execute=True):
            services.record_entries(pages)
            assert Filing.last_number() == before
        assert Filing.last_number() > before

    def test_begins_again_after_a_restored_backup(self, pages):
        bitmaps = FacetBitmaps()
        file(pages, "theme:apres")
        counted(bitmaps, pages)
        CatalogueEntry.objects.update(facets="theme:avant", filing=1)
        Filing.objects.update(last=1)
        assert counted(bitmaps, pages) == {"theme:avant": 3}

    @settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_knows_at_any_time_what_a_new_one_would_read(self, pages, data):
        old = FacetBitmaps()
        some_pages = st.lists(st.sampled_from(pages), min_size=1, unique=True)
        facets = st.sets(st.sampled_from(["theme:a", "theme:b", "public:a"])).map(" ".join)
        acts = st.sampled_from([file, given_up, lambda *_facts: counted(old, pages)])
        for act in data.draw(st.lists(acts, max_size=8)):
            act(data.draw(some_pages), data.draw(facets))
        assert counted(old, pages) == counted(FacetBitmaps(), pages)

"""What we add to Wagtail’s page editor costs few queries, and as many however long the page is."""

import pytest

from methods.models import MethodSheetPage
from projects.agenda.models import WorkshopPage
from tests.measures.editor import BLOCKS, MAX_QUERIES, compare
from tests.support.publication import complete, publish

STEP = ("step", {"title": "Accueillir", "text": "<p>Un café, les prénoms.</p>", "minutes": 10})
TEXT = ("text", "<p>On se retrouve au jardin.</p>")


class TestTheEditor:
    @pytest.mark.parametrize(
        ("page_type", "block"),
        [(MethodSheetPage, STEP), (WorkshopPage, TEXT)],
        ids=["sheet", "event"],
    )
    def test_adds_as_many_queries_to_a_long_page_as_to_a_short_one(
        self, tree, network_editor, page_type, block
    ):
        page, added = complete(tree.add(page_type)), []
        for number in BLOCKS:
            page.body = [block] * number
            publish(page)
            wagtails, ours = compare(page, network_editor, runs=1, rounds=1)
            added.append(ours.queries - wagtails.queries)
        assert added[0] == added[-1] <= MAX_QUERIES

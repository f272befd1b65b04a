"""Words that mean the same find the same."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.search.backends import get_search_backend

from methods.models import MethodSheetPage
from portal.search import analysis, synonyms
from portal.search.models import SynonymSet

pytestmark = pytest.mark.searches


def found(query) -> list[str]:
    return [page.title for page in get_search_backend().search(query, MethodSheetPage)]


@pytest.fixture
def sheets(tree):
    SynonymSet.objects.create(expressions="comité de pilotage, copil")
    return [tree.add(MethodSheetPage, title=title) for title in ("Le comité de pilotage", "Le pilote")]


class TestASet:
    @pytest.mark.parametrize(
        "query", ["copil", "COPILS", "comité de pilotage", "les comites de pilotage"]
    )
    def test_finds_by_any_of_its_expressions(self, sheets, query):
        assert found(query) == ["Le comité de pilotage"]

    def test_joins_the_other_words_of_a_question(self, tree, sheets):
        tree.add(MethodSheetPage, title="La première réunion du comité de pilotage")
        assert found("première réunion copil") == ["La première réunion du comité de pilotage"]

    def test_finds_no_scattered_words(self, tree, sheets):
        tree.add(MethodSheetPage, title="Un pilotage qui cherche son comité")
        assert found("copil") == ["Le comité de pilotage"]

    def test_needs_two_expressions(self):
        for lonely in ("", " , ,", "copil", "copil, copil"):
            with pytest.raises(ValidationError):
                SynonymSet(expressions=lonely).full_clean()

    def test_is_written_in_the_admin(self, admin):
        address = reverse("wagtailsnippets_search_synonymset:add")
        assert admin.get(address).status_code == 200
        admin.post(address, {"expressions": "gym, gymnastique"})
        assert str(SynonymSet.objects.get()) == "gym, gymnastique"

    def test_of_odd_words_breaks_no_search(self, sheets):
        SynonymSet.objects.create(expressions='"", de la, 🙂, ((, ' + "x" * 300)
        assert found("copil") == ["Le comité de pilotage"]
        assert found('"x') == []


@given(typed=st.lists(st.sampled_from(["copil", "comité", "pilotage", "vote"]), min_size=1, max_size=8))
def test_every_word_typed_belongs_to_one_expression(typed):
    sets = [tuple(tuple(analysis.words(form, "fr")) for form in ("comité de pilotage", "copil"))]
    words = left = tuple(analysis.words(" ".join(typed), "fr"))
    taken = []
    while left:
        first, *_others = synonyms.beginning(left, sets)
        taken += first
        left = left[len(first) :]
    assert tuple(taken) == words

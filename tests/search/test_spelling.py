"""A question that finds nothing is answered with other spellings, the same on both engines."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from home.catalogue.models import CataloguePage
from methods.models import MethodSheetPage
from portal.search import public_texts, spelling
from portal.search.models import VocabularyWord
from portal.vocabulary.models import Theme
from projects.parks.models import ParkContact, ParkPage
from tests.support.queries import count_queries

pytestmark = pytest.mark.searches

TITLES = (
    "Rompre l’isolement des aînés",
    "L’isolement",
    "Le banc public",
    "La solidarité",
    "Un jardin",
    "Le silence se conjugue",
)


@pytest.fixture
def sheets(tree):
    return [tree.add(MethodSheetPage, title=title) for title in TITLES]


class TestAQuestion:
    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("isolment", ["isolement"]),
            ("ISOLEMNET", ["isolement"]),
            ("izolement", ["isolement"]),
            ("solid", ["solidarité"]),
            ("solidraité", ["solidarité"]),
            ("bnac", ["banc"]),
            ("isolment des ainnés", ["isolement des aînés", "isolement", "aînés"]),
            ("jardin isolment", ["jardin isolement", "jardin", "isolement"]),
            ("banc jardin", ["banc", "jardin"]),
            ("jardin xyzxyz", ["jardin"]),
            ("violences conjugales", []),
            ("bancal jardinerie", []),
            ("solidarisation", []),
            ("isolements", []),
            ("zzz", []),
            ("🙂", []),
            ("de la", []),
            ("", []),
            ("x" * 10_000, []),
            ("mot " * 2_000, []),
        ],
    )
    def test_is_offered_in_words_that_the_site_says(self, sheets, typed, expected):
        assert spelling.suggestions(typed, "fr") == expected

    def test_prefers_the_word_that_more_texts_say(self, tree):
        for title in ("La marche", "Le marché", "Un marché"):
            tree.add(MethodSheetPage, title=title)
        assert spelling.suggestions("marchh", "fr") == ["marché"]

    def test_is_answered_in_its_own_language(self, sheets):
        assert spelling.suggestions("isolment", "en") == []

    @settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(typed=st.text(max_size=60))
    def test_is_never_an_error(self, sheets, typed):
        assert len(spelling.suggestions(typed, "fr")) <= spelling.MAX_OFFERED

    def test_costs_two_queries_whatever_the_site_says(self, sheets):
        VocabularyWord.objects.bulk_create(
            VocabularyWord(
                language="fr", written=f"izolem{chr(97 + n // 26)}{chr(97 + n % 26)}t", plain="x", texts=1
            )
            for n in range(600)
        )
        with CaptureQueriesContext(connection) as queries:
            spelling.suggestions("isolmentt jardin banc", "fr")
        assert len(queries) == 2


class TestTheCatalogue:
    def test_offers_what_finds_something(self, tree, sheets, visitor):
        catalogue = tree.add(CataloguePage)
        html = visitor.get(catalogue.url, {"q": "isolment"}).content.decode()
        assert "Essayez avec" in html
        assert f'href="{catalogue.url}?q=isolement"' in html

    def test_keeps_the_other_choices_and_offers_nothing_that_finds_nothing(self, tree, sheets, visitor):
        catalogue = tree.add(CataloguePage)
        html = visitor.get(catalogue.url, {"q": "isolment", "genre": "fiche"}).content.decode()
        assert f'href="{catalogue.url}?q=isolement&amp;genre=fiche"' in html
        html = visitor.get(catalogue.url, {"q": "isolment", "genre": "atelier"}).content.decode()
        assert "Essayez avec" not in html

    def test_offers_no_word_of_what_is_not_public(self, tree, visitor):
        catalogue = tree.add(CataloguePage)
        tree.add(MethodSheetPage, title="Le brouillon", live=False)
        reserved = tree.add(MethodSheetPage, title="Le brouillard")
        PageViewRestriction.objects.create(page=reserved, restriction_type="login")
        public_texts.recount()
        html = visitor.get(catalogue.url, {"q": "brouilon"}).content.decode()
        assert "Essayez avec" not in html

    def test_stays_within_its_budget(self, tree, sheets):
        catalogue = tree.add(CataloguePage)
        assert count_queries(f"{catalogue.url}?q=isolment+des+ainnés+jardn") <= 15

    def test_guesses_nothing_of_several_words_when_none_is_near(self, tree, sheets, visitor):
        html = visitor.get(tree.add(CataloguePage).url, {"q": "violences conjugales"}).content.decode()
        assert "Essayez avec" not in html

    def test_guesses_the_misspelt_word_of_a_question_that_is_partly_answered(self, tree, sheets, visitor):
        tree.add(MethodSheetPage, title="L’isolement au jardin")
        html = visitor.get(tree.add(CataloguePage).url, {"q": "jardin isolment"}).content.decode()
        assert "?q=jardin+isolement" in html
        html = visitor.get(tree.add(CataloguePage).url, {"q": "jardin xyzxyz"}).content.decode()
        assert "Essayez avec" not in html

    def test_leads_on_by_themes_and_to_people_where_nothing_is_found(self, tree, visitor):
        Theme.objects.create(name="Accueillir", slug="accueillir", locale=tree.home.locale)
        park = tree.add(
            ParkPage, contacts=[ParkContact(name="La maison du Parc", phone="04 74 00 11 22")]
        )
        hidden = tree.add(ParkPage, contacts=[ParkContact(name="Cachée", phone="04 74 00 11 23")])
        hidden.unpublish()
        catalogue = tree.add(CataloguePage)
        html = visitor.get(catalogue.url, {"q": "zzz"}).content.decode()
        assert f'href="{catalogue.url}themes/accueillir/"' in html
        assert "La maison du Parc" in html and park.title in html and 'href="tel:' in html
        assert "Cachée" not in html
        assert "La maison du Parc" not in visitor.get(catalogue.url).content.decode()

    def test_offers_nothing_where_something_is_found(self, tree, sheets, visitor):
        html = visitor.get(tree.add(CataloguePage).url, {"q": "isolement"}).content.decode()
        assert "Essayez avec" not in html

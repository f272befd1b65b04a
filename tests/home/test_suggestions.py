"""While one types, the catalogue offers what everybody may read."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from home.catalogue.models import CataloguePage
from home.models import StandardPage
from methods.models import MethodSheetPage
from portal.vocabulary.models import Audience, Theme
from projects.agenda.models import WorkshopPage
from tests.support.queries import count_queries
from tests.support.translation import translate

pytestmark = pytest.mark.searches


@pytest.fixture
def catalogue(tree):
    return tree.add(CataloguePage, slug="catalogue")


@pytest.fixture
def site(tree, catalogue):
    Theme.objects.create(name="Éviter l’isolement", slug="isolement", locale=tree.home.locale)
    Audience.objects.create(name="Personnes isolées", slug="isolees", locale=tree.home.locale)
    tree.add(MethodSheetPage, title="Rompre l’isolement", slug="rompre")
    tree.add(WorkshopPage, title="L’isolement", slug="atelier")
    return catalogue


def offered(visitor, catalogue, typed) -> list[tuple[str, str, str]]:
    answer = visitor.get(f"{catalogue.url}suggestions.json", {"q": typed})
    assert answer.status_code == 200
    return [(each["label"], each["kind"], each["url"]) for each in answer.json()["suggestions"]]


class TestSuggestions:
    @pytest.mark.parametrize("typed", ["isol", "ISOLEM", "l’isol", " Isole "])
    def test_are_words_then_terms_then_pages_by_the_length_of_their_title(self, site, visitor, typed):
        found = offered(visitor, site, typed)
        assert found[0] == ("isolement", "Mot", "/catalogue/?q=isolement")
        assert ("Éviter l’isolement", "Thème", "/catalogue/themes/isolement/") in found
        pages = [label for label, kind, _url in found if kind in ("Fiche méthode", "Atelier thématique")]
        assert pages == ["L’isolement", "Rompre l’isolement"]

    def test_name_the_audiences_that_begin_so(self, site, visitor):
        assert offered(visitor, site, "personnes is") == [
            ("Personnes isolées", "Public", "/catalogue/publics/isolees/")
        ]

    def test_lead_to_the_page(self, site, visitor):
        *_others, (label, _kind, url) = offered(visitor, site, "rompre iso")
        assert label == "Rompre l’isolement"
        assert visitor.get(url).status_code == 200

    def test_are_few_and_ask_the_database_little(self, tree, site, visitor):
        few = count_queries(f"{site.url}suggestions.json?q=isol")
        for _each in range(20):
            tree.add(MethodSheetPage, title="L’isolement et les isolés")
        assert len(offered(visitor, site, "isol")) == 8
        assert count_queries(f"{site.url}suggestions.json?q=isol") == few <= 6

    @pytest.mark.parametrize("typed", ["", "i", "'", '"', "🙂", "zzz", "*", "x" * 10_000])
    def test_are_none_where_nothing_begins_so(self, site, visitor, typed):
        assert offered(visitor, site, typed) == []

    def test_betray_no_page_that_is_not_public(self, tree, catalogue, visitor):
        tree.add(MethodSheetPage, title="Secret brouillon", live=False)
        tree.add(StandardPage, title="Secret légal")
        reserved = tree.add(MethodSheetPage, title="Secret réservé")
        PageViewRestriction.objects.create(page=reserved, restriction_type="login")
        assert offered(visitor, catalogue, "secr") == []

    def test_keep_to_the_language_of_the_page(self, site, visitor):
        assert offered(visitor, translate(site), "isol") == []

    def test_may_be_kept_by_anybody_and_set_no_cookie(self, site, visitor):
        answer = visitor.get(f"{site.url}suggestions.json", {"q": "isol"})
        assert answer["Cache-Control"] == "max-age=300, public"
        assert not answer.cookies

    def test_of_a_restricted_catalogue_are_restricted(self, site, visitor):
        PageViewRestriction.objects.create(page=site, restriction_type="login")
        answer = visitor.get(f"{site.url}suggestions.json", {"q": "isol"})
        assert answer.status_code == 302
        assert "login" in answer.url

    @settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(typed=st.text(max_size=30))
    def test_are_never_an_error(self, site, visitor, typed):
        answer = visitor.get(f"{site.url}suggestions.json", {"q": typed})
        assert answer.status_code == (400 if "\0" in typed else 200)

"""Finding pages by words, kind, theme, audience, tag and Park."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.catalogue.models import CataloguePage
from home.models import StandardPage
from methods.models import MethodSheetPage
from portal.content.models import PageAudience, PageTheme
from portal.territory import wording
from portal.vocabulary.models import Audience, Theme
from projects.agenda.models import WorkshopPage
from projects.parks.models import ParkPage
from tests.support.publication import publish

pytestmark = pytest.mark.searches


@pytest.fixture
def catalogue(tree):
    return tree.add(CataloguePage, slug="catalogue")


@pytest.fixture
def isolation(tree):
    return Theme.objects.create(name="Éviter l’isolement", slug="isolement", locale=tree.home.locale)


def titles(response) -> set[str]:
    return {page.title for page in response.context["cards"]}


class TestTheCatalogue:
    def test_lists_what_people_look_for_and_no_page_of_plain_text(self, tree, catalogue, visitor):
        sheet = tree.add(MethodSheetPage)
        tree.add(StandardPage)
        assert titles(visitor.get(catalogue.url)) == {sheet.title}

    def test_says_in_its_title_what_was_searched_and_on_which_page(self, tree, catalogue, visitor):
        for _each in range(13):
            tree.add(MethodSheetPage, title="Le jardin")
        html = visitor.get(catalogue.url, {"q": "jardin", "page": 2}).content.decode()
        assert f"<title>jardin – {catalogue.title} – Vivre ensemble, page 2</title>" in html

    def test_says_in_its_title_what_was_chosen(self, tree, catalogue, isolation, visitor):
        html = visitor.get(catalogue.url, {"theme": "isolement", "genre": "fiche"}).content.decode()
        assert "<title>fiches méthode, Éviter l’isolement – " in html

    def test_says_in_the_title_of_a_theme_on_which_page(self, tree, catalogue, isolation, visitor):
        for _each in range(13):
            tree.add(MethodSheetPage, page_themes=[PageTheme(term=isolation)])
        html = visitor.get(f"{catalogue.url}themes/isolement/", {"page": 2}).content.decode()
        assert "<title>Éviter l’isolement – Vivre ensemble, page 2</title>" in html

    def test_finds_by_kind(self, tree, catalogue, visitor):
        sheet, workshop = tree.add(MethodSheetPage), tree.add(WorkshopPage)
        assert titles(visitor.get(catalogue.url, {"genre": "fiche"})) == {sheet.title}
        assert titles(visitor.get(catalogue.url, {"genre": "atelier"})) == {workshop.title}

    def test_says_of_an_event_when_it_is_or_that_it_is_past(self, tree, catalogue, visitor):
        coming, past = tree.add(WorkshopPage), tree.add(WorkshopPage)
        tree.add(MethodSheetPage)
        for days in (-3, 9, 4):
            next_date = tree.date(coming, days=days)
        last_date = tree.date(past, days=-3)
        tree.date(past, days=5, status="cancelled", reason="Orage")
        days = {page.title: page.day for page in visitor.get(catalogue.url).context["cards"]}
        assert days.pop(coming.title) == wording.day(next_date.starts_at)
        assert days.pop(past.title) == f"Passé\xa0: {wording.day(last_date.starts_at)}"
        assert set(days.values()) == {""}

    def test_finds_by_park(self, tree, catalogue, visitor):
        here, elsewhere = tree.add(ParkPage), tree.add(ParkPage)
        workshop = tree.add(WorkshopPage, parent=here)
        tree.add(WorkshopPage, parent=elsewhere)
        found = titles(visitor.get(catalogue.url, {"parc": here.park.slug}))
        assert found == {here.title, workshop.title}

    def test_finds_by_a_word_of_the_title_the_summary_or_the_text(self, tree, catalogue, visitor):
        expected = {
            tree.add(MethodSheetPage, title="Le jardin partagé").title,
            tree.add(MethodSheetPage, summary="Un jardin pour tous.").title,
            tree.add(MethodSheetPage, body=[("heading", "Au jardin")]).title,
        }
        tree.add(MethodSheetPage, title="Autre chose")
        assert titles(visitor.get(catalogue.url, {"q": "jardin"})) == expected

    def test_finds_what_agrees_with_all_that_is_asked(self, tree, catalogue, isolation, visitor):
        both = tree.add(MethodSheetPage, title="Le banc", page_themes=[PageTheme(term=isolation)])
        tree.add(MethodSheetPage, title="Le banc public")
        tree.add(MethodSheetPage, title="La visite", page_themes=[PageTheme(term=isolation)])
        found = titles(visitor.get(catalogue.url, {"q": "banc", "theme": "isolement"}))
        assert found == {both.title}

    def test_finds_in_the_language_of_the_reader_only(self, tree, catalogue, visitor):
        from tests.support.translation import translate

        tree.add(MethodSheetPage)
        assert titles(visitor.get(translate(catalogue).url)) == set()

    def test_answers_another_page_of_results(self, tree, catalogue, visitor):
        for _number in range(13):
            tree.add(MethodSheetPage)
        assert len(visitor.get(catalogue.url, {"page": 2}).context["cards"]) == 1

    def test_shows_a_word_when_nothing_is_found(self, catalogue, visitor):
        response = visitor.get(catalogue.url, {"q": "introuvable"})
        assert "Rien ne correspond" in response.content.decode()

    def test_leaves_out_drafts_and_restricted_pages(self, tree, catalogue, visitor):
        from wagtail.models import PageViewRestriction

        tree.add(MethodSheetPage, title="Le banc", live=False)
        reserved = tree.add(MethodSheetPage, title="Le banc réservé")
        PageViewRestriction.objects.create(page=reserved, restriction_type="login")
        assert titles(visitor.get(catalogue.url)) == set()
        assert titles(visitor.get(catalogue.url, {"q": "banc"})) == set()


class TestATermsAddress:
    def test_gathers_all_that_is_linked_to_a_theme(self, tree, catalogue, isolation, visitor):
        expected = {
            tree.add(page_type, page_themes=[PageTheme(term=isolation)]).title
            for page_type in (MethodSheetPage, WorkshopPage, ParkPage)
        }
        tree.add(MethodSheetPage)
        response = visitor.get(f"{catalogue.url}themes/isolement/")
        assert titles(response) == expected
        assert "<h1>Éviter l’isolement</h1>" in response.content.decode()

    def test_gathers_by_audience_and_by_tag(self, tree, catalogue, visitor):
        elders = Audience.objects.create(name="Aînés", slug="aines", locale=tree.home.locale)
        sheet = tree.add(MethodSheetPage, page_audiences=[PageAudience(term=elders)])
        sheet.tags.add("Bancs")
        publish(sheet)
        assert titles(visitor.get(f"{catalogue.url}publics/aines/")) == {sheet.title}
        assert titles(visitor.get(f"{catalogue.url}mots-cles/bancs/")) == {sheet.title}

    @pytest.mark.parametrize("route", ["themes/x/", "publics/x/", "mots-cles/x/"])
    def test_that_nothing_has_is_not_found(self, catalogue, visitor, route):
        assert visitor.get(catalogue.url + route).status_code == 404

    def test_is_its_own_canonical_address(self, catalogue, isolation, visitor):
        html = visitor.get(f"{catalogue.url}themes/isolement/").content.decode()
        assert 'rel="canonical" href="http://localhost/catalogue/themes/isolement/"' in html


NASTY = [
    '"',
    '""',
    "'",
    "a OR",
    "AND",
    "NOT",
    "*",
    "a*",
    "(",
    "a:b",
    "NEAR(",
    "\\",
    "🙂",
    "--",
    "a" * 10_000,
]


class TestWhateverIsTyped:
    @pytest.mark.parametrize("query", NASTY)
    def test_is_answered_by_a_clean_page(self, tree, catalogue, visitor, query):
        tree.add(MethodSheetPage)
        assert visitor.get(catalogue.url, {"q": query}).status_code == 200

    @pytest.mark.parametrize("name", ["genre", "theme", "public", "parc", "mot", "page"])
    @pytest.mark.parametrize("value", ["", "x", "'", "-1", "0", "9" * 40, "é" * 5_000, "²"])
    def test_in_an_address_is_ignored_where_it_makes_no_sense(self, catalogue, visitor, name, value):
        assert visitor.get(catalogue.url, {name: value}).status_code == 200

    def test_even_a_tag_of_ten_megabytes_is_no_error(self, catalogue, visitor):
        response = visitor.get(catalogue.url, QUERY_STRING="mot=" + "a" * 10_000_000)
        assert response.status_code == 200
        assert visitor.get(f"{catalogue.url}mots-cles/{'a' * 100_000}/").status_code == 404

    @settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(query=st.text(max_size=40))
    @pytest.mark.usefixtures("db")
    def test_is_never_an_error(self, query):
        from wagtail.models import Locale

        from home.catalogue.results import find

        find(Locale.objects.get(language_code="fr"), {}, q=query)
        assert Client().get("/", {"q": query}).status_code in {200, 400}

"""What the index answers, the same on both engines."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL, And, Not, Or, Phrase, PlainText

from home.catalogue.models import CataloguePage
from methods.models import MethodSheetPage
from portal.content.models import PortalPage
from portal.territory import services as territory
from portal.territory.models import Commune
from projects.walks.models import UrbanWalkPage, WalkStop
from tests.support.french import PAIRS, STRANGERS
from tests.support.publication import publish

pytestmark = pytest.mark.searches


@pytest.fixture
def sheets(tree):
    titles = ["La promenade urbaine", "Les aînés", "L’école du village"]
    return {title: tree.add(MethodSheetPage, title=title) for title in titles}


def found(query, **options) -> list[str]:
    return [page.title for page in get_search_backend().search(query, MethodSheetPage, **options)]


class TestRanking:
    def test_puts_titles_before_summaries_before_texts(self, tree):
        text = tree.add(MethodSheetPage, title="A", body=[("heading", "Un banc")])
        title = tree.add(MethodSheetPage, title="Un banc au soleil")
        summary = tree.add(MethodSheetPage, title="B", summary="Un banc pour tous.")
        often = tree.add(MethodSheetPage, title="C", preparation="<p>Banc, banc, banc.</p>")
        assert found("bancs") == [page.title for page in (title, summary, often, text)]

    def test_puts_first_the_title_that_is_what_was_asked(self, tree):
        exact = tree.add(MethodSheetPage, title="Le banc")
        tree.add(MethodSheetPage, title="Le banc, le banc et le square", summary="Banc, banc, banc.")
        assert found("banc")[0] == exact.title

    def test_takes_no_title_of_a_row_for_the_title_of_the_page(self, tree):
        walk = tree.add(UrbanWalkPage, title="Une boucle", stops=[WalkStop(title="Le banc")])
        publish(walk)
        titled = tree.add(UrbanWalkPage, title="Autour du banc")
        results = get_search_backend().search("banc", UrbanWalkPage)
        assert [page.title for page in results] == [titled.title, walk.title]

    def test_gives_points_to_who_asks(self, sheets):
        results = get_search_backend().search("aînés", MethodSheetPage).annotate_score("points")
        assert [page.points > 0 for page in results] == [True]


class TestAQuery:
    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            (Phrase("promenades urbaines"), ["La promenade urbaine"]),
            (Phrase("urbaine promenade"), []),
            (Or([PlainText("aines"), PlainText("ecole")]), ["L’école du village", "Les aînés"]),
            (And([PlainText("ecole"), PlainText("villages")]), ["L’école du village"]),
            (And([PlainText("ecole"), Not(PlainText("village"))]), []),
            (PlainText("aînés écoles", operator="or"), ["L’école du village", "Les aînés"]),
            (PlainText("aînés écoles"), []),
            (Not(MATCH_ALL), []),
            (PlainText("de la"), []),
        ],
    )
    def test_may_combine_others(self, sheets, query, titles):
        assert found(query) == titles

    def test_may_exclude(self, sheets):
        assert set(found(Not(PlainText("aines")))) == {"La promenade urbaine", "L’école du village"}

    def test_may_ask_for_everything(self, sheets):
        assert set(found(MATCH_ALL)) == set(sheets)

    def test_is_counted_and_cut(self, sheets):
        results = get_search_backend().search("aînés écoles", MethodSheetPage, operator="or")
        assert results.count() == 2
        assert len(results[1:2]) == 1

    def test_counts_what_it_finds_by_field(self, tree, sheets):
        results = get_search_backend().search("école", PortalPage)
        park = sheets["Les aînés"].park_id
        assert dict(results.facet("park_id")) == {park: 1}


class TestTheIndex:
    def test_follows_a_page_that_changes_and_goes(self, sheets):
        sheet = sheets["Les aînés"]
        sheet.title = "Les voisins"
        publish(sheet)
        assert (found("aines"), found("voisine")) == ([], ["Les voisins"])
        sheet.delete()
        assert found("voisins") == []

    def test_knows_the_tags_of_a_page_once_published(self, sheets):
        sheet = sheets["Les aînés"]
        sheet.tags.add("Fauteuil roulant")
        publish(sheet)
        assert found("fauteuils") == ["Les aînés"]

    def test_knows_the_name_of_a_type(self, tree):
        walk = tree.add(UrbanWalkPage, title="Une boucle")
        results = get_search_backend().search("promenades urbaines", PortalPage)
        assert [page.title for page in results] == [walk.title]

    def test_can_be_made_again(self, sheets):
        from django.core.management import call_command

        before = found("aines")
        call_command("update_index", verbosity=0)
        assert found("aines") == before == ["Les aînés"]


class TestFrench:
    def test_is_found_however_it_is_written(self, tree):
        for number, (one, _other) in enumerate(PAIRS):
            tree.add(MethodSheetPage, title=f"Fiche {number}", preparation=f"<p>Avec : {one}.</p>")
        lost = [
            (one, other)
            for number, (one, other) in enumerate(PAIRS)
            if f"Fiche {number}" not in found(other)
        ]
        assert lost == []

    def test_is_not_taken_for_what_looks_alike(self, tree):
        for number, (one, _other) in enumerate(STRANGERS):
            tree.add(MethodSheetPage, title=f"Fiche {number}", preparation=f"<p>Avec : {one}.</p>")
        taken = [
            (one, other)
            for number, (one, other) in enumerate(STRANGERS)
            if f"Fiche {number}" in found(other)
        ]
        assert taken == []


class TestTheAdmin:
    @pytest.mark.parametrize("typed", ["ecol", "L’éco", "VILLAG", "école du vi", "d'ecole", '"école'])
    def test_finds_a_page_while_one_types(self, sheets, admin, typed):
        html = admin.get(reverse("wagtailadmin_pages:search"), {"q": typed}).content.decode()
        assert "L’école du village" in html
        chooser = admin.get(reverse("wagtailadmin_choose_page_search"), {"q": typed})
        assert "L’école du village" in chooser.content.decode()

    @pytest.mark.parametrize("typed", ["zzz", "🙂", '"', "a" * 10_000, "((", "*"])
    def test_answers_whatever_is_typed(self, sheets, admin, typed):
        response = admin.get(reverse("wagtailadmin_pages:search"), {"q": typed})
        assert response.status_code == 200

    def test_finds_a_commune_in_its_chooser(self, db, admin):
        from portal.territory.models import Department

        department = Department.objects.first()
        territory.keep(Commune(name="Condé-sur-l’Escaut", insee_code="59153", department=department))
        answer = admin.get(reverse("commune_chooser:choose_results"), {"q": "conde sur l'esc"})
        assert "Condé-sur-l’Escaut" in answer.content.decode()

    def test_finds_nothing_in_no_question(self, sheets):
        assert list(get_search_backend().autocomplete("", Page)) == []


HOSTILE = [
    '"',
    "'",
    "a OR b",
    "NEAR(",
    "* : ( ^",
    "🙂",
    "x" * 10_000,
    "mot " * 2_000,
    "'; DROP",
    "é" * 300,
]


class TestWhateverIsAsked:
    @pytest.mark.parametrize("query", HOSTILE)
    def test_gets_an_answer(self, tree, sheets, visitor, query):
        assert isinstance(found(query), list)
        catalogue = tree.add(CataloguePage)
        assert visitor.get(catalogue.url, {"q": query}).status_code == 200

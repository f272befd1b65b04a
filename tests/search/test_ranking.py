"""What answers a question: what says all of it first, then what says most of it, openly; alike on both
engines.
"""

import pytest

from home.catalogue.models import CataloguePage
from methods.models import MethodSheetPage
from portal.content.models import PageTheme
from portal.search import ranking
from portal.vocabulary.models import Theme
from tests.support.publication import publish
from tests.support.translation import translate

pytestmark = pytest.mark.searches


@pytest.fixture
def catalogue(tree):
    return tree.add(CataloguePage, slug="catalogue")


@pytest.fixture
def theme(tree):
    return Theme.objects.create(name="Éviter l’isolement", slug="isolement", locale=tree.home.locale)


@pytest.fixture
def sheets(tree):
    """Of “rompre l’isolement des mamans”, one says all, some the rare word, many the common one."""
    texts = {
        "Tout": "Rompre l’isolement des mamans.",
        "Deux": "Rompre avec les mamans.",
        "Un rare": "Des mamans.",
        "Un courant": "Un isolement.",
        "Un autre courant": "Un isolement.",
        "Encore un": "Un isolement.",
        "Rien": "Un four à pain.",
    }
    for title, text in texts.items():
        tree.add(MethodSheetPage, title=title, preparation=f"<p>{text}</p>")


def found(question: str, language: str = "fr") -> tuple[list[str], int]:
    pages = MethodSheetPage.objects.live()
    answers = ranking.answers(pages, question, language)
    titles = dict(pages.values_list("pk", "title"))
    return [titles[key] for key in answers.keys], answers.complete


def titles(response) -> list[str]:
    return [page.title for page in response.context["cards"]]


class TestAQuestionOfSeveralWords:
    def test_is_answered_by_what_says_all_then_by_what_says_most(self, sheets):
        assert found("rompre isolement mamans") == (["Tout", "Deux"], 1)

    def test_makes_rare_words_count_more(self, sheets):
        answers, complete = found("isolement mamans")
        assert complete == 1
        assert answers == ["Tout", "Un rare", "Deux"]

    def test_leaves_a_word_that_nothing_says_aside(self, sheets):
        assert found("dédramatiser mamans") == (["Un rare", "Deux", "Tout"], 0)

    def test_is_answered_by_what_is_about_one_of_its_words(self, tree, sheets, theme):
        tree.add(MethodSheetPage, title="De ce thème", page_themes=[PageTheme(term=theme)])
        tree.add(MethodSheetPage, title="L’isolement, un sujet")
        answers, complete = found("rompre l’isolement")
        assert (answers[:1], complete) == (["Tout"], 1)
        assert {"De ce thème", "L’isolement, un sujet"} <= set(answers)

    @pytest.mark.parametrize("question", ["", "de la", "🙂", '"', "zzz yyy", "(" * 300])
    def test_that_says_nothing_known_finds_nothing(self, sheets, question):
        assert found(question) == ([], 0)

    def test_may_be_long(self, sheets):
        words = [f"mot{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(40)]
        assert found(" ".join(["mamans", *words])) == (["Un rare", "Deux", "Tout"], 0)


class TestATheme:
    def test_brings_its_pages_first_when_one_of_its_words_is_asked(self, tree, theme):
        often = "<p>L’isolement, l’isolement, l’isolement.</p>"
        tree.add(MethodSheetPage, title="A", page_themes=[PageTheme(term=theme)])
        tree.add(MethodSheetPage, title="B, l’isolement", summary="De l’isolement.", preparation=often)
        tree.add(MethodSheetPage, title="C", preparation="<p>Un isolement.</p>")
        assert found("isolements")[0] == ["A", "B, l’isolement", "C"]

    def test_stands_behind_the_title_that_is_what_was_asked(self, tree, theme):
        tree.add(MethodSheetPage, title="A", page_themes=[PageTheme(term=theme)])
        tree.add(MethodSheetPage, title="L’isolement")
        assert found("isolement")[0] == ["L’isolement", "A"]

    def test_is_asked_in_the_language_of_the_page(self, tree, theme):
        sheet = tree.add(MethodSheetPage, title="A", page_themes=[PageTheme(term=theme)])
        english = theme.copy_for_translation(translate(sheet).locale)
        english.name = "Against loneliness"
        english.save()
        translated = sheet.get_translation(english.locale)
        publish(translated)
        assert found("loneliness", "en") == ([translated.title], 1)


class TestThePageOfResults:
    def test_says_that_no_page_has_all_the_words(self, catalogue, sheets, visitor):
        html = visitor.get(catalogue.url, {"q": "dédramatiser mamans"}).content.decode()
        assert "Aucune page n’a tous ces mots\xa0; celles-ci en ont l’essentiel." in html

    def test_says_how_many_have(self, catalogue, sheets, visitor):
        html = visitor.get(catalogue.url, {"q": "rompre isolement mamans"}).content.decode()
        assert "1 page a tous ces mots\xa0; les suivantes en ont l’essentiel." in html

    @pytest.mark.parametrize("question", ["mamans", "isolement", "zzz", ""])
    def test_says_nothing_where_all_of_them_have_or_none_is_found(
        self, catalogue, sheets, visitor, question
    ):
        assert "tous ces mots" not in visitor.get(catalogue.url, {"q": question}).content.decode()

    @pytest.mark.parametrize("order", ["", "titre", "date"])
    def test_puts_what_has_all_the_words_first_in_any_order(self, catalogue, sheets, visitor, order):
        response = visitor.get(catalogue.url, {"q": "rompre isolement mamans", "tri": order})
        assert titles(response) == ["Tout", "Deux"]

    def test_announces_in_its_feed_what_has_all_the_words_only(self, catalogue, sheets, visitor):
        feed = visitor.get(f"{catalogue.url}catalogue.atom", {"q": "rompre isolement mamans"})
        assert "Tout</title>" in feed.content.decode()
        assert "Deux</title>" not in feed.content.decode()

"""What was found is shown in context, its words marked."""

import re
import unicodedata
from html import escape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from home.catalogue.models import CataloguePage
from methods.models import MethodSheetPage
from portal.search import analysis, excerpts
from portal.search.models import SynonymSet
from portal.search.queries import Concept

pytestmark = pytest.mark.searches

LONG = "On s’assoit et l’on regarde passer les gens. " * 10


def finder(question: str, language: str = "fr") -> excerpts.Finder:
    words = dict.fromkeys(analysis.words(question, language))
    return excerpts.Finder([Concept(((word,),)) for word in words], language)


def marked(text: str, question: str, language: str = "fr") -> list[str]:
    return re.findall("<mark>(.*?)</mark>", finder(question, language).marked(text))


class TestMarking:
    @pytest.mark.parametrize(
        ("text", "question", "expected"),
        [
            ("Les solidarités de proximité", "solidarite", ["solidarités"]),
            ("Pour les aînés et les AÎNÉES", "ainees", ["aînés", "AÎNÉES"]),
            ("L’école, d'école en école", "Écoles", ["école", "école", "école"]),
            ("Une œuvre commune, un chœur, un cœur", "oeuvre choeur coeur", ["œuvre", "chœur", "cœur"]),
            ("Une oeuvre", "œuvres", ["oeuvre"]),
            ("Accès aux P.M.R. en ville", "PMR", ["P.M.R."]),
            ("Les groupes-tests", "groupe test", ["groupes", "tests"]),
            ("Aînés écrits en morceaux".replace("î", "i\u0302"), "aines", ["Aînés"]),
            ("Привет, соседи", "соседи", ["соседи"]),
            ("De la à les", "de la", []),
            ("Un foyer", "foyer", ["foyer"]),
            ("Un bancal", "banc", []),
            (
                "Les habitant·e·s d’un iso\u200blement",
                "habitante isolement",
                ["habitant·e·s", "iso\u200blement"],
            ),
            (
                "Le co-voiturage et l’éco quartier",
                "covoiturage éco-quartier",
                ["co-voiturage", "éco quartier"],
            ),
            ("Les yeux, la belle éleveuse", "œil beau éleveurs", ["yeux", "belle", "éleveuse"]),
        ],
    )
    def test_meets_the_words_that_the_index_meets(self, text, question, expected):
        assert marked(text, question) == expected

    def test_reads_english_as_english(self):
        assert marked("Walking and a walk", "walks", "en") == ["Walking", "walk"]

    def test_never_runs_what_a_text_says(self):
        assert finder("script").marked("<script>alert(1)</script>") == (
            "&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;"
        )

    @given(text=st.text(max_size=80), question=st.text(max_size=20))
    @example(text="a\u0301" * 30, question="á")
    @example(text="l'" * 30, question="l")
    def test_changes_no_letter(self, text, question):
        html = finder(question).marked(text)
        assert re.sub("</?mark>", "", html) == escape(unicodedata.normalize("NFC", text))

    @given(word=st.text("abceiéèêîôœLS", min_size=3, max_size=12))
    def test_finds_every_word_by_itself(self, word):
        if analysis.words(word, "fr"):
            assert marked(f"Un {word} ici", word)


class TestAQuotation:
    def test_keeps_to_whole_sentences_where_it_can(self):
        text = f"{LONG}Le banc est à l’ombre. {LONG}"
        _said, quotation = finder("banc").quotation(text, {0})
        assert "Le <mark>banc</mark> est à l’ombre." in quotation
        assert quotation.startswith("On s’assoit") and quotation.endswith("gens. …")

    def test_is_short_and_cut_between_words(self):
        text = "mot " * 300 + "banc " + "mot " * 300
        _said, quotation = finder("banc").quotation(text, {0})
        assert re.fullmatch(r"… (mot )+<mark>banc</mark>( mot)+ …", quotation)
        assert len(quotation) < excerpts.LENGTH + 40

    def test_joins_what_stands_close(self):
        text = f"Un banc au soleil.\n{LONG}\nUn jardin, puis un banc.\n{LONG}"
        said, quotation = finder("banc jardin").quotation(text, {0, 1})
        assert (said, quotation) == (2, "Un <mark>jardin</mark>, puis un <mark>banc</mark>.")

    def test_of_what_is_not_said_is_nothing(self):
        assert finder("banc").quotation(LONG, {0}) == (0, "")


@pytest.fixture
def catalogue(tree):
    return tree.add(CataloguePage)


def cards(visitor, catalogue, question):
    response = visitor.get(catalogue.url, {"q": question})
    return {page.title: page.excerpt for page in response.context["cards"]}, response.content.decode()


class TestTheCatalogue:
    def test_marks_title_and_summary(self, tree, catalogue, visitor):
        tree.add(MethodSheetPage, title="Le jardin", summary="Des jardins <pour> tous.")
        _found, html = cards(visitor, catalogue, "jardin")
        assert "Le <mark>jardin</mark>" in html
        assert "Des <mark>jardins</mark> &lt;pour&gt; tous." in html

    def test_quotes_the_text_where_the_summary_says_less(self, tree, catalogue, visitor):
        tree.add(
            MethodSheetPage,
            title="Accueillir",
            summary="Un café.",
            preparation="<p>On pose un banc devant la <b>mairie</b>.</p>",
        )
        found, _html = cards(visitor, catalogue, "banc mairie")
        assert found["Accueillir"].text == ("On pose un <mark>banc</mark> devant la <mark>mairie</mark>.")

    def test_marks_what_means_the_same(self, tree, catalogue, visitor):
        SynonymSet.objects.create(expressions="comité de pilotage, copil")
        tree.add(MethodSheetPage, title="Le comité de pilotage", summary="x")
        found, _html = cards(visitor, catalogue, "copil")
        assert found["Le comité de pilotage"].title == "Le <mark>comité de pilotage</mark>"

    def test_shows_cards_as_ever_where_no_words_are_asked(self, tree, catalogue, visitor):
        tree.add(MethodSheetPage, title="Le jardin", summary="Pour tous.")
        html = visitor.get(catalogue.url).content.decode()
        assert "<mark>" not in html
        assert "Pour tous." in html

    def test_quotes_no_draft(self, tree, catalogue, visitor):
        sheet = tree.add(
            MethodSheetPage, title="Le banc", preparation="<p>Ce que tout le monde lit déjà.</p>"
        )
        sheet.preparation = "<p>Un brouillon sur le banc que personne ne lit.</p>"
        sheet.save_revision()
        found, _html = cards(visitor, catalogue, "banc")
        assert found["Le banc"].text == ""

    def test_asks_the_database_once_for_all_results(self, tree, catalogue, visitor):
        def queries():
            with CaptureQueriesContext(connection) as asked:
                excerpts.of(list(MethodSheetPage.objects.all()), "banc", "fr")
            return len(asked)

        for number in range(20):
            tree.add(MethodSheetPage, summary="Rien.", preparation="<p>Le banc est à l’ombre.</p>")
            if number in (0, 19):
                assert queries() == 3  # the pages themselves, synonyms, texts

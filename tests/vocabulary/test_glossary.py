"""Words explained in the texts that say them."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from methods.models import MethodIndexPage, MethodSheetPage
from portal.vocabulary import glossary
from portal.vocabulary.models import GlossaryTerm

WORD = re.compile("<[^>]*>")


def term(name, *variants, slug="mot"):
    return GlossaryTerm(name=name, slug=slug, variants=", ".join(variants), description="Ce que c’est.")


def links_in(html: str) -> list[str]:
    return [link.text for link in BeautifulSoup(html, "html.parser").find_all("a", class_="explained")]


class TestAText:
    def test_links_the_first_mention_only(self):
        explained = glossary.explain("<p>Un item, puis un item.</p>", [term("item")])
        assert links_in(explained.html) == ["item"]
        assert explained.html.index("<a") < explained.html.index("puis")

    def test_says_which_words_it_links_in_the_order_of_saying(self):
        known = [term("item", slug="item"), term("charte", slug="charte"), term("vote", slug="vote")]
        explained = glossary.explain("<p>La charte et un item.</p>", known)
        assert [each.slug for each in explained.terms] == ["charte", "item"]

    @pytest.mark.parametrize(
        ("text", "marked"),
        [
            ("Le COMITÉ DE PILOTAGE siège", ["COMITÉ DE PILOTAGE"]),
            ("le comité\nde  pilotage", ["comité\nde  pilotage"]),
            ("les comités de pilotage", ["comités de pilotage"]),
            ("le sous-comité de pilotage", []),
            ("comité de pilotages", []),
            ("ce clic de souris", []),
            ("le CLIC du canton", ["CLIC"]),
            ("l’élu d’ici", ["élu"]),
            ("le plan d’actions", ["plan d’actions"]),
        ],
    )
    def test_knows_a_whole_word_in_its_forms(self, text, marked):
        known = [
            term("comité de pilotage", "comités de pilotage", slug="copil"),
            term("CLIC", slug="clic"),
            term("élu", slug="elu"),
            term("plan d’actions", slug="plan"),
        ]
        assert links_in(glossary.explain(f"<p>{text}</p>", known).html) == marked

    def test_prefers_the_longest_expression(self):
        known = [term("charte", slug="charte"), term("orientation de la charte", slug="orientation")]
        explained = glossary.explain("<p>Une orientation de la charte.</p>", known)
        assert links_in(explained.html) == ["orientation de la charte"]

    @pytest.mark.parametrize(
        "html",
        [
            '<h2 class="x">item</h2>',
            '<p><a href="/">un item</a></p>',
            "<blockquote><p>un item</p></blockquote>",
            '<p title="item">rien</p>',
            "<svg><title>item</title></svg>",
            "<dt>item</dt>",
        ],
    )
    def test_leaves_titles_links_and_quotations_alone(self, html):
        explained = glossary.explain(html, [term("item")])
        assert explained.html == html
        assert explained.terms == []

    def test_goes_on_after_what_it_left_alone(self):
        html = '<h2>item</h2><svg viewBox="0 0 1 1"/><p>un item</p>'
        assert links_in(glossary.explain(html, [term("item")]).html) == ["item"]

    @given(
        words=st.lists(
            st.sampled_from(["item", "charte", "un", "&amp;", "<b>", "</b>", "’"]), max_size=30
        )
    )
    def test_loses_no_word(self, words):
        html = " ".join(words)
        explained = glossary.explain(html, [term("item", slug="a"), term("charte", slug="b")])
        assert WORD.sub("", explained.html) == WORD.sub("", html)


class TestAPage:
    @pytest.fixture
    def sheet(self, tree):
        GlossaryTerm.objects.create(
            locale=tree.home.locale, name="item", slug="item", description="Une idée d’un <groupe>."
        )
        index = tree.add(MethodIndexPage, title="La démarche")
        return tree.add(
            MethodSheetPage, parent=index, preparation="<p>Préparer chaque item.</p>", summary="Un item."
        )

    def test_explains_its_words_at_its_end(self, sheet, visitor):
        page = BeautifulSoup(visitor.get(sheet.url).content, "html.parser")
        link = page.find("a", class_="explained")
        definition = page.find(id=link["href"][1:])
        assert definition.text == "Une idée d’un <groupe>."
        assert link["aria-describedby"] == definition["id"]
        assert page.find("a", class_="glossary__back")["href"] == f"#{link['id']}"
        assert page.find("a", string="Tous les mots de la démarche")["href"].endswith("/les-mots/")

    def test_says_nothing_of_words_it_does_not_say(self, tree, sheet, visitor):
        other = tree.add(MethodSheetPage, parent=sheet.get_parent(), preparation="<p>Rien.</p>")
        assert b"glossary" not in visitor.get(other.url).content

    def test_leads_to_all_words(self, sheet, visitor):
        answer = visitor.get(f"{sheet.get_parent().url}les-mots/")
        page = BeautifulSoup(answer.content, "html.parser")
        assert [each.text for each in page.find_all("dfn")] == ["Item"]
        assert page.find("a", class_="explained") is None
        assert [each.text.strip() for each in page.select(".breadcrumb li")][1:] == [
            "La démarche",
            "Les mots de la démarche",
        ]

    def test_of_all_words_is_not_that_of_other_pages(self, sheet, visitor):
        assert visitor.get(f"{sheet.url}les-mots/").status_code == 404

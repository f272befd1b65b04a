"""Words explained, each found by its address."""

from tests.components.rendering import sample, words


class TestAWord:
    def test_is_found_by_its_address(self):
        glossary = sample("glossary", "Sur sa page")
        assert words(glossary.find(id="mot-item")).startswith("Une idée")

    def test_stands_beside_its_meaning(self):
        term = sample("glossary", "Sur sa page").select_one(".glossary__term")
        assert (words(term.dfn), term.dd is not None) == ("Item", True)


class TestAGlossaryAtTheEndOfAText:
    def test_leads_back_to_where_each_word_was_read(self):
        back = sample("glossary", "Au bout d’un texte").select_one("dd a")
        assert (back["href"], words(back)) == ("#lu-item", "Revenir au texte : item")

    def test_is_named_by_its_title(self):
        section = sample("glossary", "Au bout d’un texte").section
        assert section.find(id=section["aria-labelledby"]).name == "h2"

    def test_leads_to_all_words(self):
        assert sample("glossary", "Au bout d’un texte").select_one('a[href="#mots"]')


def test_a_page_of_words_has_no_way_back_to_a_text():
    assert sample("glossary", "Sur sa page").a is None

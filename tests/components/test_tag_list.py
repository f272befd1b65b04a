"""Words in a row, links where there is somewhere to go."""

from tests.components.rendering import sample, words


class TestAList:
    def test_links_words_by_their_own_address(self):
        assert sample("tag_list", "Liens").a["href"] == "#theme"

    def test_links_words_by_the_address_of_all(self):
        assert sample("tag_list", "Adresses à compléter").a["href"] == "#publics/aines/"

    def test_shows_words_that_lead_nowhere(self):
        tags = sample("tag_list", "Sans lien")
        assert tags.a is None
        assert [words(item) for item in tags.select("li")] == ["Aînés", "Familles"]

    def test_says_what_the_words_are(self):
        assert words(sample("tag_list", "Sans lien").p) == "Pour qui"
        assert sample("tag_list", "Liens").p is None


def test_no_word_is_no_list():
    assert sample("tag_list", "Vide").find() is None

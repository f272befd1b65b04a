"""An example says that it is one, at length or in a word."""

from tests.components.rendering import sample, words


class TestTheMark:
    def test_of_a_page_explains_itself(self):
        mark = sample("demonstration", "Sur une page").aside
        assert mark["aria-label"] == "Contenu de démonstration"
        assert "inventés" in mark.text

    def test_of_a_card_is_one_line(self):
        mark = sample("demonstration", "Sur une carte")
        assert mark.aside is None
        assert words(mark.p) == "Contenu de démonstration"

"""The opening of a page: its one title, what it is, whose it is."""

from tests.components.rendering import sample, words


class TestAPageHeader:
    def test_holds_the_only_title_of_the_page(self):
        assert [words(title) for title in sample("page_header", "Simple").select("h1")] == [
            "Du banc à l’arrêt de bus"
        ]

    def test_says_what_the_page_is_and_whose(self):
        kind = sample("page_header", "Simple").select_one(".page-header__kind")
        assert words(kind) == "Promenade urbaine Parc Scarpe-Escaut"
        assert kind.a["href"] == "#parc"

    def test_names_a_park_that_has_no_page(self):
        kind = sample("page_header", "Parc sans page").select_one(".page-header__kind")
        assert "Parc Scarpe-Escaut" in kind.text
        assert kind.a is None

    def test_does_not_name_the_park_of_its_own_page_twice(self):
        assert sample("page_header", "Page du Parc").a is None

    def test_may_be_a_title_alone(self):
        header = sample("page_header", "Titre seul")
        assert words(header) == "Accessibilité"
        assert "data-kind" not in header.header.attrs

    def test_says_that_it_is_a_demonstration(self):
        assert "Contenu de démonstration" in sample("page_header", "Démonstration").text


class TestAnEasyVersion:
    def test_is_offered_by_the_page(self):
        assert sample("page_header", "Avec image et faits").select_one('a[href="#facile"]')

    def test_is_not_offered_by_itself(self):
        header = sample("page_header", "Version facile à lire")
        assert header.select_one('a[href="#facile"]') is None
        assert header.select_one(".page-header__summary") is None

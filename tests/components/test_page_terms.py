"""The words of a page lead to what shares them."""

from tests.components.rendering import sample, words


class TestTheWords:
    def test_lead_to_the_catalogue_each_by_its_own_way(self):
        links = sample("page_terms", "Avec liens").select("a")
        assert [link["href"] for link in links] == [
            "#catalogue/themes/eviter-l-isolement/",
            "#catalogue/publics/aines/",
            "#catalogue/publics/familles/",
            "#catalogue/mots-cles/trottoirs/",
            "#catalogue/mots-cles/mot-long/",
        ]

    def test_are_told_without_a_catalogue(self):
        terms = sample("page_terms", "Sans page Rechercher")
        assert terms.a is None
        assert [words(label) for label in terms.select(".tag-list__label")] == [
            "Thèmes",
            "Pour qui",
            "Mots-clés",
        ]

    def test_that_are_none_take_no_room(self):
        assert sample("page_terms", "Vide").find() is None

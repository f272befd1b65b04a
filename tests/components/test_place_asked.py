"""The question which commune is meant."""

from tests.components.rendering import sample, words


class TestAPlaceThatSeveralMayBe:
    def test_offers_each_with_its_departement(self):
        links = sample("place_asked", "Plusieurs communes").select("li a")
        assert [words(link) for link in links] == ["Condé-sur-l’Escaut (59)", "Condé (36)"]
        assert links[0]["href"] == "?pres=59153-conde-sur-l-escaut&km=10"

    def test_says_that_there_are_more(self):
        assert "Il y en a d’autres" in words(sample("place_asked", "Plusieurs communes"))


class TestAnUnknownPlace:
    def test_is_said_and_offers_nothing(self):
        shown = sample("place_asked", "Inconnue, mot très long")
        assert "Nous ne connaissons pas" in words(shown)
        assert shown.select("a") == []

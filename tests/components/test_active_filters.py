"""What a list was narrowed to."""

from tests.components.rendering import sample, words


class TestActiveFilters:
    def test_are_taken_away_one_by_one_or_all_at_once(self):
        links = sample("active_filters", "Deux choix").select("a")
        assert [(words(link), link["href"]) for link in links] == [
            ("Retirer le filtre Thème : Éviter l’isolement", "#catalogue?public=aines"),
            ("Retirer le filtre Public : Aînés", "#catalogue"),
            ("Tout effacer", "#catalogue"),
        ]

    def test_that_are_none_take_no_place(self):
        assert sample("active_filters", "Rien de choisi").ul is None

"""Nothing found is said, with somewhere to go."""

from tests.components.rendering import sample, words


class TestAnEmptyList:
    def test_says_why_and_leads_on(self):
        empty = sample("empty", "Avec la suite")
        assert words(empty.h3) == "Rien ne correspond"
        assert (empty.a["href"], words(empty.a)) == ("#tout", "Tout voir")

    def test_may_lead_nowhere(self):
        empty = sample("empty", "Titre seul")
        assert words(empty.h2) == "Aucun rendez-vous annoncé"
        assert empty.a is None
        assert empty.p is None

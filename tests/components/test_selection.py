"""Which dates somebody follows."""

from tests.components.rendering import sample, words


class TestASelection:
    def test_says_each_filter_and_leads_to_its_dates(self):
        shown = sample("selection", "Un choix")
        assert len(shown.select("li")) == 2
        assert shown.a["href"] == "#agenda"

    def test_of_everything_says_so(self):
        shown = sample("selection", "Tout l’agenda, sans lien")
        assert "Tous les rendez-vous" in words(shown)
        assert shown.a is None

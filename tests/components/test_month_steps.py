"""To the months before and after."""

from tests.components.rendering import sample, words


class TestMonthSteps:
    def test_name_the_months_they_lead_to(self):
        links = sample("month_steps", "Avant et après").select("a")
        assert [words(link) for link in links] == ["Avril 2027", "Juin 2027"]
        assert [link["rel"] for link in links] == [["prev"], ["next"]]

    def test_keep_what_was_chosen(self):
        link = sample("month_steps", "Rien avant").a
        assert link["href"] == "?genre=atelier&vue=mois&mois=2027-09"

    def test_are_none_where_there_is_nothing_else(self):
        assert sample("month_steps", "Rien d’autre").nav is None

"""The thread of a project: links to what can be read, words for what is to come."""

from tests.components.rendering import sample, words


class TestAThread:
    def test_leads_to_each_part_that_can_be_read(self):
        links = sample("thread", "Tout est fait").select("a")
        assert [link["href"] for link in links] == ["#question", "#groupes", "#echeancier", "#actions"]

    def test_names_what_is_still_to_come_without_a_link(self):
        steps = sample("thread", "En route").select("li")
        assert [bool(step.a) for step in steps] == [True, True, False, False]
        assert words(steps[-1]) == "Actions à venir"

    def test_is_a_named_way_around(self):
        assert sample("thread", "En route").nav["aria-label"] == "Le fil du projet"

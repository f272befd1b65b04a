"""Other spellings, each a question of its own."""

from tests.components.rendering import sample, words


class TestOtherQuestions:
    def test_are_each_asked_by_a_link(self):
        offered = sample("other_questions", "Une orthographe")
        assert words(offered.p) == "Essayez avec : isolement"
        assert offered.a["href"] == "#recherche?q=isolement"

    def test_run_nothing(self):
        assert sample("other_questions", "Plusieurs, longues ou hostiles").script is None

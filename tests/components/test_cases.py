"""Comparable pages say what they are and why they are shown."""

from tests.components.rendering import sample, words


class TestCases:
    def test_lead_to_their_pages_and_say_why(self):
        first, second = sample("cases", "Plusieurs").select(".case")
        assert first.a["href"] == "#page"
        assert [words(each) for each in first.select(".case__reasons li")] == [
            "Même thème : isolement",
            "Mêmes publics : aînés, familles",
        ]
        assert words(second.select_one(".case__kind")) == "Projet"

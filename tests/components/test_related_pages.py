"""Related pages say what they are and why they are shown."""

from tests.components.rendering import sample, words


class TestRelatedPages:
    def test_lead_to_their_pages_and_say_why(self):
        first, second = sample("related_pages", "Plusieurs").select(".related-page")
        assert first.a["href"] == "#page"
        assert [words(each) for each in first.select(".related-page__reasons li")] == [
            "Même thème : isolement",
            "Mêmes publics : aînés, familles",
        ]
        assert words(second.select_one(".related-page__kind")) == "Projet"

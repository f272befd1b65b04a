"""A map and the list that says the same."""

from tests.components.rendering import sample, words


class TestAMap:
    def test_has_the_numbers_of_its_list(self):
        shown = sample("map", "Avec sa liste")
        numbers = [words(each) for each in shown.select(".map__badge")]
        assert numbers == ["1", "2", "3"]
        assert [each.string for each in shown.select(".map__number")] == numbers

    def test_lists_what_lies_beyond_without_a_number(self):
        last = sample("map", "Avec sa liste").select(".map__entry")[-1]
        assert last.select(".map__badge") == []
        assert words(last) == "Un marché à Saint-Denis Il n’est pas sur cette carte."

    def test_links_from_the_list_alone(self):
        shown = sample("map", "Avec sa liste")
        assert len(shown.select("a")) == len(shown.select("li a")) == 4

    def test_says_the_language_of_a_title(self):
        (english,) = sample("map", "Avec sa liste").select("a[lang]")
        assert (english["lang"], words(english)) == ("en", "A walk in the valley")

    def test_names_its_sources(self):
        caption = sample("map", "Un seul lieu").figcaption
        assert words(caption) == "Contours : IGN Admin Express 2018, INSEE 2026"

    def test_of_one_place_has_no_list(self):
        shown = sample("map", "Un seul lieu")
        assert shown.ol is None
        assert shown.div["class"] == ["map"]

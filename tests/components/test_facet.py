"""One side of the catalogue."""

from tests.components.rendering import sample, words


class TestAFacet:
    def test_says_what_each_value_would_give(self):
        labels = sample("facet", "Ouverte, une valeur choisie").select("label")
        assert [words(label) for label in labels] == [
            "Aînés nombre de pages : 12",
            "Familles nombre de pages : 3",
            "Jeunes nombre de pages : 0",
        ]

    def test_ticks_what_is_chosen(self):
        boxes = sample("facet", "Ouverte, une valeur choisie").select("input")
        assert [box["value"] for box in boxes if box.has_attr("checked")] == ["aines"]

    def test_cannot_be_narrowed_to_nothing(self):
        boxes = sample("facet", "Ouverte, une valeur choisie").select("input")
        assert [box["value"] for box in boxes if box.has_attr("disabled")] == ["jeunes"]

    def test_names_its_group_of_boxes(self):
        assert words(sample("facet", "Fermée").fieldset.legend) == "Public"

    def test_opens_without_a_script(self):
        assert sample("facet", "Ouverte, une valeur choisie").details.has_attr("open")
        assert not sample("facet", "Fermée").details.has_attr("open")

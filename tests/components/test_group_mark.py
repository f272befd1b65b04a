"""A group is a name and a shape, not only a colour."""

import pytest

from tests.components.rendering import render, sample, words

GROUPS = {
    "elected": "Élus",
    "social": "Acteurs du social",
    "park": "Techniciens du Parc",
    "associations": "Acteurs associatifs",
}


class TestAMark:
    @pytest.mark.parametrize(("group", "name"), GROUPS.items())
    def test_says_the_name_of_its_group(self, group, name):
        assert words(render("group_mark", group=group)) == name

    def test_has_a_shape_for_each_group(self):
        assert len({str(render("group_mark", group=group).svg) for group in GROUPS}) == 4

    def test_may_go_by_another_name(self):
        assert words(sample("group_mark", "Autre nom")) == "Centre social et CCAS"

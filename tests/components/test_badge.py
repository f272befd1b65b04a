"""A badge is a word before it is a colour."""

import pytest

from portal.gallery.samples import SAMPLES
from tests.components.rendering import render, sample, words


class TestABadge:
    @pytest.mark.parametrize("state", SAMPLES["badge"], ids=lambda state: state.title)
    def test_always_says_its_text(self, state):
        assert words(render("badge", **state.inputs)) == state.inputs["text"]

    def test_carries_its_status_and_its_family_for_the_style(self):
        assert sample("badge", "cancelled").span["data-status"] == "cancelled"
        assert sample("badge", "S’inspirer").span["data-kind"] == "inspire"

    def test_is_a_link_only_when_it_leads_somewhere(self):
        assert sample("badge", "Statut, avec lien").a["href"] == "#action"
        assert sample("badge", "Simple").a is None

    def test_says_nothing_of_a_status_it_has_not(self):
        assert set(sample("badge", "Simple").span.attrs) == {"class"}

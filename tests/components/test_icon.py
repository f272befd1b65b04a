"""A drawing beside words: never read, never focused, each its own."""

import pytest

from portal.gallery.samples import SAMPLES
from tests.components.rendering import render, sample

KNOWN = [state.inputs["name"] for state in SAMPLES["icon"] if state.title == state.inputs["name"]]


class TestAnIcon:
    @pytest.mark.parametrize("name", KNOWN)
    def test_is_neither_read_nor_focused(self, name):
        drawing = render("icon", name=name).svg
        assert drawing["aria-hidden"] == "true"
        assert drawing["focusable"] == "false"

    def test_is_like_no_other(self):
        assert len({str(render("icon", name=name).svg) for name in KNOWN}) == len(KNOWN)

    def test_of_an_unknown_name_draws_nothing(self):
        assert sample("icon", "Nom inconnu").find() is None

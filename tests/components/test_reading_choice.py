"""The choice of the easy version is made, and undone, by a button that says what it does."""

import pytest

from tests.components.rendering import sample, words


class TestTheChoice:
    @pytest.mark.parametrize(("title", "value"), [("À faire", "facile"), ("Fait", "complete")])
    def test_is_sent_with_the_way_back(self, title, value):
        form = sample("reading_choice", title).form
        assert form["method"] == "post"
        assert form.button["value"] == value
        assert form.select_one('[name="retour"]')["value"] == "/agenda/"

    def test_says_beforehand_what_it_leaves_on_the_device(self):
        assert "cookie" in words(sample("reading_choice", "À faire"))
        assert "cookie" not in words(sample("reading_choice", "Fait"))

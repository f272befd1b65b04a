"""The button that finds out where one is."""

from tests.components.rendering import sample, words


class TestNearMe:
    def test_sends_nothing_without_a_script(self):
        assert sample("near_me", "Dans un formulaire").button["type"] == "button"

    def test_says_what_becomes_of_the_position(self):
        said = words(sample("near_me", "Dans un formulaire").select_one(".near-me__promise"))
        assert "un kilomètre" in said
        assert "nous ne la gardons pas" in said

    def test_has_words_for_every_outcome(self):
        box = sample("near_me", "Dans un formulaire").div
        assert all(box[f"data-{outcome}"] for outcome in ("asking", "refused", "unknown"))
        assert box.find(role="status")

"""Effects stand by level, each level once."""

from tests.components.rendering import sample, words


class TestEffects:
    def test_are_gathered_by_level(self):
        levels = sample("effects", "Trois niveaux").select("section")
        assert [level["data-level"] for level in levels] == ["people", "groups", "territory"]

    def test_name_a_level_once(self):
        effects = sample("effects", "Deux effets au même niveau")
        assert [words(title) for title in effects.select("h3")] == ["Pour les personnes"]
        assert len(effects.select("li")) == 2

    def test_tell_levels_apart_by_more_than_a_colour(self):
        signs = sample("effects", "Trois niveaux").select("svg")
        assert len({str(sign) for sign in signs}) == 3

    def test_show_their_evidence_when_there_is_some(self):
        people, groups, _ = sample("effects", "Trois niveaux").select("li")
        assert "Ce qui le montre" in people.text
        assert "Ce qui le montre" not in groups.text

    def test_take_their_place_among_headings(self):
        assert sample("effects", "Un seul niveau, titres de niveau 4").h4


def test_no_effect_is_nothing():
    assert sample("effects", "Vide").find() is None

"""The six moments on one line; the one being read is said, not only coloured."""

from tests.components.rendering import sample, words


class TestTheLine:
    def test_numbers_and_names_its_moments(self):
        links = sample("stage_line", "Aucun temps ouvert").select("a")
        assert words(links[0]) == "Temps 1 S’approprier la charte"
        assert len(links) == 6

    def test_says_where_one_is(self):
        current = sample("stage_line", "Au temps 4").select('[aria-current="step"]')
        assert [link["href"] for link in current] == ["#temps-4"]

    def test_is_nowhere_on_the_home_page(self):
        assert sample("stage_line", "Aucun temps ouvert").select_one("[aria-current]") is None


def test_no_moment_is_nothing():
    assert sample("stage_line", "Vide").find() is None

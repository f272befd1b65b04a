"""The way back up: links above, and the page itself without one."""

from tests.components.rendering import sample, words


class TestABreadcrumb:
    def test_ends_with_the_page_itself(self):
        items = sample("breadcrumb", "Court").select("li")
        assert words(items[-1].select_one('[aria-current="page"]')) == "Agenda"
        assert items[-1].a is None

    def test_links_everything_above(self):
        items = sample("breadcrumb", "Long").select("li")
        assert [bool(item.a) for item in items] == [True, True, True, True, False]

    def test_is_a_named_way_around(self):
        assert sample("breadcrumb", "Court").nav["aria-label"] == "Fil d’Ariane"


def test_no_step_is_no_breadcrumb():
    assert sample("breadcrumb", "Vide").find() is None

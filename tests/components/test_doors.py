"""Three doors, each with a link, and a drawing that says nothing by itself."""

from tests.components.rendering import sample, words


class TestTheDoors:
    def test_are_opened_by_their_titles(self):
        links = sample("doors", "Trois portes").select("h2 > a")
        assert [words(link) for link in links] == ["Comprendre et animer", "S’inspirer", "Participer"]

    def test_have_each_a_drawing_of_their_own_that_is_not_read(self):
        arches = sample("doors", "Trois portes").select(".door__arch")
        assert {arch["aria-hidden"] for arch in arches} == {"true"}
        assert len({str(arch) for arch in arches}) == 3

    def test_do_without_a_hint(self):
        doors = sample("doors", "Sans phrase, titres de niveau 4")
        assert doors.p is None
        assert len(doors.select("h4")) == 3

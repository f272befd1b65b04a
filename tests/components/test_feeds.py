"""Being told of new dates without an account."""

from tests.components.rendering import sample, words


class TestFeeds:
    def test_are_those_of_the_whole_agenda(self):
        feeds = sample("feeds", "De tout l’agenda")
        assert words(feeds.h2) == "S’abonner à l’agenda"
        assert [link["href"] for link in feeds.select("a")] == [
            "#agenda/agenda.ics",
            "#agenda/agenda.atom",
        ]

    def test_are_those_of_what_was_chosen(self):
        feeds = sample("feeds", "D’une recherche")
        assert words(feeds.h2) == "S’abonner à cette recherche"
        assert feeds.a["href"] == "#agenda/agenda.ics?genre=atelier&acces=fauteuil"

"""A list in other forms."""

from tests.components.rendering import sample, words


class TestFeeds:
    def test_are_those_of_the_whole_list(self):
        feeds = sample("feeds", "D’une liste entière")
        assert words(feeds.h2) == "S’abonner à l’agenda"
        assert [link["href"] for link in feeds.select("a")] == [
            "#agenda/agenda.ics",
            "#agenda/agenda.atom",
        ]

    def test_are_those_of_what_was_chosen(self):
        feeds = sample("feeds", "D’une recherche")
        assert feeds.a["href"] == "#agenda/agenda.ics?genre=atelier&acces=fauteuil"
        by_mail = feeds.select("a")[-1]
        assert words(by_mail) == "Recevoir ces rendez-vous par e-mail"
        assert by_mail["href"] == "#agenda/abonnement/?genre=atelier&acces=fauteuil"

    def test_say_the_kind_of_each_file(self):
        links = sample("feeds", "D’une liste entière").select("a")
        assert [words(link) for link in links] == [
            "Dans mon agenda (iCalendar)",
            "Dans mon lecteur de nouvelles (Atom)",
        ]

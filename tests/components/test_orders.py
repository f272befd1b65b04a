"""The ways to sort a list."""

from tests.components.rendering import sample, words


class TestOrders:
    def test_are_addresses_of_the_same_list(self):
        links = sample("orders", "Par pertinence").select("a")
        assert [link["href"] for link in links] == [
            "?q=jardin",
            "?q=jardin&tri=date",
            "?q=jardin&tri=titre",
        ]

    def test_tell_which_one_holds(self):
        current = sample("orders", "Par pertinence").select("[aria-current=true]")
        assert [link.get_text() for link in current] == ["pertinence"]

    def test_may_be_ways_to_show_it(self):
        nav = sample("orders", "Deux façons de montrer").nav
        assert nav["aria-label"] == words(nav.p) == "Afficher"
        assert nav.a["href"] == "?"

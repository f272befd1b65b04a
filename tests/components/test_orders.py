"""The ways to sort a list."""

from tests.components.rendering import sample


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

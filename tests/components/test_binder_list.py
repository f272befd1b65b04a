"""Pages put aside, each with what can be done to it and how it is found again from paper."""

from tests.components.rendering import sample, words


def gestures(item) -> list[str]:
    return [button["value"] for button in item.select("button")]


class TestTheList:
    def test_moves_no_page_beyond_the_ends(self):
        items = sample("binder_list", "À ranger").select("li")
        assert [gestures(item) for item in items] == [
            ["descendre", "retirer"],
            ["monter", "descendre", "retirer"],
            ["monter", "retirer"],
        ]
        assert gestures(sample("binder_list", "Une seule page")) == ["retirer"]

    def test_names_the_page_in_each_button(self):
        names = [words(button) for button in sample("binder_list", "À ranger").select("button")]
        assert len(set(names)) == len(names)
        assert "Monter « Un jardin partagé »" in names

    def test_of_somebody_else_has_no_button(self):
        assert sample("binder_list", "À lire").select("button") == []

    def test_says_which_page_is_in_another_language(self):
        texts = sample("binder_list", "À lire").select(".binder-list__text")
        assert [text.get("lang") for text in texts] == [None, None, "en"]

    def test_holds_for_paper_the_address_of_each_page_and_its_code(self):
        for item in sample("binder_list", "À lire").select("li"):
            address, code = item.select(".print-only")
            assert address.text.startswith("https://")
            assert code.svg

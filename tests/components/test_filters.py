"""A form that narrows a list, and what it was narrowed to."""

from tests.components.rendering import sample, words


class TestFilters:
    def test_are_sent_by_their_address(self):
        form = sample("filters", "Rien de choisi").form
        assert (form["action"], form["method"]) == ("#rendez-vous", "get")

    def test_open_without_a_script(self):
        panel = sample("filters", "Rien de choisi").details
        assert words(panel.summary) == "Filtrer les rendez-vous"
        assert not panel.has_attr("open")

    def test_label_each_field(self):
        form = sample("filters", "Rien de choisi").form
        for field in form.select("select, input:not([type=hidden])"):
            assert form.find("label", attrs={"for": field["id"]}) or field.find_parent("label")
        assert words(form.legend) == "Accès"

    def test_say_what_is_wrong_beside_the_field_and_stand_open(self):
        filters = sample("filters", "Refusé")
        assert filters.details.has_attr("open")
        field = filters.find("input", attrs={"name": "near"})
        assert "20" in words(filters.find(id=field["aria-describedby"]))

    def test_are_taken_away_one_by_one_or_all_at_once(self):
        links = sample("filters", "Deux choix").select("ul a")
        assert [words(link) for link in links] == [
            "Retirer le filtre Type : promenades",
            "Retirer le filtre À partir du 3 mai",
            "Tout effacer",
        ]
        assert [link["href"] for link in links] == ["#rendez-vous?kind=walk"] * 2 + ["#rendez-vous"]

    def test_that_are_none_take_no_place(self):
        assert sample("filters", "Rien de choisi").ul is None

    def test_keep_what_nobody_types_out_of_sight(self):
        form = sample("filters", "Avec une position").form
        hidden = [field["name"] for field in form.select("[type=hidden]")]
        assert hidden == ["lat", "lon"]
        assert not {form.find("label", attrs={"for": f"near_{name}"}) for name in hidden} - {None}

    def test_offer_a_position_only_where_they_take_one(self):
        assert sample("filters", "Avec une position").select_one("[data-near-me]")
        assert sample("filters", "Rien de choisi").select_one("[data-near-me]") is None

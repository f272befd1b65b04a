"""A month as a table, and what a day says of its dates."""

import pytest

from tests.components.rendering import sample, words

EVERY_STATE = "Chaque état d’une date"


@pytest.fixture
def grid():
    return sample("month_grid", EVERY_STATE)


def day(grid, number: int):
    return grid.find("time", datetime=f"2027-05-{number:02}").find_parent("td")


class TestAMonth:
    def test_is_a_table_with_its_name_and_its_weekdays(self, grid):
        assert words(grid.caption) == "Mai 2027"
        heads = grid.select("th")
        assert [words(head) for head in heads][::6] == ["Lundi", "Dimanche"]
        assert {head["scope"] for head in heads} == {"col"}

    def test_names_each_of_its_days_and_no_other(self, grid):
        times = [time["datetime"] for time in grid.select("time")]
        assert (len(times), times[0], times[-1]) == (31, "2027-05-01", "2027-05-31")
        assert words(grid.time) == "samedi 1er mai"

    def test_says_in_words_which_day_is_today(self, grid):
        assert words(grid.select_one(".month-grid__today")) == "Aujourd’hui"
        assert day(grid, 12)["aria-current"] == "date"


class TestADay:
    @pytest.mark.parametrize(
        ("number", "said"),
        [
            (1, "Annulé"),
            (16, "Reporté"),
            (2, "Passé"),
            (12, "Dernières places"),
            (13, "Complet, liste d’attente"),
        ],
    )
    def test_says_in_words_what_became_of_a_date(self, grid, number, said):
        assert words(day(grid, number).select_one(".badge")) == said

    def test_says_nothing_of_free_places(self, grid):
        assert day(grid, 31).select_one(".badge") is None

    def test_strikes_what_does_not_take_place(self, grid):
        assert [bool(day(grid, number).s) for number in (1, 16, 2)] == [True, True, False]

    def test_says_when_a_date_begins_or_that_it_goes_on(self, grid):
        when = [words(each) for each in day(grid, 16).select(".month-grid__when")]
        assert when == ["18 h 30", "Suite"]

    def test_says_the_language_of_an_event_that_is_not_the_readers(self, grid):
        assert day(grid, 2).a["lang"] == "fr"

    def test_leads_to_all_its_dates_where_it_holds_more(self, grid):
        link = day(grid, 31).select_one(".month-grid__more a")
        assert words(link) == "et 12 autres (lundi 31 mai)"
        assert link["href"] == "?genre=atelier&du=2027-05-31&au=2027-05-31"
        other = sample("month_grid", "Mots très longs").select_one(".month-grid__more a")
        assert words(other).startswith("et 1 autre (")
        assert other["href"] == "?du=2027-05-20&au=2027-05-20"

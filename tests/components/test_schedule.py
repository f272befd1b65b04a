"""Dated steps in their order; a past one says so."""

from tests.components.rendering import sample, words


class TestASchedule:
    def test_says_which_steps_are_past(self):
        dates = sample("schedule", "Passé et à venir").select(".schedule__date")
        assert ["(passée)" in words(date) for date in dates] == [True, True, False, False]

    def test_gives_its_dates_to_people_and_to_machines(self):
        time = sample("schedule", "Passé et à venir").time
        assert (time["datetime"], words(time)) == ("2026-06-12", "12 juin 2026")

    def test_leaves_out_what_is_not_said(self):
        steps = sample("schedule", "Passé et à venir").select("li")
        assert [bool(step.select_one(".schedule__text")) for step in steps] == [True, False, True, False]

    def test_takes_its_place_among_headings(self):
        assert sample("schedule", "À venir seulement, titres de niveau 4").h4


def test_no_step_is_nothing():
    assert sample("schedule", "Vide").find() is None

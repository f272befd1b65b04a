"""A date says when, where, and in words whether it holds."""

import pytest

from tests.components.rendering import sample, words


class TestADate:
    def test_is_read_by_people_and_by_machines(self):
        time = sample("occurrence", "Prévu").time
        assert words(time) == "samedi 15 mai 2027"
        assert time["datetime"] == "2027-05-15T10:00:00+02:00"

    def test_says_its_hours_and_its_place(self):
        lines = sample("occurrence", "Prévu").select(".occurrence__line")
        assert [words(line) for line in lines] == [
            "de 10 h à 12 h 30",
            "Gare routière, Condé-sur-l’Escaut",
        ]

    def test_that_holds_wears_no_badge_and_strikes_nothing(self):
        date = sample("occurrence", "Prévu")
        assert date.select_one(".badge") is None
        assert date.s is None

    def test_leads_to_its_event_in_a_list_only(self):
        assert sample("occurrence", "Prévu").h3.a["href"] == "#rendez-vous"
        alone = sample("occurrence", "Prévu, sur la page du rendez-vous")
        assert alone.a is None
        assert alone.h3 is None

    def test_goes_into_an_agenda_until_it_is_over(self):
        link = sample("occurrence", "Prévu, à mettre dans son agenda").a
        assert link["href"] == "#agenda.ics"
        assert words(link) == "Ajouter à mon agenda (15 mai 2027)"

    def test_does_without_a_place(self):
        assert (
            len(sample("occurrence", "Sans lieu, sur plusieurs jours").select(".occurrence__line")) == 1
        )

    def test_names_its_commune_without_a_comma_before(self):
        lines = sample("occurrence", "Commune seule, démonstration").select(".occurrence__line")
        assert words(lines[-1]) == "Condé-sur-l’Escaut"

    def test_takes_its_place_among_headings(self):
        assert sample("occurrence", "Annulé").h4


@pytest.mark.parametrize(("title", "said"), [("Annulé", "Annulé"), ("Reporté", "Reporté")])
class TestADateThatDoesNotHold:
    def test_says_so_in_words(self, title, said):
        assert words(sample("occurrence", title).select_one(".badge")) == said

    def test_strikes_its_title_and_its_hours(self, title, said):
        struck = sample("occurrence", title).select("s")
        assert [words(text) for text in struck] == ["Du banc à l’arrêt de bus", "de 10 h à 12 h 30"]

    def test_says_why(self, title, said):
        assert words(sample("occurrence", title).select_one(".occurrence__reason"))


class TestADateThatIsOver:
    def test_says_so_without_striking(self):
        date = sample("occurrence", "Passé")
        assert words(date.select_one(".badge")) == "Passé"
        assert date.s is None

    def test_stays_cancelled_if_it_was(self):
        badges = sample("occurrence", "Annulé, et passé").select(".badge")
        assert [words(badge) for badge in badges] == ["Annulé"]

    def test_leads_to_its_minutes(self):
        link = sample("occurrence", "Passé, avec son compte rendu").select_one(".occurrence__aftermath a")
        assert words(link).startswith("Lire le compte rendu (Du banc à l’arrêt de bus")
        assert link["href"] == "#compte-rendu"

    def test_says_that_it_has_no_minutes_yet(self):
        said = sample("occurrence", "Passé, sans compte rendu").select_one(".occurrence__aftermath")
        assert words(said) == "Pas encore de compte rendu"
        assert said.a is None


def test_a_date_near_something_says_how_far_it_is():
    lines = sample("occurrence", "Près de quelque part").select(".occurrence__line")
    assert words(lines[-1]).endswith(", à 4 km environ")

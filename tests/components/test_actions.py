"""An action says what it is, where it stands, who leads it and until when."""

from tests.components.rendering import sample, words


class TestAnAction:
    def test_says_its_status_in_words(self):
        badge = sample("actions", "Abandonnée").select_one(".badge")
        assert (words(badge), badge["data-status"]) == ("Abandonnée", "abandoned")

    def test_that_is_late_says_so_in_words(self):
        late = sample("actions", "En retard").select(".badge")
        assert [words(badge) for badge in late] == ["En cours", "En retard"]

    def test_gives_its_deadline_to_people_and_to_machines(self):
        time = sample("actions", "Proposée").time
        assert (time["datetime"], words(time)) == ("2027-09-30", "30 septembre 2027")

    def test_leaves_out_what_is_not_decided(self):
        action = sample("actions", "Titre et statut seuls, titres de niveau 4")
        assert action.dl is None
        assert action.select_one(".action__description") is None
        assert action.h4

    def test_names_its_deadline_without_a_lead(self):
        facts = sample("actions", "Sans responsable").dl
        assert [words(term) for term in facts.select("dt")] == ["Pour le"]


def test_no_action_is_no_list():
    assert sample("actions", "Vide").find() is None

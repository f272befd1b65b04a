"""Somebody to reach, by ways one can press."""

from tests.components.rendering import render, sample, words


class TestAContact:
    def test_is_called_from_anywhere_and_read_as_people_dial_it(self):
        link = sample("contact", "Téléphone seul").a
        assert (link["href"], words(link)) == ("tel:+33353011240", "03 53 01 12 40")

    def test_is_called_whatever_spaces_stand_in_the_number(self):
        assert render("contact", phone="03 53\N{NO-BREAK SPACE}01 12 40").a["href"] == "tel:+33353011240"

    def test_is_written_to(self):
        link = sample("contact", "Nom et adresse de courriel").a
        assert (link["href"], words(link)) == ("mailto:jardin@example.org", "jardin@example.org")

    def test_shows_only_what_is_known(self):
        contact = sample("contact", "Sans moyen de joindre")
        assert contact.a is None
        assert words(contact) == "Paul Dewitte Coordination handicap"

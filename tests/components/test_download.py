"""A file says its name, its format and its weight before one takes it."""

from tests.components.rendering import sample, words


class TestADownload:
    def test_says_what_it_is_and_what_it_weighs(self):
        link = sample("download", "Titre du fichier").a
        assert link["href"] == "#document"
        assert words(link) == "Diaporama de présentation de la démarche PDF, 1,4 Mio"

    def test_goes_by_another_name(self):
        assert words(sample("download", "Autre nom").a).startswith("Le compte rendu de la réunion PDF")

    def test_does_not_guess_a_weight(self):
        assert words(sample("download", "Poids inconnu").small) == "ODT"

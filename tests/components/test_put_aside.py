"""A page is put aside from a list by a form that needs no token and says where to come back."""

from tests.components.rendering import sample, words


class TestTheButton:
    def test_names_what_it_does_and_which_page_it_means(self):
        form = sample("put_aside", "À mettre de côté").form
        assert (form["method"], form["action"]) == ("post", "/classeur/changer/")
        assert form.select_one('[name="pages"]')["value"] == "12"
        assert form.select_one('[name="retour"]')["value"] == "/rechercher/?q=a&page=2"
        assert (form.button["value"], words(form.button)) == (
            "ajouter",
            "Mettre de côté : Le tour de table",
        )
        assert form.select_one('[name="csrfmiddlewaretoken"]') is None

    def test_is_followed_by_what_the_address_of_the_list_shows_once_it_is_done(self):
        done = sample("put_aside", "À mettre de côté").select_one("#classeur-12")
        assert words(done) == "Dans votre classeur : Le tour de table Voir mon classeur"
        assert (done["tabindex"], done.a["href"]) == ("-1", "/classeur/")

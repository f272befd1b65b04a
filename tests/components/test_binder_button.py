"""A page is put aside by a form that needs no token."""

from tests.components.rendering import render, words


class TestTheButton:
    def test_names_what_it_does_and_which_page_it_means(self):
        form = render("binder_button", number=12).form
        assert (form["method"], form["action"]) == ("post", "/classeur/changer/")
        assert form.select_one('[name="pages"]')["value"] == "12"
        assert (form.button["value"], words(form.button)) == ("ajouter", "Mettre dans mon classeur")
        assert form.select_one('[name="csrfmiddlewaretoken"]') is None

"""One field, one button, and words for both."""

from portal.gallery.samples import SAMPLES
from tests.components.rendering import render, sample, words


class TestASearch:
    def test_is_sent_by_its_address(self):
        form = sample("search_form", "Simple").form
        assert (form["action"], form["method"], form["role"]) == ("#recherche", "get", "search")

    def test_is_labelled_in_every_state(self):
        for state in SAMPLES["search_form"]:
            form = render("search_form", **state.inputs)
            assert form.label["for"] == form.input["id"], state.title
            assert words(form.label), state.title
            assert words(form.button), state.title

    def test_keeps_what_was_searched_and_nothing_that_runs(self):
        form = sample("search_form", "Mots hostiles")
        assert form.input["value"].startswith('"><script>')
        assert form.script is None

    def test_is_tied_to_its_help(self):
        form = sample("search_form", "Avec aide et mots cherchés")
        assert (
            words(form.find(id=form.input["aria-describedby"])) == "Un mot, un thème, le nom d’un Parc."
        )

    def test_in_the_header_shows_its_help_in_the_field(self):
        form = sample("search_form", "Dans l’en-tête, avec aide")
        assert form.input["placeholder"] == "Un mot, un thème"
        assert "aria-describedby" not in form.input.attrs

    def test_asks_for_suggestions_only_where_they_are_answered(self):
        assert sample("search_form", "Simple").script is None
        form = sample("search_form", "Avec des suggestions")
        assert form.input["data-suggestions"] == "/catalogue/suggestions.json"
        assert form.script["type"] == "module"

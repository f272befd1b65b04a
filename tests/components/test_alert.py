"""A message is more than a colour, and is announced when it answers something."""

import pytest

from tests.components.rendering import render, sample, words


class TestAnAlert:
    def test_draws_a_different_sign_for_each_kind(self):
        kinds = ("info", "success", "warning", "error")
        assert len({str(render("alert", kind=kind, text="").svg) for kind in kinds}) == 4

    def test_says_that_it_is_an_error(self):
        title = sample("alert", "Erreur").select_one(".alert__title")
        assert words(title) == "Erreur : Votre inscription n’est pas partie"

    @pytest.mark.parametrize(("title", "role"), [("Réussite", "status"), ("Information", None)])
    def test_is_announced_only_as_an_answer(self, title, role):
        assert sample("alert", title).div.get("role") == role

    def test_keeps_safe_html_and_escapes_the_rest(self):
        assert sample("alert", "Attention").select_one(".alert__text a")
        assert render("alert", kind="info", text="<a>").a is None

"""The panel says what is known, in words, whatever the answer."""

import pytest

from tests.components.rendering import render, sample, words


class TestAPanel:
    def test_is_named_by_its_title(self):
        section = sample("access_panel", "Chaque réponse").section
        assert words(section.find(id=section["aria-labelledby"])) == "Puis-je y aller ?"

    @pytest.mark.parametrize(("answer", "said"), [("yes", "Oui"), ("partly", "En partie"), ("no", "Non")])
    def test_says_each_answer_in_words(self, answer, said):
        fact = sample("access_panel", "Chaque réponse").select_one(f'[data-answer="{answer}"]')
        assert words(fact.dd) == said

    def test_draws_a_different_sign_for_each_answer(self):
        signs = sample("access_panel", "Chaque réponse").select("dl svg")
        assert len({str(sign) for sign in signs}) == 4

    def test_keeps_quiet_about_what_nobody_said(self):
        panel = sample("access_panel", "Phrases seules")
        assert panel.dl is None
        assert "Venir" not in panel.text
        assert "S’il pleut" not in panel.text

    def test_takes_its_place_among_headings(self):
        assert render("access_panel", facts=[]).h2
        assert sample("access_panel", "Réponses seules").h3

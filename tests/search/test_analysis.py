"""How texts and questions become the words that are compared."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search import analysis
from portal.search.documents import OFTEN, STRONG, SUBJECT, TITLE_LENGTH
from tests.support.french import PAIRS, STRANGERS

WORDS = [
    "école",
    "solidarité",
    "aîné",
    "isolement",
    "bénévole",
    "jardin",
    "œuvre",
    "forêt",
    "âgé",
    "île",
    "santé",
    "repère",
]
SAME = [
    ("école", "ECOLES"),
    ("l’école", "école"),
    ("d'école", "ecole"),
    ("jusqu’à l’île", "ile"),
    ("aînée", "aînés"),
    ("ainees", "aînés"),
    ("œuvres", "OEUVRE"),
    ("C.C.A.S.", "ccas"),
    ("groupes-tests", "groupe test"),
    ("e\u0301cole", "école"),
    ("isolées", "isolé"),
    ("aujourd’hui", "aujourd'hui"),
]


def meet(one: str, other: str) -> bool:
    ours, theirs = analysis.words(one, "fr"), analysis.words(other, "fr")
    assert ours
    return len(ours) == len(theirs) and all(a.meets(b) for a, b in zip(ours, theirs, strict=True))


class TestFrenchWords:
    @pytest.mark.parametrize(("one", "other"), SAME + PAIRS)
    def test_meet_however_they_are_spelt(self, one, other):
        assert meet(one, other)

    @pytest.mark.parametrize("asking", ["comment", "combien de", "avec quoi", "Pourquoi", "où"])
    def test_that_only_ask_say_nothing(self, asking):
        assert analysis.words(f"{asking} rompre l’isolement ?", "fr") == analysis.words(
            "rompre l’isolement", "fr"
        )

    @given(word=st.sampled_from(WORDS), article=st.sampled_from(["", "l’", "d'", "les ", "qu’", "L’"]))
    def test_meet_without_accents_in_capitals_and_after_an_article(self, word, article):
        for other in (word.upper(), analysis.fold(word), word + "s"):
            assert meet(word, article + other)

    @pytest.mark.parametrize(
        ("one", "other"), [("jardin", "jardinier"), ("banc", "banque"), ("12", "13"), *STRANGERS]
    )
    def test_do_not_all_meet(self, one, other):
        assert not meet(one, other)

    def test_of_one_place_are_one_word(self):
        for text in ("des habitant·e·s", "l’iso\u200ble\u00adment", "le co-voiturage", "C.C.A.S."):
            assert len(analysis.words(text, "fr")) == 1

    def test_end_with_their_sentence(self):
        stems = [word.stem for word in analysis.words("Les habitant.e.s.Les élu·e·s. Un parc.", "fr")]
        assert stems == ["habit", "elu", "parc"]

    def test_are_written_as_one_types_them(self):
        assert analysis.plain_words("Les habitant·e·s, l’iso\u200blement") == [
            "les",
            "habitant",
            "isolement",
        ]

    def test_leave_out_what_says_nothing(self):
        assert analysis.words("je, nous, tou·te·s et celles·ceux", "fr") == []
        assert analysis.words("de la à les, et QUI ?", "fr") == []

    def test_keep_numbers_and_sigles(self):
        stems = [word.stem for word in analysis.words("Le PNR en 2026, avec le CCAS", "fr")]
        assert stems == ["pnr", "2026", "ccas"]


def test_english_has_its_own_stems():
    one, other = (analysis.words(text, "en") for text in ("the walking groups", "Walk, group"))
    assert one == other


def test_a_language_without_stems_is_compared_by_letters():
    assert [word.stem for word in analysis.words("Ti ha mor", "br")] == ["ti", "ha", "mor"]


class TestAnyText:
    def test_without_a_space_is_read_in_proportion_to_its_length(self):
        began = time.process_time()
        assert analysis.spans("x" * 20_000) == [(0, 20_000)]
        assert time.process_time() - began < 1

    @given(text=st.text())
    def test_is_folded_once_and_for_all(self, text):
        assert analysis.fold(analysis.fold(text)) == analysis.fold(text)

    @given(text=st.text(), language=st.sampled_from(["fr", "en", "br"]))
    def test_gives_engines_plain_letters_and_digits_only(self, text, language):
        forms = [form for word in analysis.words(text, language) for form in word.forms]
        for form in forms + analysis.plain_words(text):
            assert re.fullmatch("[a-z0-9]+", form)

    @given(text=st.text())
    def test_tells_where_its_words_stand(self, text):
        end = 0
        for start, stop in analysis.spans(text):
            assert end <= start < stop <= len(text)
            end = stop

    @given(word=st.sampled_from(WORDS))
    def test_is_never_taken_for_a_mark_of_the_index(self, word):
        for each in analysis.words(word, "fr"):
            assert not each.stem.startswith((STRONG, SUBJECT, OFTEN, TITLE_LENGTH))

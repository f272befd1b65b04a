"""The remarks on a question are those that the guide makes; they never fail and never refuse."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.concertation.wording import LONGEST, remarks_on
from tests.concertation import questions


def slugs(question: str) -> set[str]:
    return {remark.slug for remark in remarks_on(question)}


def found(question: str, slug: str) -> tuple[str, ...]:
    return next(remark.found for remark in remarks_on(question) if remark.slug == slug)


class TestTheQuestionOfScarpeEscaut:
    """« Les expressions “avec vous” ou “de votre point de vue” sont intéressantes pour chercher une
    implication des participants »; « le “peut-il” est un éclairage sur les attentes vis-à-vis du Parc ».
    """

    def test_gets_the_remarks_of_the_guide_and_is_found_fault_with_in_nothing(self):
        assert slugs(questions.SCARPE_ESCAUT) == {
            "point-of-view",
            "with-you",
            "capacity",
            "park-acts",
            "inhabitants",
        }
        assert all(remark.is_praise for remark in remarks_on(questions.SCARPE_ESCAUT))

    def test_shows_what_was_found(self):
        assert found(questions.SCARPE_ESCAUT, "capacity") == ("peut",)
        assert found(questions.SCARPE_ESCAUT, "park-acts") == ("le Parc",)


class TestTheQuestionOfTheBallonsDesVosges:
    """« Comment ensemble »; « moindre risque de formulation floue, de portée générale »; « comment on
    situe l’habitant ? ».
    """

    def test_gets_the_remarks_of_the_guide(self):
        assert slugs(questions.BALLONS_DES_VOSGES) == {
            "together",
            "capacity",
            "we-act",
            "no-inhabitants",
            "vague",
        }
        assert found(questions.BALLONS_DES_VOSGES, "vague") == ("vie commune",)

    def test_is_read_alike_with_the_word_that_was_added_in_brackets(self):
        added = questions.BALLONS_DES_VOSGES.replace("pouvons", "pouvons[-nous]")
        assert slugs(added) == slugs(questions.BALLONS_DES_VOSGES)


class TestTheQuestionOfTheVolcansDAuvergne:
    """« (ou notre qualité de vie) »: the guide prints both; the Park has to choose."""

    def test_gets_the_remarks_of_the_guide(self):
        assert slugs(questions.VOLCANS_D_AUVERGNE) == {
            "point-of-view",
            "together",
            "capacity",
            "we-act",
            "inhabitants",
            "vague",
            "undecided",
            "long",
        }


class TestTheQuestionOfTheVexinFrancais:
    """« Le vocable “Territoire” peut être évacué de la question de manière à mieux incarner les missions
    en lien avec les habitants »; « un projet avec les habitants (et non pas “pour”) ».
    """

    def test_gets_the_remarks_of_the_guide(self):
        assert slugs(questions.VEXIN_FRANCAIS) == {
            "together",
            "inhabitants",
            "territory",
            "for-people",
            "no-capacity",
            "nobody-acts",
            "vague",
            "long",
        }
        assert found(questions.VEXIN_FRANCAIS, "vague") == ("dynamique", "développement durable")
        assert found(questions.VEXIN_FRANCAIS, "for-people") == ("pour et avec les habitants",)


class TestAQuestion:
    def test_that_is_empty_gets_no_remark(self):
        assert remarks_on("") == remarks_on(" \n ?!") == []

    @pytest.mark.parametrize(
        "question", ["Comment agir ? Et avec qui ?", "Comment pouvons-nous agir, et pourquoi ?"]
    )
    def test_that_is_two_is_told_so(self, question):
        assert "several-questions" in slugs(question)

    def test_that_is_one_is_not_told_so(self):
        assert not any("several-questions" in slugs(question) for question in questions.ALL)

    def test_without_a_mark_is_told_so(self):
        assert "no-mark" in slugs("Comment pouvons-nous agir ensemble")
        assert "no-mark" not in slugs("Comment pouvons-nous agir ensemble ?")

    @pytest.mark.parametrize(("words", "is_long"), [(LONGEST, False), (LONGEST + 1, True)])
    def test_is_long_beyond_twenty_five_words(self, words, is_long):
        assert ("long" in slugs(f"{'mot ' * words}?")) is is_long

    def test_that_speaks_of_living_together_calls_on_nobody(self):
        asked = slugs("Comment améliorer le vivre-ensemble ?")
        assert "calls-on-nobody" in asked
        assert "together" not in asked

    def test_gets_what_to_look_at_again_first(self):
        praised = [remark.is_praise for remark in remarks_on(questions.VEXIN_FRANCAIS)]
        assert praised == sorted(praised)

    def test_finds_whole_words_only(self):
        assert "territory" not in slugs("Comment déterritorialiser ?")
        assert "capacity" not in slugs("Comment parler du petit peuple ?")


PIECES = st.sampled_from(
    [
        *" ,.;:()/[]«»",
        " ",
        "?",
        " ?",
        "territoire",
        "le Parc",
        "peut-il",
        "de votre point de vue",
        "vivre ensemble",
        "ensemble",
        "les habitants",
        "pour et avec",
        "développement durable",
        "et pourquoi",
        "(ou notre)",
        "é",
        "œuvre",
        "’",
        "1",
    ]
)


class TestAnyText:
    @given(st.text())
    def test_never_fails_and_every_remark_is_a_sentence(self, text):
        for remark in remarks_on(text):
            assert str(remark.text).endswith((".", "?"))
            assert all(words in " ".join(text.split()) for words in remark.found)

    @given(st.lists(st.one_of(PIECES, st.text(alphabet=st.characters(max_codepoint=0x17F), max_size=6))))
    def test_is_read_alike_in_any_case(self, pieces):
        text = "".join(pieces)
        assert slugs(text) == slugs(text.casefold()) == slugs(text.upper())

    @given(st.lists(PIECES))
    def test_is_read_alike_without_accents(self, pieces):
        text = " ".join(pieces)
        bare = "".join(
            each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each)
        )
        assert slugs(text) == slugs(bare) == slugs(unicodedata.normalize("NFD", text))

    @given(st.lists(PIECES), st.sampled_from(["  ", "\n", "\t", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}"]))
    def test_is_read_alike_with_other_spaces(self, pieces, space):
        text = " ".join(pieces)
        assert slugs(text) == slugs(text.replace(" ", space)) == slugs(f"{space}{text}{space}")

    @settings(deadline=None, max_examples=5)
    @given(st.sampled_from(["a " * 20_000, "(" * 20_000, "?" * 20_000, "ou/" * 9_000, "(ou " * 9_000]))
    def test_is_read_in_time_however_long(self, text):
        remarks_on(text)

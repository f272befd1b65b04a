"""One thing on one slide, under a heading of its own."""

import pytest

from portal.gallery.samples import SAMPLES
from tests.components.rendering import render, sample, words


@pytest.mark.parametrize("state", SAMPLES["slide"], ids=lambda state: state.title)
def test_every_slide_has_one_heading_and_its_place(state):
    slide = sample("slide", state.title)
    assert len(slide.select("h2")) == 1
    assert words(slide.select_one(".slide__number")) == f"{state.inputs['number']} sur 20"


class TestAStep:
    def test_says_its_number_and_its_time(self):
        slide = sample("slide", "Étape")
        assert words(slide.select_one(".slide__step")) == "1"
        assert words(slide.select_one(".slide__label")) == "10 minutes"


class TestABox:
    def test_says_what_it_is_once(self):
        block = {"kind": "box", "tone": "advice", "label": "Conseil", "html": ""}
        slide = render(
            "slide", slide={"heading": "Conseil", "part": "", "block": block}, number=2, total=3
        )
        assert words(slide).count("Conseil") == 1


class TestPlainTexts:
    def test_are_never_read_as_markup(self):
        block = {"kind": "quotation", "text": "<b>x</b>", "author": "<i>y</i>", "source": ""}
        slide = render(
            "slide", slide={"heading": "<u>z</u>", "part": "", "block": block}, number=2, total=3
        )
        assert not slide.select("b, i, u")

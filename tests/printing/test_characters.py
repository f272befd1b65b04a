"""Every character that is said to be drawn has its glyph; others give way."""

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from portal.printing.characters import CHARACTERS, drawable, replaced
from portal.printing.typst import FONTS

PLAIN = b"""
#set document(title: "x")
#set text(font: "Libertinus Serif", fallback: false, weight: sys.inputs.weight)
#sys.inputs.text
"""


def compile_accessible(text: str, weight: str):
    """Typst refuses to make an accessible PDF with a character that its font lacks."""
    inputs = {"text": text, "weight": weight}
    typst.compile(PLAIN, font_paths=FONTS, sys_inputs=inputs, pdf_standards=["ua-1"])


@pytest.mark.parametrize("weight", ["regular", "semibold", "bold"])
def test_each_has_its_glyph(weight):
    compile_accessible(" ".join(sorted(CHARACTERS)), weight)


def test_a_character_without_its_glyph_would_be_noticed():
    with pytest.raises(typst.TypstError):
        compile_accessible("漢", "bold")


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Été à l’école", "Été à l’école"),
        ("e\u0301te\u0301", "été"),
        ("«\u00a0ici\u00a0», là\u202f!", "«\u00a0ici\u00a0», là\u202f!"),
        ("une\n  ligne\x00\x07", "une ligne"),
        ("Fête 👨\u200d👩\u200d👧 du village ❤\ufe0f", "Fête du village"),
        ("𝐁𝐨𝐧𝐣𝐨𝐮𝐫 Ａ ﬁn", "Bonjour A fin"),
        ("z\u0301\u0302\u0303\u0304\u0305", "ź"),
        ("gauche\u202eà droite", "gaucheà droite"),
        ("\ud800", ""),
        ("漢字", ""),
        ("", ""),
    ],
)
def test_others_give_way(text, drawn):
    assert drawable(text) == drawn


@given(st.text(st.characters()))
def test_nothing_else_is_left(text):
    drawn = drawable(text)
    assert set(drawn) <= CHARACTERS
    assert drawable(drawn) == drawn


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("Été à l’école, «\u00a0ici\u00a0»", {}),
        ("Fête 🎉 du 🎉 village 👍", {"🎉": " ", "👍": " "}),
        ("𝐁onjour", {"𝐁": "B"}),
        ("❤\ufe0f e\u0301 z\u0304 a\u202eb\u2028c\x00\ud800", {"❤": " "}),
        ("puce \uf0b7", {"\uf0b7": " "}),
    ],
)
def test_what_gives_way_is_told(text, instead):
    assert replaced(text) == instead


@given(st.text(st.characters()))
def test_all_that_is_told_gives_way(text):
    told = replaced(text)
    assert CHARACTERS.isdisjoint(told)
    assert all(CHARACTERS.issuperset(plain) for plain in told.values())

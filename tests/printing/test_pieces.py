"""A long text is cut where a reader would pause, and loses nothing."""

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.printing.pieces import LETTERS_A_LINE, cut, lines_of, plain

WORDS = st.text("abcé’.!?… <>&\"'", min_size=1, max_size=40)
SENTENCES = st.lists(WORDS, min_size=1, max_size=30).map(". ".join)
INLINE = st.one_of(
    SENTENCES.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    WORDS.map(lambda text: f"<b>{text.replace('<', '&lt;').replace('&', '&amp;')}</b>"),
    st.just('<a href="/ici/">un lien</a>'),
    st.just("<br/>"),
)
RUNS = st.lists(INLINE, min_size=1, max_size=6).map("".join)
ITEMS = st.lists(RUNS.map(lambda text: f"<li>{text}</li>"), min_size=1, max_size=15).map("".join)
BLOCKS = st.one_of(
    RUNS.map(lambda text: f"<p>{text}</p>"),
    ITEMS.map(lambda items: f"<ul>{items}</ul>"),
    ITEMS.map(lambda items: f"<ol>{items}</ol>"),
    RUNS.map(lambda text: f"<h3>{text}</h3>"),
    RUNS,
)
TEXTS = st.lists(BLOCKS, max_size=8).map("".join)

few = settings(max_examples=40, deadline=None)


def words(html: str) -> str:
    """All that is read, whatever stands between the words."""
    return "".join(plain(html).split())


class TestAnyText:
    @few
    @given(TEXTS | st.text(max_size=300))
    def test_loses_no_word(self, html):
        assert words("".join(cut(html))) == words(f"<body>{html}</body>")

    @few
    @given(TEXTS)
    def test_is_cut_into_well_formed_pieces(self, html):
        for piece in cut(html):
            assert str(BeautifulSoup(piece, "html.parser")) == piece

    @few
    @given(TEXTS, st.integers(2, 12))
    def test_fills_no_slide_beyond_its_lines_but_with_what_cannot_be_cut(self, html, lines):
        for piece in cut(html, lines):
            parts = [
                part
                for block in BeautifulSoup(piece, "html.parser").find_all(recursive=False)
                for part in (block.find_all("li", recursive=False) or [block])
                if part.name != "h3"
            ]
            taken = sum(lines_of(part.get_text()) for part in parts)
            assert taken <= lines or len(parts) == 1

    @few
    @given(TEXTS)
    def test_keeps_the_numbers_of_its_lists(self, html):
        source = BeautifulSoup(f"<body>{html}</body>", "html.parser")
        wanted = [
            (number, words(str(item)))
            for numbered in source.find_all("ol")
            for number, item in enumerate(numbered.find_all("li", recursive=False), start=1)
        ]
        found = [
            (number, words(str(item)))
            for piece in cut(html, 4)
            for numbered in BeautifulSoup(piece, "html.parser").find_all("ol")
            for number, item in enumerate(
                numbered.find_all("li", recursive=False), start=int(numbered.get("start", 1))
            )
        ]
        assert found == wanted


class TestWhereATextIsCut:
    def test_a_short_one_is_not(self):
        html = "<p>Un café.</p><ul><li>Une table</li></ul>"
        assert cut(html) == [html]

    def test_nothing_makes_no_piece(self):
        assert cut("") == cut("<p></p> <!-- rien -->") == []

    def test_a_heading_stays_with_what_it_announces(self):
        line = "a" * LETTERS_A_LINE
        pieces = cut(f"<p>{line}</p><h3>Ensuite</h3><p>{line}</p>", lines=3)
        assert pieces == [f"<p>{line}</p>", f"<h3>Ensuite</h3><p>{line}</p>"]

    def test_a_long_paragraph_between_its_sentences(self):
        sentence = "Une phrase qui tient sur une ligne et un peu plus, voilà."
        pieces = cut(f"<p>{' '.join([sentence] * 4)}</p>", lines=3)
        assert len(pieces) > 1
        assert all(piece.endswith("voilà.</p>") for piece in pieces)

    def test_a_closing_quotation_mark_stays_with_its_sentence(self):
        pieces = cut(f"<p>« {'Oui ' * 12}! » {'Non ' * 30}.</p>", lines=2)
        assert not any(piece.startswith("<p>»") for piece in pieces)

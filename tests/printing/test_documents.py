"""Any content becomes an accessible PDF, with all that it says."""

from io import BytesIO
from itertools import pairwise

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from portal.printing import slides, typst
from portal.printing.documents import (
    Box,
    Bullets,
    Document,
    Entry,
    Fact,
    Heading,
    Line,
    Outline,
    Picture,
    Prose,
    Quotation,
    Step,
    Table,
    compiled,
)
from tests.support.pdf import Pdf

TEMPLATES = ["document.typ", "poster.typ", slides.TEMPLATE]
HOSTILE = [
    "",
    " \n\t ",
    '#panic() #import "@preview/x:1.0.0" $sum$ `a` ~ -- --- // /* */ [a](b) = - + / @a <b>',
    '#eval("1") \\ * _ {{ titre }} {% url %} %(a)s {0} {number}',
    "</p></text><script>alert(1)</script><![CDATA[x]]>&amp;&nope;<!-- x --><?xml x?>",
    "<ul><li>un<ul><li>deux</ul><li></ul><ol></ol><li>perdu<h1></h1><h6>six</h6><p>",
    "<a href='javascript:alert(1)'>a</a><a href='http://[x'>b</a><a href='//x'>c</a><a>d</a>",
    "<b><i><a href='/ici/'>gras</a></i></b><img src=x onerror=y><table><tr><td>z</table>",
    "a" * 5_000,
    "anticonstitutionnellement " * 200,
    "Fête 👨\u200d👩\u200d👧🎉 du village ❤\ufe0f",
    "مرحبا بالجميع שלום עולם 共同生活",
    "a\u202eb\u2066c\u200bd\ufeff\u2028e",
    "\x00\x01\x1b[31m\x7f\x85\ufffe\ud800",
    "<div>" * 300,
    "<ul><li>" * 200 + "fond",
]


def drawing(colour="green") -> bytes:
    content = BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, "JPEG")
    return content.getvalue()


def a_picture(name="1-a.jpg", content=None, **says) -> Picture:
    return Picture(name, lambda: drawing() if content is None else content, **says)


def a_document(template="document.typ", **says) -> Document:
    return Document(
        **{
            "template": template,
            "title": "La promenade urbaine",
            "address": "https://exemple.fr/la-promenade/",
            "language": "fr",
            "kind": "fiche méthode 14",
            "family": "understand",
        }
        | says
    )


def full_of(text: str, template: str) -> Document:
    """A document that says one text in every place it has."""
    line = Line(text, text)
    document = Document(
        template=template,
        title=text,
        address="https://exemple.fr/",
        language=text,
        kind=text,
        park=text,
        family=text,
        summary=text,
        notice=text,
        picture=a_picture(alt=text),
        facts=(Fact(text, text, text),) * 5,
        blocks=(
            Heading(text, 6),
            Prose(text),
            Prose(f"<h5>{text}</h5><p>{text}</p><ul><li>{text}</li></ul>"),
            Step(1, text, text, text),
            Box("advice", text, text, text, (line,)),
            Quotation(text, text, text),
            Table((text,), ((text, text), ()), text),
            a_picture("2-b.jpg", alt=text, caption=text, credit=text),
            a_picture("3-c.svg", text.encode(errors="replace")),
            Bullets((line,)),
            Entry(text, text, text, (text,)),
        ),
        colophon=(line,),
    )
    return slides.deck(document) if template == slides.TEMPLATE else document


@pytest.fixture
def pdf():
    return lambda **says: Pdf(compiled(a_document(**says)))


@pytest.mark.parametrize("template", TEMPLATES)
class TestAnyContent:
    @pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
    def test_becomes_an_accessible_file(self, template, text):
        pdf = Pdf(compiled(full_of(text, template)))
        assert pdf.root["/MarkInfo"]["/Marked"]

    @settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(text=st.text(st.characters(), max_size=300) | st.text("<>/abplioh36 &;='\"#", max_size=300))
    def test_of_any_kind_becomes_one(self, template, text):
        assert compiled(full_of(text, template)).startswith(b"%PDF")

    def test_is_the_same_file_twice(self, template):
        document = full_of("<p>Un texte</p>", template)
        first = compiled(document)
        cache.clear()
        assert compiled(document) == first

    def test_is_tagged_titled_and_in_its_language(self, template):
        pdf = Pdf(compiled(a_document(template, language="en-GB")))
        assert pdf.root["/Lang"] == "en"
        assert pdf.faults == []
        assert pdf.title == "La promenade urbaine"
        assert pdf.tags.count("/H1") == 1


class TestADocument:
    def test_says_all_that_it_is_given(self, pdf):
        words = [f"mot{number}" for number in range(14)]
        made = pdf(
            summary=words[0],
            notice=words[1],
            facts=(Fact("Durée", words[2], words[3]),),
            blocks=(
                Heading(words[4]),
                Prose(f"<p>{words[5]}</p>"),
                Step(1, words[6], f"<p>{words[7]}</p>", words[8]),
                Box("watch_point", words[9], lines=(Line(words[10]),)),
                Quotation(words[11], words[12]),
                Entry(words[13]),
            ),
        )
        assert [word for word in [*words, "Durée", "14"] if not made.says(word)] == []
        assert made.says("https://exemple.fr/la-promenade/")
        assert "page 1 sur 1" in made.text

    def test_keeps_lists_bold_words_tables_and_links(self, pdf):
        made = pdf(
            blocks=(
                Prose("<ul><li>un <b>deux</b></li></ul><p><a href='/ailleurs/'>lien</a></p>"),
                Table(("Qui", "Quoi"), (("Le Parc", "anime"),), "Les rôles"),
            )
        )
        assert {"/L", "/LI", "/Strong", "/Link", "/Table", "/TH", "/TD", "/Caption"} <= set(made.tags)
        assert any(link.endswith("/ailleurs/") and link.startswith("http") for link in made.links)

    def test_skips_no_level_of_headings(self, pdf):
        made = pdf(blocks=(Prose("<h6>a</h6>"), Heading("b", 5), Heading("c"), Step(1, "d")))
        assert [tag for tag in made.tags if tag[1:2] == "H"] == ["/H1", "/H2", "/H3", "/H2", "/H3"]

    def test_describes_its_pictures_and_hides_those_that_decorate(self, pdf):
        made = pdf(picture=a_picture(), blocks=(a_picture("2.jpg", alt="Un banc", caption="Ici"),))
        assert made.pictures == ["Un banc"]
        assert made.says("Ici")

    @pytest.mark.parametrize("content", [b"", b"no picture", drawing()[:200], b"<svg"])
    def test_leaves_a_broken_picture_out_and_keeps_the_others(self, pdf, content):
        made = pdf(
            picture=a_picture("1.svg", content, alt="Perdue"),
            blocks=(a_picture("2.jpg", content, alt="Perdue"), a_picture("3.jpg", alt="Un banc")),
        )
        assert made.pictures == ["Un banc"]

    def test_lays_long_headings_of_a_table_out_once(self, pdf):
        rows = (("Une réponse", "Une autre"),) * 60
        short, long = (
            pdf(blocks=(Table(("Qui", heading), rows),)) for heading in ("Quoi", "Combien de temps " * 40)
        )
        assert short.text.count("Quoi") == short.pages > 1
        assert long.pages > 1
        assert long.text.count("Combien de temps ") <= 40

    def test_numbers_all_its_pages(self, pdf):
        made = pdf(blocks=(Prose("<p>Une phrase.</p>" * 150),))
        assert made.pages > 2
        assert f"page 2 sur {made.pages}" in made.text

    def test_is_made_once(self, monkeypatch):
        first = compiled(a_document())
        monkeypatch.setattr(typst, "compile_pdf", None)
        assert compiled(a_document()) == first


class TestAPoster:
    def test_says_what_it_must_on_one_sheet(self, pdf):
        facts = tuple(Fact(f"Question {each}", f"Réponse {each}", f"note {each}") for each in range(5))
        made = pdf(
            template="poster.typ", summary="Un résumé", facts=facts, picture=a_picture(alt="Un banc")
        )
        texts = [*(fact.value for fact in facts), *(fact.note for fact in facts), "Un résumé"]
        assert [text for text in texts if not made.says(text)] == []
        assert (made.pages, made.pictures) == (1, ["Un banc"])
        assert "https://exemple.fr/la-promenade/" in made.links

    def test_stays_one_sheet_with_much_to_say(self, pdf):
        facts = tuple(Fact(f"Question {each}", "Une réponse " * 8, "une note " * 12) for each in range(6))
        made = pdf(
            template="poster.typ", title="Un long titre " * 10, summary="Phrase. " * 40, facts=facts
        )
        assert made.pages == 1


@given(wanted=st.lists(st.integers(-3, 12)))
def test_an_outline_never_skips_a_level(wanted):
    outline = Outline()
    levels = [1, *map(outline.level, wanted)]
    assert all(2 <= level <= before + 1 for before, level in pairwise(levels))


def test_no_template_asks_for_a_package_of_the_network():
    sources = {path.name: path.read_text() for path in typst.TEMPLATES.glob("*.typ")}
    assert [name for name, source in sources.items() if '"@' in source] == []

"""What a document strikes or hides is left out and told; what is raised keeps its meaning."""

import pytest

from portal.documents.outline import Origin, Reading, plain_text
from portal.documents.reading import read, text_of
from tests.documents import opendocument as odf
from tests.documents import word
from tests.documents.samples import typeset
from tests.documents.word import Word, cell, paragraph, row, run, table

STRUCK = "<w:strike/>"
HIDDEN = "<w:vanish/>"


def style(name: str, kind: str, look: str = "", above: str = "", more: str = "") -> str:
    based = f'<w:basedOn w:val="{above}"/>' if above else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}" {more}><w:name w:val="{name}"/>{based}'
        f"<w:rPr>{look}</w:rPr></w:style>"
    )


def in_style(name: str, text: str) -> str:
    return run(text, more=f'<w:rStyle w:val="{name}"/>')


def docx(*paragraphs: str, styles: str = "", **more) -> Reading:
    content = Word("".join(paragraphs), more_styles=styles, **more).content()
    return read(content)


def said(reading: Reading) -> str:
    return plain_text(reading.outline)


def left_out(reading: Reading) -> dict[Origin, str]:
    return {leftover.origin: plain_text(leftover) for leftover in reading.outline.left_out}


WORD_STRUCK = {
    "struck": (run("5 €", more=STRUCK), ""),
    "struck twice": (run("5 €", more="<w:dstrike/>"), ""),
    "by a style of the run": (in_style("Barre", "5 €"), style("Barre", "character", STRUCK)),
    "by the style above its style": (
        in_style("Ancien", "5 €"),
        style("Ancien", "character", "", "Barre") + style("Barre", "character", STRUCK),
    ),
    "by the defaults": (
        run("5 €"),
        f"<w:docDefaults><w:rPrDefault><w:rPr>{STRUCK}</w:rPr></w:rPrDefault></w:docDefaults>"
        + style("Sauf", "character", '<w:strike w:val="0"/>'),
    ),
}


class TestWhatWordStrikes:
    @pytest.mark.parametrize("case", WORD_STRUCK)
    def test_is_left_out_and_told(self, case):
        struck, styles = WORD_STRUCK[case]
        kept = run("3 €", more='<w:strike w:val="false"/>')
        reading = docx(paragraph(struck, kept), styles=styles)
        assert said(reading) == "3 €"
        assert left_out(reading) == {Origin.STRUCK: "5 €"}

    @pytest.mark.parametrize(
        "more",
        ['<w:strike w:val="0"/>', '<w:strike w:val="false"/><w:dstrike w:val="off"/>'],
    )
    def test_is_not_what_is_said_not_to_be_struck(self, more):
        reading = docx(paragraph(run("5 €", more=more)))
        assert (said(reading), left_out(reading)) == ("5 €", {})

    def test_is_not_what_two_styles_strike(self):
        """Each switches the other off (ECMA-376, 17.7.3)."""
        styles = style("Barre", "character", STRUCK) + style("Vieux", "paragraph", STRUCK)
        reading = docx(paragraph(in_style("Barre", "gardé"), run(" parti"), style="Vieux"), styles=styles)
        assert said(reading) == "gardé"
        assert left_out(reading) == {Origin.STRUCK: "parti"}

    def test_is_not_what_was_struck_before_a_tracked_change(self):
        before = f'<w:rPrChange w:id="1" w:author="C"><w:rPr>{STRUCK}</w:rPr></w:rPrChange>'
        assert said(docx(paragraph(run("5 €", more=before)))) == "5 €"

    def test_is_left_out_of_notes_cells_headers_and_comments(self):
        gone = paragraph(run("gardé "), run("barré", more=STRUCK))
        reading = docx(
            paragraph(run("Un mot"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
            + table(row(cell(gone), cell("deux")), row(cell("trois"), cell("quatre"))),
            notes=f'<w:footnote w:id="2">{gone}</w:footnote>',
            comments=f'<w:comment w:id="0" w:author="Camille">{gone}</w:comment>',
            parts={"word/header1.xml": word.part("hdr", gone)},
        )
        assert "barré" not in said(reading)
        assert said(reading).count("gardé") == 4
        assert left_out(reading)[Origin.STRUCK].count("barré") == 4


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
WORD_HIDDEN = {
    "hidden": (run("secret", more=HIDDEN), ""),
    "always hidden": (run("secret", more="<w:specVanish/>"), ""),
    "hidden on the web": (run("secret", more="<w:webHidden/>"), ""),
    "by a style": (in_style("Cache", "secret"), style("Cache", "character", HIDDEN)),
    "with a picture": (
        f"<w:r><w:rPr>{HIDDEN}</w:rPr><w:t>secret</w:t><w:drawing/></w:r>",
        "",
    ),
    "in the code of a field": (
        FIELD.format("begin") + run("secret") + FIELD.format("separate") + FIELD.format("end"),
        "",
    ),
}


class TestWhatWordHides:
    @pytest.mark.parametrize("case", WORD_HIDDEN)
    def test_is_left_out_and_told(self, case):
        hidden, styles = WORD_HIDDEN[case]
        reading = docx(paragraph(run("Vu."), hidden), styles=styles)
        assert said(reading) == "Vu."
        assert left_out(reading) == {Origin.HIDDEN: "secret"}

    def test_is_left_out_of_the_search(self):
        content = Word(paragraph(run("Vu. "), run("secret", more=HIDDEN))).content()
        assert text_of(content) == "Vu."

    def test_may_be_a_row_or_a_whole_paragraph_style(self):
        hidden_row = f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell('secret')}{cell('aussi')}</w:tr>"
        reading = docx(
            table(row(cell("un"), cell("deux")), hidden_row, row(cell("trois"), cell("quatre"))),
            paragraph("invisible", style="Cache"),
            styles=style("Cache", "paragraph", HIDDEN),
        )
        assert said(reading).split() == ["un", "deux", "trois", "quatre"]
        assert left_out(reading)[Origin.HIDDEN].split() == ["secret", "aussi", "invisible"]

    def test_is_not_the_text_of_a_paragraph_whose_mark_is_hidden(self):
        mark = f"<w:rPr>{HIDDEN}<w:specVanish/></w:rPr>"
        reading = docx(paragraph("Un titre courant.", more=mark), paragraph("Sa suite."))
        assert said(reading) == "Un titre courant.\nSa suite."

    def test_is_not_what_a_field_shows_nor_what_follows_one_without_an_end(self):
        shown = FIELD.format("begin") + run("code") + FIELD.format("separate") + run("montré")
        reading = docx(paragraph(shown + FIELD.format("end")), paragraph(FIELD.format("begin"), "suite"))
        assert said(reading) == "montré\nsuite"

    def test_says_nothing_of_the_page_numbers_of_a_table_of_contents(self):
        reading = docx(paragraph(run("Vu."), run("12", more="<w:webHidden/>")))
        assert (said(reading), left_out(reading)) == ("Vu.", {})


def raised(text: str, kind="superscript") -> str:
    return run(text, more=f'<w:vertAlign w:val="{kind}"/>')


RAISED = {
    "a square metre": (("12 m", "2", " de jardin"), "12 m² de jardin"),
    "a cubic metre": (("3 m", "3", ""), "3 m³"),
    "an ordinal": (("le 1", "er", " mars"), "le 1er mars"),
    "a feminine": (("la 1", "re", ""), "la 1re"),
    "another": (("la 2", "e", " fois"), "la 2e fois"),
    "a century": (("le XXI", "e", " siècle"), "le XXIe siècle"),
    "a power": (("10", "-3", ""), "10⁻³"),
    "a title": (("M", "me", " Martin"), "Mme Martin"),
    "a number": (("le n", "o", " 3"), "le n° 3"),
    "an hour": (("à 17", "h", "30"), "à 17h30"),
    "a mark": (("Word", "TM", ""), "Word™"),
    "a note typed by hand": (("une enquête", "1", " le dit"), "une enquête¹ le dit"),
    "two notes": (("une enquête", "1,2", ""), "une enquête¹,²"),
    "a note of a letter": (("une enquête", "a", ""), "une enquête (a)"),
    "a degree of a letter": (("10", "n", ""), "10ⁿ"),
}


class TestWhatWordRaises:
    @pytest.mark.parametrize("case", RAISED)
    def test_keeps_its_meaning(self, case):
        (before, up, after), written = RAISED[case]
        assert said(docx(paragraph(run(before), raised(up), run(after)))) == written

    def test_may_be_cut_into_runs_anywhere(self):
        reading = docx(
            paragraph(run("10"), raised("-"), raised("3"), run(" et 1"), raised("e"), raised("r"))
        )
        assert said(reading) == "10⁻³ et 1er"

    def test_may_be_raised_by_a_style(self):
        styles = style("Exposant", "character", '<w:vertAlign w:val="superscript"/>')
        assert said(docx(paragraph(run("m"), in_style("Exposant", "2")), styles=styles)) == "m²"

    def test_may_be_lowered(self):
        assert said(docx(paragraph(run("CO"), raised("2", "subscript")))) == "CO₂"
        assert said(docx(paragraph(run("V"), raised("max", "subscript")))) == "Vmax"

    def test_is_no_note_of_the_document(self):
        reference = (
            '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
        )
        note = f'<w:footnote w:id="2">{paragraph("Son carnet.")}</w:footnote>'
        outline = docx(paragraph(run("Une enquête"), reference, run(".")), notes=note).outline
        assert plain_text(outline.blocks) == "Une enquête[1]."
        assert plain_text(outline.notes) == "Son carnet."

    def test_is_written_so_in_titles_and_headings(self):
        outline = docx(
            paragraph(run("Un jardin de 12 m"), raised("2"), style="Title"),
            paragraph(run("Le 1"), raised("er"), run(" pas"), style="Heading1"),
            paragraph("Suite."),
        ).outline
        assert outline.title == "Un jardin de 12 m²"
        assert plain_text(outline.blocks[0]) == "Le 1er pas"
        assert not outline.leftovers


def text_style(name: str, properties: str, parent: str = "") -> str:
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="text"{above}>'
        f"<style:text-properties {properties}/></style:style>"
    )


def span(name: str, text: str) -> str:
    return f'<text:span text:style-name="{name}">{text}</text:span>'


def odt(body: str, automatic: str = "") -> Reading:
    return read(odf.open_document(body, automatic=odf.AUTOMATIC + automatic))


LINE = 'style:text-line-through-style="solid" style:text-line-through-type="single"'
ODT_STYLES = (
    text_style("Barre", LINE)
    + text_style("Double", 'style:text-line-through-type="double"')
    + text_style("Herite", 'fo:font-weight="bold"', "Barre")
    + text_style("Sans", 'style:text-line-through-style="none" style:text-line-through-type="none"')
    + text_style("Cache", 'text:display="none"')
    + text_style("Haut", 'style:text-position="super 58%"')
    + text_style("Bas", 'style:text-position="sub 58%"')
    + text_style("Pourcent", 'style:text-position="33% 58%"')
    + '<style:style style:name="PBarre" style:family="paragraph"><style:text-properties '
    + f"{LINE}/></style:style>"
    + '<style:style style:name="PCache" style:family="paragraph">'
    + '<style:text-properties text:display="none"/></style:style>'
    + '<style:style style:name="SCache" style:family="section" text:display="none"/>'
)
ODT_STRUCK = {
    "struck": odf.paragraph(span("Barre", "5 €"), "3 €"),
    "struck twice": odf.paragraph(span("Double", "5 €"), "3 €"),
    "by the style above its style": odf.paragraph(span("Herite", "5 €"), "3 €"),
    "in another look": odf.paragraph(span("Barre", f"5{span('T1', ' €')}"), "3 €"),
    "a whole paragraph but a word": odf.paragraph("5 €", span("Sans", "3 €"), style="PBarre"),
    "a heading": '<text:h text:style-name="PBarre" text:outline-level="1">5 €</text:h>'
    + odf.paragraph("3 €"),
}
ODT_HIDDEN = {
    "hidden": odf.paragraph("Vu.", span("Cache", "secret")),
    "a paragraph": odf.paragraph("Vu.") + odf.paragraph("secret", style="PCache"),
    "a hidden paragraph": odf.paragraph("Vu.")
    + odf.paragraph('<text:hidden-paragraph text:condition="" text:is-hidden="true"/>secret'),
    "a hidden text": odf.paragraph(
        'Vu.<text:hidden-text text:condition="" text:is-hidden="true" text:string-value="secret"/>'
    ),
    "a section": odf.paragraph("Vu.")
    + f'<text:section text:name="s" text:display="none">{odf.paragraph("secret")}</text:section>',
    "a section on a condition": odf.paragraph("Vu.")
    + '<text:section text:name="s" text:display="condition" text:is-hidden="true">'
    + f"{odf.paragraph('secret')}</text:section>",
    "a section by its style": odf.paragraph("Vu.")
    + f'<text:section text:style-name="SCache">{odf.paragraph("secret")}</text:section>',
}


class TestAnOpenDocument:
    @pytest.mark.parametrize("case", ODT_STRUCK)
    def test_leaves_out_and_tells_what_is_struck(self, case):
        reading = odt(ODT_STRUCK[case], ODT_STYLES)
        assert said(reading) == "3 €"
        assert left_out(reading) == {Origin.STRUCK: "5 €"}

    @pytest.mark.parametrize("case", ODT_HIDDEN)
    def test_leaves_out_and_tells_what_is_hidden(self, case):
        reading = odt(ODT_HIDDEN[case], ODT_STYLES)
        assert said(reading) == "Vu."
        assert left_out(reading) == {Origin.HIDDEN: "secret"}

    def test_leaves_out_a_hidden_row(self):
        cells = "".join(f"<table:table-cell>{odf.paragraph(text)}</table:table-cell>" for text in "ab")
        hidden = f'<table:table-row table:visibility="collapse">{cells}</table:table-row>'
        rows = f"<table:table-row>{cells}</table:table-row>{hidden}"
        reading = odt(f"<table:table>{rows}</table:table>")
        assert said(reading).split() == ["a", "b"]
        assert left_out(reading)[Origin.HIDDEN].split() == ["a", "b"]

    @pytest.mark.parametrize(
        "shown",
        [
            '<text:hidden-paragraph text:condition="" text:is-hidden="false"/>montré',
            '<text:hidden-text text:is-hidden="false">montré</text:hidden-text>',
            '<text:conditional-text text:string-value-if-true="montré" text:string-value-if-false="non">'
            "montré</text:conditional-text>",
        ],
    )
    def test_keeps_what_its_conditions_show(self, shown):
        reading = odt(odf.paragraph(shown))
        assert (said(reading), left_out(reading)) == ("montré", {})

    @pytest.mark.parametrize(
        ("content", "written"),
        [
            (f"12 m{span('Haut', '2')} de jardin", "12 m² de jardin"),
            (f"le 1{span('Haut', 'er')} mars", "le 1er mars"),
            (f"10{span('Pourcent', '-3')}", "10⁻³"),
            (f"CO{span('Bas', '2')}", "CO₂"),
        ],
    )
    def test_keeps_the_meaning_of_what_is_raised(self, content, written):
        assert said(odt(odf.paragraph(content), ODT_STYLES)) == written

    def test_writes_its_notes_as_such_wherever_they_are_called(self):
        note = (
            "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            "<text:p>Le carnet.</text:p></text:note-body></text:note>"
        )
        outline = odt(odf.paragraph("Une enquête", span("Haut", note)), ODT_STYLES).outline
        assert plain_text(outline.blocks) == "Une enquête[1]"


def test_a_pdf_keeps_the_meaning_of_what_is_raised():
    raised, lowered = "#super(typographic: false)", "#sub(typographic: false)"
    source = f"Un jardin de 12 m{raised}[2] et du CO{lowered}[2] le 1{raised}[er] mars."
    assert said(read(typeset(source))) == "Un jardin de 12 m² et du CO₂ le 1er mars."

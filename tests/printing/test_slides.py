"""A document as slides: all that it says, one thing a slide."""

import re

from portal.printing.documents import Box, Bullets, Heading, Line, Prose, Quotation, Step, Table, compiled
from portal.printing.slides import deck, slides
from tests.printing.test_documents import a_document, a_picture
from tests.support.pdf import Pdf

LONG = "<p>" + "</p><p>".join(f"Un paragraphe assez long, le numéro {each}, fini." for each in range(40))


def headings(*blocks) -> list[str]:
    return [slide.heading for slide in slides(a_document(blocks=blocks))]


class TestSlides:
    def test_are_one_a_step_a_box_a_table_and_a_picture(self):
        made = headings(
            Heading("Objectifs"),
            Prose("<p>Se rencontrer.</p>"),
            Bullets((Line("Un plan", "/plan/"),)),
            Heading("Déroulement"),
            Step(1, "Accueillir", "<p>Un café.</p>", "10 minutes"),
            Step(2, "", ""),
            Box("advice", "Conseil", html="<p>Arrivez tôt.</p>"),
            Box("example", "Exemple", "Un jardin", "<p>Des voisins.</p>"),
            Table(("Qui",), (("Le Parc",),), "Les rôles"),
            a_picture(caption="Le banc"),
            Quotation("Je reste."),
        )
        assert made == [
            "Objectifs", "Accueillir", "Étape 2", "Conseil", "Un jardin", "Les rôles", "Le banc",
            "Déroulement",
        ]  # fmt: skip

    def test_say_that_they_go_on(self):
        made = headings(Step(1, "Écouter", LONG))
        assert len(made) > 2
        assert made == ["Écouter", *["Écouter (suite)"] * (len(made) - 1)]

    def test_of_a_long_table_have_its_headings_each(self):
        rows = tuple((f"Rang {each}", "Une réponse") for each in range(30))
        made = [slide.block for slide in slides(a_document(blocks=(Table(("Qui", "Quoi"), rows),)))]
        assert len(made) > 1
        assert {table.headings for table in made} == {("Qui", "Quoi")}
        assert tuple(row for table in made for row in table.rows) == rows

    def test_of_a_document_without_text_are_none(self):
        assert headings() == headings(Heading("Seul")) == []


class TestTheFile:
    def test_has_a_page_for_each_slide_and_one_at_each_end(self):
        made = deck(
            a_document(blocks=(Step(1, "Écouter", LONG), Box("questions", "Questions", html=LONG)))
        )
        pdf = Pdf(compiled(made))
        assert pdf.pages == len(made.blocks) + 2
        assert f"2 sur {pdf.pages}" in pdf.text
        assert [tag for tag in pdf.tags if tag[1:2] == "H"] == ["/H1", *["/H2"] * (pdf.pages - 1)]

    def test_numbers_a_list_on_from_slide_to_slide(self):
        items = "".join(f"<li>Chose {each}</li>" for each in range(1, 16))
        text = Pdf(compiled(deck(a_document(blocks=(Prose(f"<ol>{items}</ol>"),))))).text
        assert re.search(r"15\. Chose 15", text)

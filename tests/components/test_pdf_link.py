"""The page as a file is one link away."""

from tests.components.rendering import render, words


class TestTheLink:
    def test_leads_to_the_file_in_words(self):
        link = render("pdf_link", href="/une-page/pdf/").a
        assert (link["href"], words(link)) == ("/une-page/pdf/", "Télécharger en PDF")
        assert link["type"] == "application/pdf"

"""The page as slides is one link away."""

from tests.components.rendering import render, words


class TestTheLink:
    def test_leads_to_the_slides_in_words(self):
        link = render("slides_link", href="/une-page/diaporama/").a
        assert (link["href"], words(link)) == ("/une-page/diaporama/", "Voir en diaporama")

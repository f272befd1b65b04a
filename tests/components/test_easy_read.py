"""The easy version is one link away."""

from tests.components.rendering import render, words


class TestTheLink:
    def test_leads_to_the_easy_version_in_words(self):
        link = render("easy_read", href="/une-page/facile/").a
        assert (link["href"], words(link)) == ("/une-page/facile/", "Lire en facile à lire")

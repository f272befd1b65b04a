"""The foot of every page: where to go next, and what the law asks."""

from tests.components.rendering import sample, words


class TestTheFooter:
    def test_leads_to_the_doors_and_to_the_legal_pages(self):
        footer = sample("site_footer", "Complet")
        links = [words(link) for link in footer.select("a")]
        assert {"Participer", "Les Parcs", "Accessibilité", "Mentions légales"} <= set(links)

    def test_names_each_way_around(self):
        footer = sample("site_footer", "Complet")
        names = [
            nav.get("aria-label") or words(footer.find(id=nav["aria-labelledby"]))
            for nav in footer.select("nav")
        ]
        assert len(names) == len(set(names)) == 3

    def test_leaves_out_the_ways_that_lead_nowhere(self):
        assert len(sample("site_footer", "Les trois portes seules").select("nav")) == 1

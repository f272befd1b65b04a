"""What is to be put right stands before the form, and leads to it."""

from tests.components.rendering import sample


class TestASummaryOfErrors:
    def test_is_announced_and_leads_to_each_field(self):
        summary = sample("error_summary", "Plusieurs erreurs").select_one('[role="alert"]')
        leads = {link["href"] for link in summary.select("a")}
        assert {"#wrong_first_name", "#wrong_email"} <= leads

    def test_is_nothing_where_nothing_is_wrong(self):
        assert not sample("error_summary", "Rien à revoir").find(True)

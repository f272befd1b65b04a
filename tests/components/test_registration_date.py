"""Which date a form is about, and whom to ask."""

from tests.components.rendering import sample, words


class TestTheDate:
    def test_says_what_when_where_and_whom_to_ask(self):
        said = words(sample("registration_date", "Tout est dit"))
        for part in ("Du banc", "de 10 h", "Condé-sur-l’Escaut", "Yvette Caron, 03 53 01 12 62"):
            assert part in said

    def test_leaves_out_what_nobody_knows(self):
        shown = sample("registration_date", "Sans page à lire, sans lieu ni contact")
        assert len(shown.select("dt")) == 2
        assert shown.a is None

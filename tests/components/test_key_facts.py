"""What suits whom, told at a glance: labels and values."""

from tests.components.rendering import sample, words


class TestAFact:
    def test_pairs_its_label_and_its_value(self):
        fact = sample("key_facts", "Avec dessins").select_one("dl > div")
        assert (words(fact.dt), words(fact.dd)) == ("Durée", "1 h 30 à 2 h")

    def test_adds_its_note_when_it_has_one(self):
        first, second = sample("key_facts", "Avec dessins").select("dl > div")
        assert len(first.select("dd")) == 1
        assert words(second.select("dd")[1]) == "Deux personnes pour animer"

    def test_leads_where_its_value_does(self):
        first, second = sample("key_facts", "Sans dessin, avec lien").select("dl > div")
        assert first.a is None
        assert words(second.select_one('a[href="#charte"]')) == "2010 à 2025"

    def test_does_without_a_drawing(self):
        assert sample("key_facts", "Sans dessin, avec lien").svg is None


def test_no_fact_is_no_list():
    assert sample("key_facts", "Vide").find() is None

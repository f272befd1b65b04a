"""The opening of the home page: its one title first."""

from tests.components.rendering import render, sample, words


class TestAHero:
    def test_holds_the_title_of_the_page(self):
        assert words(sample("hero", "Titre seul").h1) == "Vivre ensemble dans les Parcs"

    def test_says_its_kind_and_its_introduction(self):
        hero = sample("hero", "Avec image")
        assert words(hero.select_one(".hero__kind")) == "Portail"
        assert words(hero.select_one(".hero__introduction")).startswith("Un banc bien placé")

    def test_keeps_no_room_for_a_picture_it_has_not(self):
        hero = render("hero", title="Titre", picture=None)
        assert hero.img is None
        assert hero.select_one(".hero__inner--pictured") is None

    def test_offers_its_easy_version_when_there_is_one(self):
        assert sample("hero", "Avec image").a["href"] == "#facile"
        assert sample("hero", "Titre seul").a is None

"""Slides from what they are made of to where it is read."""

from tests.components.rendering import sample, words


class TestADeck:
    def test_opens_with_the_title_and_ends_with_the_address(self):
        slides = sample("deck", "Avec une image").select(".slide")
        assert words(slides[0].h1) == "L’atelier thématique"
        assert "example.org/la-demarche/" in words(slides[-1])
        assert slides[-1].select_one(".qr-code")
        numbers = [words(slide.select_one(".slide__number")) for slide in slides]
        assert numbers == [f"{number} sur {len(slides)}" for number in range(1, len(slides) + 1)]

    def test_has_one_first_heading_and_an_anchor_for_each_slide(self):
        deck = sample("deck", "Avec une image")
        assert len(deck.select("h1")) == 1
        ids = [slide["id"] for slide in deck.select(".slide")]
        assert ids == [f"diapo-{number}" for number in range(1, len(ids) + 1)]

    def test_offers_nothing_to_press_that_needs_the_script(self):
        deck = sample("deck", "Rien que son titre")
        buttons = deck.select("button:not(.deck__start)")
        assert buttons
        assert all(button.find_parent(hidden=True) for button in buttons)

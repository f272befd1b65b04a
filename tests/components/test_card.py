"""A card leads to one page, by its title."""

from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.media.models import Picture
from tests.components.rendering import render, sample, words


def page(**changes) -> dict:
    return {
        "title": "Une page",
        "url": "/une-page/",
        "summary": "",
        "kind": "join",
        "kind_label": "atelier thématique",
        "listing_picture": None,
        "listing_picture_alt": "",
        "is_demonstration": False,
        "park": None,
        "listed_themes": [],
    } | changes


class TestACard:
    def test_leads_to_its_page_by_its_title_alone(self):
        links = render("card", page=page(summary="Un résumé")).select("a")
        assert [(link["href"], link.parent.name, words(link)) for link in links] == [
            ("/une-page/", "h3", "Une page")
        ]

    def test_takes_its_place_among_headings(self):
        assert words(sample("card", "Sans image").h2) == "Du banc à l’arrêt de bus"

    def test_names_the_kind_of_its_page(self):
        card = render("card", page=page())
        assert words(card.select_one(".card__kind")) == "Atelier thématique"
        assert card.article["data-kind"] == "join"

    def test_joins_its_date_and_its_park(self):
        card = sample("card", "Participer")
        assert words(card.select_one(".card__meta")) == "Samedi 15 mai, gare routière, Parc Scarpe-Escaut"
        assert words(sample("card", "Date sans Parc").select_one(".card__meta")) == "Samedi 15 mai"

    def test_holds_nothing_empty(self):
        card = render("card", page=page())
        assert [element for element in card.select("p, ul, .card__foot") if not words(element)] == []

    def test_says_that_it_is_a_demonstration(self):
        assert "Contenu de démonstration" in sample("card", "Démonstration").text

    def test_marks_what_was_found_in_it(self):
        card = sample("card", "Trouvée, mots marqués")
        assert [mark.text for mark in card.select("mark")] == ["banc", "bancs"]
        assert card.select_one(".card__source") is None

    def test_names_the_document_it_was_found_in(self):
        card = sample("card", "Trouvée dans un document")
        said = words(card.select_one(".card__source"))
        assert said == "Dans le document « Guide de l’accueil à pied » :"

    def test_shows_its_picture_with_its_words(self, db):
        drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'
        file = SimpleUploadedFile("dessin.svg", drawing, "image/svg+xml")
        picture = Picture.objects.create(title="Dessin", file=ImageFile(file, name="dessin.svg"))
        card = render("card", page=page(listing_picture=picture, listing_picture_alt="Un banc"))
        assert card.img["alt"] == "Un banc"
        assert card.select_one(".card__media--blank") is None

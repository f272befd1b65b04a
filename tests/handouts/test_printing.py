"""The PDF of a page: at its own address, for whom the page is for, in its language."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from home.models import StandardPage
from methods.models import MethodSheetPage
from portal.media.models import Picture, PortalDocument
from projects.agenda.models import WorkshopPage
from projects.parks.models import CoordinationPage, ProjectPage
from tests.media.test_pictures import photo
from tests.support.pdf import Pdf
from tests.support.translation import translate

PRINTED = [MethodSheetPage, ProjectPage, CoordinationPage, WorkshopPage]


def prose(html):
    return RichText(html)


@pytest.fixture
def picture(db):
    return Picture.objects.create(title="x", file=ImageFile(photo(), name="x.jpg"))


@pytest.mark.parametrize("page_type", PRINTED, ids=lambda model: model.__name__)
class TestThePdf:
    def test_is_one_link_away(self, page_type, tree, visitor):
        page = tree.add(page_type)
        link = BeautifulSoup(visitor.get(page.url).content, "html.parser").select_one(".pdf-link a")
        assert link["href"] == f"{page.url}pdf/"
        answer = visitor.get(link["href"])
        assert answer.status_code == 200
        assert not answer.cookies
        assert Pdf(answer.content).title == page.title

    def test_of_a_draft_does_not_exist(self, page_type, tree, visitor):
        page = tree.add(page_type)
        address = f"{page.url}pdf/"
        page.unpublish()
        assert visitor.get(address).status_code == 404

    def test_holds_what_is_published_and_not_the_draft(self, page_type, tree, visitor):
        page = tree.add(page_type, title="Titre publié")
        page.title = "Brouillon"
        page.save_revision()
        assert Pdf(visitor.get(f"{page.url}pdf/").content).title == "Titre publié"

    def test_of_a_restricted_page_asks_for_its_password(self, page_type, tree, visitor):
        page = tree.add(page_type)
        visitor.get(f"{page.url}pdf/")
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
        answer = visitor.get(f"{page.url}pdf/")
        assert answer["Content-Type"].startswith("text/html")
        assert "mot de passe" in answer.content.decode()

    def test_is_in_the_language_of_the_page(self, page_type, tree, visitor):
        translated = translate(tree.add(page_type))
        pdf = Pdf(visitor.get(f"{translated.url}pdf/").content)
        assert pdf.root["/Lang"] == "en"
        assert "online" in pdf.text or "Everything" in pdf.text


def test_a_type_without_a_pdf_has_neither_link_nor_address(tree, visitor):
    page = tree.add(StandardPage)
    assert b"pdf-link" not in visitor.get(page.url).content
    assert visitor.get(f"{page.url}pdf/").status_code == 404


class TestTheBlocksOfAPage:
    @pytest.fixture
    def sheet(self, tree):
        return lambda *body, **fields: tree.add(MethodSheetPage, body=list(body), **fields)

    @pytest.fixture
    def pdf_of(self, visitor):
        return lambda page: Pdf(visitor.get(f"{page.url}pdf/").content)

    def test_are_all_printed(self, sheet, tree, pdf_of, picture):
        target = tree.add(StandardPage, title="Page visée")
        document = PortalDocument.objects.create(
            title="Un plan", file=ContentFile(b"x", name="x.txt"), file_size=1
        )
        picture.contextual_alt_text = "Un banc sous un arbre"
        link = f'<p>Voir <a linktype="page" id="{target.pk}">ailleurs</a></p>'
        table = {
            "columns": [{"type": "text", "heading": "Qui"}, {"type": "text", "heading": "Quoi"}],
            "rows": [{"values": ["Le Parc", "Anime"]}],
            "caption": "Les rôles",
        }
        page = sheet(
            ("heading", "Avant de commencer"),
            ("text", prose(link)),
            ("step", {"title": "Accueillir", "text": prose("<p>Un café.</p>"), "minutes": 10}),
            ("advice", {"text": prose("<p>Arrivez tôt.</p>")}),
            ("step", {"title": "Écouter", "text": prose(""), "minutes": None}),
            ("watch_point", {"text": prose("<p>Parole partagée.</p>")}),
            ("questions", {"title": "", "questions": ["Qui êtes-vous ?"]}),
            ("example", {"title": "Un jardin", "text": prose("<p>Des voisins.</p>"), "page": target}),
            ("quotation", {"text": "Je reste.", "author": "Une habitante", "source": "Au jardin"}),
            ("picture", {"image": picture, "caption": "Le banc"}),
            ("download", {"document": document, "label": ""}),
            material="<ul><li>Des feutres</li></ul>",
        )
        page.body.append(("table", page.body.stream_block.child_blocks["table"].to_python(table)))
        page.save()
        pdf = pdf_of(page)
        expected = (
            "Avant de commencer", "Voir ailleurs", "Accueillir", "Un café.", "10 minutes", "Conseil",
            "Arrivez tôt.", "2 Écouter", "Point de vigilance", "Parole partagée.", "Questions à poser",
            "Qui êtes-vous ?", "Un jardin", "Des voisins.", "Page visée", "« Je reste. »",
            "Une habitante, Au jardin", "Le banc", "Un plan (TXT", "Les rôles", "Qui", "Quoi", "Anime",
            "Des feutres", "Creative Commons BY-SA 4.0",
        )  # fmt: skip
        assert [text for text in expected if not pdf.says(text)] == []
        assert target.full_url in pdf.links
        assert any(document.url in link for link in pdf.links)

    def test_without_a_file_any_more_are_left_out(self, sheet, pdf_of, picture):
        page = sheet(("picture", {"image": picture, "caption": "Le banc"}), listing_picture=picture)
        picture.file.storage.delete(picture.file.name)
        pdf = pdf_of(page)
        assert pdf.title == page.title
        assert not pdf.says("Le banc")

    def test_keep_their_words_where_nobody_said_how_to_print_them(self, sheet, pdf_of, monkeypatch):
        from portal.handouts import printing

        monkeypatch.setattr(printing, "BLOCKS", {})
        page = sheet(("advice", {"text": prose("<p>Arrivez tôt.</p>")}))
        assert pdf_of(page).says("Arrivez tôt.")

    def test_link_to_no_page_that_is_not_for_everybody(self, sheet, tree, pdf_of):
        secret = tree.add(StandardPage, title="Page secrète")
        PageViewRestriction.objects.create(page=secret, restriction_type="login")
        example = {"title": "x", "text": prose("<p>x</p>"), "page": secret}
        assert not pdf_of(sheet(("example", example))).says("Page secrète")

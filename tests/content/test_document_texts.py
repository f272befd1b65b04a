"""What attached documents say is found, as far as everybody may read them."""

import io
import subprocess
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from home.models import CataloguePage
from methods.models import MethodSheetPage
from portal.content import document_reader, document_texts
from portal.content.models import PortalDocument
from tests.support.publication import publish

SENTENCE = "Le covoiturage de village se prépare en deux soirées."


def zipped(name: str, xml: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
    return content.getvalue()


def odt(text: str) -> bytes:
    name = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    return zipped("content.xml", f"<d {name}><text:p>{text}</text:p></d>")


def docx(text: str) -> bytes:
    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return zipped("word/document.xml", f"<w:d {name}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:d>")


def pdf(text: str) -> bytes:
    import typst

    return typst.compile(text.encode())


FILES = {
    "txt": SENTENCE.encode(),
    "odt": odt(SENTENCE),
    "docx": docx(SENTENCE),
}
BOMB = odt("x" * 100_000_000)
ENTITIES = zipped("content.xml", '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>')


def document(kind: str, content: bytes, **fields) -> PortalDocument:
    return PortalDocument.objects.create(
        title="Guide du covoiturage", file=ContentFile(content, name=f"guide.{kind}"), **fields
    )


@pytest.fixture
def sheet(tree):
    """Makes a published page that offers a document."""

    def make(offered: PortalDocument, **fields) -> MethodSheetPage:
        body = [("download", {"document": offered, "label": ""})]
        page = tree.add(MethodSheetPage, body=body, title="Se déplacer", **fields)
        publish(page)
        return page

    return make


def found(tree, visitor, question):
    catalogue = CataloguePage.objects.first() or tree.add(CataloguePage)
    response = visitor.get(catalogue.url, {"q": question})
    assert response.status_code == 200
    return [(page.title, page.excerpt.source) for page in response.context["cards"]]


class TestADocument:
    @pytest.mark.parametrize("kind", [*FILES, "pdf"])
    def test_is_read(self, db, kind):
        content = pdf(SENTENCE) if kind == "pdf" else FILES[kind]
        assert SENTENCE in document_texts.text_of(document(kind, content))

    @pytest.mark.parametrize(
        ("kind", "content"),
        [
            ("pdf", b""),
            ("pdf", b"%PDF-1.7 not really"),
            ("odt", b"PK\x03\x04 broken"),
            ("odt", ENTITIES),
            ("odt", BOMB),
            ("docx", FILES["odt"]),
            ("xlsx", b"no text of ours"),
        ],
        ids=["empty", "false PDF", "broken", "entities", "bomb", "of another kind", "not read"],
    )
    def test_that_is_hostile_says_nothing(self, db, kind, content):
        assert document_texts.text_of(document(kind, content)) == ""

    def test_that_takes_too_long_says_nothing(self, db, monkeypatch):
        monkeypatch.setattr(document_texts, "MAX_SECONDS", 0.01)
        assert document_texts.text_of(document("odt", FILES["odt"])) == ""

    def test_in_an_old_alphabet_is_read(self):
        assert document_reader.read("txt", "é\0".encode("cp1252")) == "é\n"

    def test_is_read_once_and_again_with_another_file(self, db, monkeypatch):
        guide = document("txt", b"Un banc")
        monkeypatch.setattr(subprocess, "run", None)
        assert document_texts.text_of(guide).strip() == "Un banc"
        guide.file = ContentFile(b"Un jardin", name="autre.txt")
        guide.save()
        assert document_texts.text_of(guide).strip() == "Un jardin"


class TestThePageThatOffersIt:
    def test_is_found_and_says_in_which_document(self, tree, sheet, visitor):
        sheet(document("odt", FILES["odt"]), summary="Autrement.")
        assert found(tree, visitor, "covoiturages soirée") == [("Se déplacer", "Guide du covoiturage")]
        html = visitor.get(CataloguePage.objects.first().url, {"q": "soirée"}).content.decode()
        assert "Dans le document «\xa0Guide du covoiturage\xa0»" in html
        assert "deux <mark>soirées</mark>." in html

    def test_comes_after_pages_that_are_about_it(self, tree, sheet, visitor):
        sheet(document("txt", b"soirees " * 50))
        tree.add(MethodSheetPage, title="Veiller", summary="Une soirée.", slug="veiller")
        assert [title for title, _source in found(tree, visitor, "soirée")] == ["Veiller", "Se déplacer"]

    def test_follows_another_file_and_a_deletion(self, tree, sheet, visitor):
        guide = document("txt", b"Du covoiturage")
        sheet(guide)
        guide.file = ContentFile(b"Du jardinage", name="autre.txt")
        guide.save()
        assert [len(found(tree, visitor, word)) for word in ("jardinage", "covoiturage")] == [1, 1]
        guide.delete()
        assert found(tree, visitor, "jardinage") == []

    def test_says_nothing_of_a_restricted_document(self, tree, sheet, visitor):
        reserved = Collection.get_first_root_node().add_child(name="Réservé")
        restriction = CollectionViewRestriction.objects.create(
            collection=reserved, restriction_type="login"
        )
        sheet(document("txt", FILES["txt"], collection=reserved))
        assert found(tree, visitor, "soirées") == []
        restriction.delete()
        assert len(found(tree, visitor, "soirées")) == 1
        CollectionViewRestriction.objects.create(collection=reserved, restriction_type="login")
        assert found(tree, visitor, "soirées") == []

    def test_follows_a_collection_moved_under_a_restricted_one_and_back(self, tree, sheet, visitor):
        root = Collection.get_first_root_node()
        reserved, moved = root.add_child(name="Réservé"), root.add_child(name="Guides")
        CollectionViewRestriction.objects.create(collection=reserved, restriction_type="login")
        below = Collection.objects.get(pk=moved.pk).add_child(name="Anciens guides")
        sheet(document("txt", FILES["txt"], collection=below))
        assert len(found(tree, visitor, "soirées")) == 1
        for parent, number in ((reserved, 0), (root, 1)):
            Collection.objects.get(pk=moved.pk).move(
                Collection.objects.get(pk=parent.pk), pos="sorted-child"
            )
            assert len(found(tree, visitor, "soirées")) == number

    def test_follows_a_collection_that_an_administrator_moves(self, tree, sheet, visitor, admin_client):
        root = Collection.get_first_root_node()
        reserved, moved = root.add_child(name="Réservé"), root.add_child(name="Guides")
        CollectionViewRestriction.objects.create(collection=reserved, restriction_type="login")
        sheet(document("txt", FILES["txt"], collection=moved))
        admin_client.post(
            reverse("wagtailadmin_collections:edit", args=[moved.pk]),
            {"name": "Guides", "parent": reserved.pk},
        )
        assert found(tree, visitor, "soirées") == []

    def test_follows_documents_put_into_another_collection_at_once(
        self, tree, sheet, visitor, admin_client
    ):
        reserved = Collection.get_first_root_node().add_child(name="Réservé")
        CollectionViewRestriction.objects.create(collection=reserved, restriction_type="login")
        guide = document("txt", FILES["txt"])
        sheet(guide)
        address = reverse("wagtail_bulk_action", args=["content", "portaldocument", "add_to_collection"])
        admin_client.post(f"{address}?id={guide.pk}", {"collection": reserved.pk})
        assert found(tree, visitor, "soirées") == []

"""What attached documents say is found, as far as everybody may read them."""

import pytest
import typst
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from home.catalogue.models import CataloguePage
from methods.models import MethodSheetPage
from portal.documents import sandbox
from portal.documents import texts as document_texts
from portal.documents.models import DocumentText
from portal.media.models import PortalDocument
from tests.documents import opendocument as odf
from tests.documents.test_hostile_files import HOSTILE
from tests.documents.word import Word, paragraph
from tests.support.publication import publish

SENTENCE = "Le covoiturage de village se prépare en deux soirées."


FILES = {
    "txt": SENTENCE.encode(),
    "odt": odf.open_document(odf.paragraph(SENTENCE)),
    "docx": Word(paragraph(SENTENCE)).content(),
    "pdf": typst.compile(SENTENCE.encode()),
}


def read_all() -> None:
    document_texts.read_waiting(clock=lambda: 0)


def text_of(guide: PortalDocument) -> str | None:
    """What is kept of its present file."""
    return DocumentText.objects.filter(document=guide, file_name=guide.file.name).values_list(
        "text", flat=True
    ).first()  # fmt: skip


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
        read_all()
        return page

    return make


def found(tree, visitor, question):
    catalogue = CataloguePage.objects.first() or tree.add(CataloguePage)
    response = visitor.get(catalogue.url, {"q": question})
    assert response.status_code == 200
    return [(page.title, page.excerpt.source) for page in response.context["cards"]]


class TestADocument:
    @pytest.mark.parametrize("kind", FILES)
    def test_is_read_by_the_worker(self, db, kind):
        guide = document(kind, FILES[kind])
        assert text_of(guide) is None
        read_all()
        assert SENTENCE in text_of(guide)

    @pytest.mark.parametrize(
        ("kind", "content"),
        [
            ("pdf", b""),
            ("pdf", b"%PDF-1.7 not really"),
            ("odt", b"PK\x03\x04 broken"),
            ("odt", HOSTILE["a laughing text"][0]),
            ("docx", HOSTILE["a bomb of zeros"][0]),
            ("docx", HOSTILE["a billion laughs"][0]),
        ],
        ids=["empty", "false PDF", "broken", "entities", "bomb", "laughs"],
    )
    def test_that_is_hostile_says_nothing(self, db, kind, content):
        guide = document(kind, content)
        read_all()
        assert text_of(guide) == ""

    def test_that_takes_too_long_says_nothing(self, db, monkeypatch):
        monkeypatch.setattr(sandbox, "SEARCH_LIMITS", sandbox.Limits(seconds=0.01))
        guide = document("odt", FILES["odt"])
        read_all()
        assert text_of(guide) == ""

    def test_of_a_kind_without_a_text_is_not_read(self, db):
        document("xlsx", b"no text of ours")
        assert not document_texts.waiting().exists()

    def test_is_read_once_and_again_with_another_file(self, db, monkeypatch):
        guide = document("txt", b"Un banc")
        read_all()
        monkeypatch.setattr(sandbox, "text_of", None)
        read_all()
        monkeypatch.undo()
        guide.file = ContentFile(b"Un jardin", name="autre.txt")
        guide.save()
        assert text_of(guide) is None
        read_all()
        assert text_of(guide) == "Un jardin"

    def test_stays_whole_when_its_reader_dies_and_is_read_at_the_next_turn(self, db, monkeypatch):
        guide, other = document("txt", b"Un banc"), document("txt", b"Un jardin")
        monkeypatch.setattr(sandbox, "text_of", killed)
        with pytest.raises(KeyboardInterrupt):
            read_all()
        monkeypatch.undo()
        read_all()
        assert (text_of(guide), text_of(other)) == ("Un banc", "Un jardin")
        assert guide.file.read() == b"Un banc"

    def test_does_not_keep_the_others_waiting_when_the_storage_fails(self, db, monkeypatch, caplog):
        lost, other = document("txt", b"Un banc"), document("txt", b"Un jardin")
        monkeypatch.setattr(FileSystemStorage, "open", failing_for(lost.file.name))
        with pytest.raises(PermissionError):
            read_all()
        assert (text_of(lost), text_of(other)) == (None, "Un jardin")
        assert [record.args[0] for record in caplog.records] == [lost.pk]
        monkeypatch.undo()
        read_all()
        assert text_of(lost) == "Un banc"

    def test_without_its_file_says_nothing(self, db):
        guide = document("txt", b"Un banc")
        guide.file.storage.delete(guide.file.name)
        read_all()
        assert text_of(guide) == ""

    def test_that_is_gone_meanwhile_leaves_nothing(self, db, monkeypatch):
        guide = document("txt", b"Un banc")
        monkeypatch.setattr(
            sandbox, "text_of", lambda _file: PortalDocument.objects.all().delete() and "x"
        )
        read_all()
        assert not DocumentText.objects.filter(document=guide.pk).exists()

    def test_waits_for_the_next_turn_when_this_one_was_long(self, db):
        document("txt", b"Un banc"), document("txt", b"Un jardin")
        times = iter([0, document_texts.TURN_SECONDS + 1])
        assert document_texts.read_waiting(clock=lambda: next(times)) == 1
        assert document_texts.waiting().count() == 1


class TestAnUpload:
    def test_waits_for_no_reader(self, admin, monkeypatch):
        monkeypatch.setattr(sandbox, "_answer", None)
        response = admin.post(
            reverse("wagtaildocs:add"),
            {
                "title": "Guide",
                "file": SimpleUploadedFile("guide.docx", FILES["docx"]),
                "collection": Collection.get_first_root_node().pk,
            },
        )
        assert response.status_code == 302
        assert document_texts.waiting().get().title == "Guide"

    def test_is_read_outside_of_any_transaction(self, db, monkeypatch):
        guide, inside = document("txt", b"Un banc"), []
        around_the_test = list(connection.atomic_blocks)

        def text_of_file(_file):
            inside.extend(connection.atomic_blocks[len(around_the_test) :])
            return "Un banc"

        monkeypatch.setattr(sandbox, "text_of", text_of_file)
        read_all()
        assert inside == []
        assert text_of(guide) == "Un banc"


def killed(_file):
    raise KeyboardInterrupt


def failing_for(name: str):
    real = FileSystemStorage.open

    def open_file(self, asked, mode="rb"):
        if asked == name:
            raise PermissionError
        return real(self, asked, mode)

    return open_file


@pytest.mark.searches
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
        assert [len(found(tree, visitor, word)) for word in ("jardinage", "covoiturage")] == [0, 1]
        read_all()
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
        address = reverse("wagtail_bulk_action", args=["media", "portaldocument", "add_to_collection"])
        admin_client.post(f"{address}?id={guide.pk}", {"collection": reserved.pk})
        assert found(tree, visitor, "soirées") == []

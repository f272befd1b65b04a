"""From a document to its draft sheet, on the screens of the admin."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, PageLogEntry

from methods.importing import periodic_tasks, services
from methods.importing.converter.sheet import build_drafts
from methods.importing.forms import name_of, title_from
from methods.models import ImportedDocument, ImportedPicture, MethodIndexPage, MethodSheetPage, StagePage
from portal.documents import sandbox
from portal.documents.kinds import Kind
from portal.documents.reading import read
from portal.media.models import Picture, PortalDocument
from portal.people.models import User
from tests.documents.samples import SAMPLES, drawing
from tests.documents.word import Word, paragraph, picture, run
from tests.support.people import make_person, sign_in
from tests.support.publication import publish
from tests.support.translation import translate

FORM = reverse("import_document")
HOME = reverse("wagtailadmin_home")


@pytest.fixture
def shelf(tree):
    return tree.add(MethodIndexPage, title="La démarche")


@pytest.fixture
def stage(tree, shelf):
    return tree.add(StagePage, parent=shelf, title="La question commune")


@pytest.fixture
def author(shelf):
    """Somebody who may add sheets, and pictures and documents to a collection of their own."""
    person = make_person("autrice@example.org", shelf, permissions=("add_page",))
    collection = Collection.get_first_root_node().add_child(name="Le Vexin")
    for codename in ("add_image", "add_document"):
        GroupCollectionPermission.objects.create(
            group=person.groups.get(),
            collection=collection,
            permission=Permission.objects.get(codename=codename),
        )
    return person


@pytest.fixture
def desk(author):
    return sign_in(author)


@pytest.fixture
def files():
    """How many files there are among the uploads."""
    return lambda: {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def keep(owner, shelf, name="word_pictures", *, stage=None, content=b"") -> ImportedDocument:
    content = content or SAMPLES[name].content
    reading = read(content)
    return services.keep_document(
        reading,
        build_drafts(reading.outline),
        owner=owner,
        parent=shelf,
        stage=stage,
        name=SAMPLES[name].name,
        content=content,
    )


def file_of(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(SAMPLES[name].name, SAMPLES[name].content)


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def address(document, screen="preview", *more) -> str:
    return reverse(f"import_{screen}", args=(document.pk, *more))


def make(client, document, **fields):
    values = {"title": "Une fiche", "has_steps": "on", "make": "1"} | fields
    return client.post(address(document), values)


class TestTheFile:
    def test_is_asked_for_from_the_first_screen(self, desk, shelf):
        [link] = [a for a in soup(desk.get(HOME)).select(".dashboard__start a") if a["href"] == FORM]
        assert link.text == "Importer un document"
        form = soup(desk.get(FORM)).select_one("main form[enctype]")
        assert form.select_one("input[type=file]")["accept"] == ".docx,.odt,.pdf,.txt"
        assert "20 Mo au plus" in form.text

    def test_is_asked_for_from_the_approach_and_from_a_stage(self, desk, shelf, stage):
        shelf_way = f"{FORM}?{urlencode({'sous': shelf.pk})}"
        stage_way = f"{FORM}?{urlencode({'sous': shelf.pk, 'temps': stage.pk})}"
        listing = soup(desk.get(reverse("wagtailadmin_explore", args=(shelf.pk,))))
        addresses = {link["href"] for link in listing.select("a[href]")}
        assert {shelf_way, stage_way} <= addresses
        chosen = soup(desk.get(stage_way)).select_one("select[name=stage] option[selected]")
        assert chosen["value"] == str(stage.pk)

    def test_becomes_a_preview(self, desk, author, shelf, stage):
        response = desk.post(FORM, {"file": file_of("word_sheet"), "parent": shelf.pk, "stage": stage.pk})
        document = ImportedDocument.objects.get()
        assert response.url == address(document)
        assert (document.owner, document.parent, document.stage) == (author, shelf, stage)
        assert bytes(document.content) == SAMPLES["word_sheet"].content

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "est vide"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1WordDocument", "présentation"),
            (b"MZ\0", "nous savons lire"),
        ],
    )
    def test_that_cannot_be_read_is_refused_in_plain_words(self, desk, shelf, content, said):
        file = SimpleUploadedFile("a.docx", content)
        screen = soup(desk.post(FORM, {"file": file, "parent": shelf.pk}))
        assert said in screen.select_one("main .error-message").text
        assert not ImportedDocument.objects.exists()

    def test_that_is_too_big_is_refused(self, desk, shelf, monkeypatch):
        monkeypatch.setattr("portal.documents.sandbox.MAX_BYTES", 10)
        screen = soup(desk.post(FORM, {"file": file_of("word_sheet"), "parent": shelf.pk}))
        assert "trop lourd" in screen.select_one("main .error-message").text

    def test_may_be_missing(self, desk, shelf):
        assert soup(desk.post(FORM, {"parent": shelf.pk})).select_one("main .error-message")

    @pytest.mark.parametrize("query", ["sous=x&temps=y", "sous=99999&temps=99999", "temps=%00"])
    def test_is_asked_for_whatever_the_address_says(self, desk, shelf, query):
        assert desk.get(f"{FORM}?{query}").status_code in (200, 400)

    def test_is_not_taken_from_who_may_add_no_sheet(self, shelf, visitor):
        reader = sign_in(make_person("lectrice@example.org"))
        assert reader.get(FORM, follow=True).redirect_chain[-1][0] == HOME
        assert "Importer un document" not in reader.get(HOME).content.decode()
        assert "login" in visitor.get(FORM).url

    def test_never_goes_to_another_language(self, desk, shelf):
        translated = translate(shelf)
        form = soup(desk.get(f"{FORM}?sous={translated.pk}")).select_one("main form[enctype]")
        assert form.select_one("input[name=parent]")["value"] == str(shelf.pk)

    @pytest.mark.parametrize(
        ("name", "kind", "shown"),
        [
            ("a/../b.docx", Kind.DOCX, "b.docx"),
            ("a\x00\n\x1b.docx", Kind.DOCX, "a .docx"),
            ("x" * 400 + ".docx", Kind.DOCX, "x" * 200 + ".docx"),
            ("guide.docx", Kind.PDF, "guide.pdf"),
            ("guide", Kind.TEXT, "guide.txt"),
        ],
    )
    def test_has_a_name_that_can_be_shown_and_tells_what_it_is(self, name, kind, shown):
        assert name_of(name, kind) == shown

    def test_that_is_too_long_is_refused_with_what_a_sheet_holds(self, desk, shelf):
        file = SimpleUploadedFile("liste.txt", b"- a\n" * 60_000)
        screen = soup(desk.post(FORM, {"file": file, "parent": shelf.pk}))
        said = screen.select_one("main .error-message").text
        assert "trop long pour une fiche" in said and "paragraphes" in said and "500 titres" in said
        assert not ImportedDocument.objects.exists()

    def test_waits_while_others_are_read(self, desk, shelf, monkeypatch):
        monkeypatch.setattr(sandbox, "_slots", BoundedSemaphore(1))
        monkeypatch.setattr(sandbox, "WAIT_SECONDS", 0.01)
        with sandbox._slot():
            screen = soup(desk.post(FORM, {"file": file_of("word_sheet"), "parent": shelf.pk}))
        assert "dans une minute" in screen.select_one("main .error-message").text

    def test_gives_a_title_to_a_text_without_one(self):
        assert title_from("mon_beau-guide_ v2.docx") == "mon beau-guide v2"


class TestThePreview:
    def test_shows_the_document_the_sheet_and_the_report(self, desk, author, shelf):
        screen = soup(desk.get(address(keep(author, shelf))))
        assert screen.select_one(".importing__original h3").text == "Le lieu"
        taken, left = screen.select(".importing__report section")
        assert "3 images" in taken.text and "le titre" in taken.text
        assert "d’un format que le site ne sait pas montrer" in left.text
        assert screen.select_one("input[name=title]")["value"] == "Le lieu"
        assert [each.text.strip() for each in screen.select("textarea")] == [
            "Un banc sous un tilleul",
            "",
            "Le même banc",
        ]

    @pytest.mark.parametrize("name", SAMPLES)
    def test_draws_every_document_as_readers_would_see_it(self, desk, author, shelf, name):
        document = keep(author, shelf, name)
        assert desk.get(address(document)).status_code == 200
        frame = desk.get(address(document, "frame"))
        page = soup(frame)
        assert page.h1.text
        assert not page.select("main script, main [onclick], a[href^=javascript]")
        assert "'unsafe-inline'" not in frame["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in frame["Content-Security-Policy"]
        assert frame["X-Frame-Options"] == "SAMEORIGIN"
        assert not MethodSheetPage.objects.exists() and not Picture.objects.exists()

    def test_shows_the_pictures_before_they_are_made(self, desk, author, shelf):
        document = keep(author, shelf)
        shown = soup(desk.get(address(document, "frame"))).select("main img")
        assert [img["alt"] for img in shown] == ["Un banc sous un tilleul", "", "Le même banc"]
        response = desk.get(shown[0]["src"])
        assert response.content == drawing()
        assert response["Content-Type"] == "image/png"
        assert "sandbox" in response["Content-Security-Policy"]
        assert desk.get(address(document, "picture", 9)).status_code == 404

    def test_is_drawn_anew_without_steps_and_keeps_what_was_typed(self, desk, author, shelf):
        document = keep(author, shelf, "word_sheet")
        screen = soup(desk.post(address(document), {"title": "Autre", "refresh": "1"}))
        assert screen.select_one("input[name=title]")["value"] == "Autre"
        assert not screen.select_one("input[name=has_steps]").has_attr("checked")
        page = soup(desk.get(screen.select_one("iframe")["src"]))
        assert page.h1.text == "Autre"
        assert page.select("main ol") and not page.select("main ol.steps")
        assert not MethodSheetPage.objects.exists()

    def test_is_drawn_from_what_was_made_when_the_document_was_read(
        self, desk, author, shelf, monkeypatch
    ):
        """No screen reads or lays out a document again, whatever is typed in the meantime."""
        document = keep(author, shelf)
        for work in ("portal.documents.sandbox.read", "methods.importing.converter.sheet.build_draft"):
            monkeypatch.setattr(work, None)
        for title in ("", "U", "Un", "Un banc"):
            frame = desk.get(address(document, "frame"), {"titre": title})
            assert soup(frame).h1.text == (title or "Le lieu")
        assert desk.get(address(document)).status_code == 200
        assert make(desk, document, title="Un banc").status_code == 302

    def test_tells_what_was_struck_or_hidden(self, desk, author, shelf):
        content = Word(
            paragraph(run("5 €", more="<w:strike/>"), run(" 3 €"), run(" secret", more="<w:vanish/>"))
            + paragraph(run("10 €", more="<w:strike/>"), run("gratuit"))
        ).content()
        document = keep(author, shelf, content=content)
        left = soup(desk.get(address(document))).select(".importing__report section")[1].text
        assert "Texte barré, laissé de côté\xa0: «\xa05 € […] 10 €\xa0»" in left
        assert "Texte masqué, laissé de côté\xa0: «\xa0secret\xa0»" in left
        make(desk, document)
        body = str(MethodSheetPage.objects.get().body)
        assert "3 €" in body and "5 €" not in body and "secret" not in body

    def test_says_when_nothing_is_left_over(self, desk, author, shelf):
        screen = soup(desk.get(address(keep(author, shelf, "word_sheet"))))
        assert "tout le texte est dans la fiche." in screen.text

    def test_is_its_owner_s_alone(self, desk, author, shelf, admin, visitor):
        document = keep(author, shelf)
        screens = [address(document), address(document, "frame"), address(document, "picture", 0)]
        for screen in screens:
            assert admin.get(screen).status_code == 404
            assert "login" in visitor.get(screen).url
        assert admin.post(address(document, "forget")).status_code == 404
        assert make(admin, document).status_code == 404
        assert ImportedDocument.objects.exists()

    def test_is_closed_to_who_may_add_sheets_no_more(self, desk, author, shelf):
        document = keep(author, shelf)
        author.groups.clear()
        author.user_permissions.add(Permission.objects.get(codename="access_admin"))
        assert make(desk, document).status_code == 302
        assert not MethodSheetPage.objects.exists()

    def test_ends_by_itself(self, desk, author, shelf):
        document = keep(author, shelf)
        ImportedDocument.objects.update(created_at=timezone.now() - timedelta(hours=24))
        assert desk.get(address(document)).status_code == 404
        fresh = keep(author, shelf)
        periodic_tasks.forget()
        assert ImportedDocument.objects.get() == fresh
        assert ImportedPicture.objects.filter(document=fresh).count() == 2

    def test_ends_when_it_is_asked_to(self, desk, author, shelf):
        document = keep(author, shelf)
        assert desk.get(address(document, "forget")).status_code == 405
        assert desk.post(address(document, "forget")).url == HOME
        assert not ImportedDocument.objects.exists()

    def test_costs_the_same_with_twenty_pictures(self, desk, author, shelf):
        def cost(number):
            body = "".join(paragraph(picture(f"rId{each}")) for each in range(number))
            pictures = {
                f"rId{each}": (f"{each}.png", drawing(size=(50 + each, 50))) for each in range(number)
            }
            content = Word(paragraph("Un texte.") + body, pictures=pictures).content()
            document = keep(author, shelf, content=content)
            counts = []
            for screen in (address(document), address(document, "frame")):
                desk.get(screen)
                with CaptureQueriesContext(connection) as queries:
                    desk.get(screen)
                counts.append(len(queries))
            return counts

        assert cost(20) == cost(1)


class TestTheDraft:
    def test_is_a_sheet_that_nobody_else_sees(self, desk, author, shelf, stage, visitor):
        response = make(desk, keep(author, shelf, "word_sheet", stage=stage))
        sheet = MethodSheetPage.objects.get()
        assert response.url == reverse("wagtailadmin_pages:edit", args=(sheet.pk,))
        assert (sheet.title, sheet.slug, sheet.live, sheet.owner) == (
            "Une fiche",
            "une-fiche",
            False,
            author,
        )
        assert (sheet.stage, sheet.duration_min, sheet.duration_max) == (stage, 90, 120)
        assert [block.block_type for block in sheet.body][:3] == ["heading", "text", "step"]
        assert sheet.latest_revision.user == author
        assert PageLogEntry.objects.filter(page=sheet, action="wagtail.create", user=author).exists()
        assert visitor.get("/la-demarche/une-fiche/").status_code == 404
        assert not ImportedDocument.objects.exists()

    @pytest.mark.parametrize("name", SAMPLES)
    def test_of_every_document_opens_in_the_editor_and_can_be_published(
        self, admin, network_editor, shelf, visitor, name
    ):
        make(admin, keep(network_editor, shelf, name))
        sheet = MethodSheetPage.objects.get()
        assert admin.get(reverse("wagtailadmin_pages:edit", args=(sheet.pk,))).status_code == 200
        publish(sheet, sheet.latest_revision)
        assert visitor.get(f"{shelf.get_url()}une-fiche/").status_code == 200

    def test_has_its_pictures_in_the_collection_of_their_author(self, desk, author, shelf):
        make(desk, keep(author, shelf), alternative_0="Un banc vert", decorative_1="on", alternative_2="")
        sheet = MethodSheetPage.objects.get()
        shown = [block.value["image"] for block in sheet.body.blocks_by_name("picture")]
        assert [each.contextual_alt_text for each in shown] == ["Un banc vert", "", ""]
        assert [each.decorative for each in shown] == [False, True, False]
        assert shown[0].pk == shown[2].pk != shown[1].pk
        for made in Picture.objects.all():
            assert (made.collection.name, made.uploaded_by_user) == ("Le Vexin", author)
            assert made.file_size and made.file_hash and made.get_rendition("width-100").url

    def test_has_its_pictures_where_the_person_says(self, admin, network_editor, shelf):
        collection = Collection.get_first_root_node().add_child(name="Les fiches")
        make(admin, keep(network_editor, shelf), collection=collection.pk)
        assert {made.collection for made in Picture.objects.all()} == {collection}

    def test_has_no_picture_of_who_may_add_none(self, shelf):
        person = make_person("sans@example.org", shelf, permissions=("add_page",))
        client, document = sign_in(person), keep(person, shelf)
        assert "pas le droit d’ajouter des images" in soup(client.get(address(document))).text
        make(client, document)
        assert not Picture.objects.exists()
        assert "picture" not in [block.block_type for block in MethodSheetPage.objects.get().body]

    def test_keeps_the_document_if_asked(self, desk, author, shelf):
        make(desk, keep(author, shelf), keeps_original="on")
        original = PortalDocument.objects.get()
        assert original.file.read() == SAMPLES["word_pictures"].content
        assert (original.collection.name, original.uploaded_by_user) == ("Le Vexin", author)
        sheet = MethodSheetPage.objects.get()
        assert [block.value["document"] for block in sheet.body.blocks_by_name("download")] == [original]

    def test_does_not_keep_the_document_otherwise(self, desk, author, shelf):
        make(desk, keep(author, shelf))
        assert not PortalDocument.objects.exists()

    def test_needs_a_title(self, desk, author, shelf):
        screen = soup(make(desk, keep(author, shelf), title=" "))
        assert screen.select_one("main .error-message")
        assert not MethodSheetPage.objects.exists()

    def test_stands_beside_another_of_its_title(self, desk, author, shelf):
        make(desk, keep(author, shelf))
        make(desk, keep(author, shelf))
        assert {sheet.slug for sheet in MethodSheetPage.objects.all()} == {"une-fiche", "une-fiche-2"}

    def test_is_made_once(self, desk, author, shelf):
        document = keep(author, shelf)
        make(desk, document)
        assert make(desk, document).status_code == 404
        assert MethodSheetPage.objects.count() == 1

    def test_is_made_as_a_whole_or_not_at_all(self, desk, author, shelf, files, monkeypatch):
        def fail(page, user):
            raise RuntimeError("the last step")

        document, before = keep(author, shelf), files()
        monkeypatch.setattr(services, "give_park", fail)
        with pytest.raises(RuntimeError):
            make(desk, document, keeps_original="on")
        assert files() == before
        assert not MethodSheetPage.objects.exists() and not Picture.objects.exists()
        assert ImportedDocument.objects.filter(pk=document.pk).exists()


def test_a_person_s_documents_go_with_them(author, shelf):
    keep(author, shelf)
    User.objects.filter(pk=author.pk).delete()
    assert not ImportedDocument.objects.exists()


def test_what_the_process_says_is_not_trusted(author, shelf):
    document = keep(author, shelf)
    document.outline_packed = BytesIO(b"\x81\xa6blocks\x01").read()
    with pytest.raises(Exception, match="Expected"):
        _outline = document.outline

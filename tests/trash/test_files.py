"""A picture or a document that is deleted can be put back for thirty days and leaves no hole."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import Collection, Page

from home.models import StandardPage
from portal.media.models import Picture, PortalDocument
from portal.trash import files, periodic_tasks
from portal.trash.models import TrashedFile
from projects.parks.models import ParkIndexPage
from tests.media.test_pictures import HOSTILE, add, photo
from tests.people.test_roles import SECRET, Team, refused, sign_in
from tests.support.publication import complete
from tests.support.translation import translate
from tests.trash.test_pages import TRASH, admin_page

WITHDRAWN = "Nom retiré"


@pytest.fixture
def picture(db):
    return Picture.objects.create(title=WITHDRAWN, file=ImageFile(photo(), name="photo.jpg"))


@pytest.fixture
def document(db):
    return PortalDocument.objects.create(title=WITHDRAWN, file=ContentFile(b"Bonjour", name="note.txt"))


@pytest.fixture(params=["picture", "document"])
def file(request):
    return request.getfixturevalue(request.param)


def delete_url(file):
    return reverse(f"wagtail{'images' if isinstance(file, Picture) else 'docs'}:delete", args=(file.pk,))


def row_of(file) -> TrashedFile:
    return type(file).objects.get(pk=file.pk).trashed


def delete(client, file):
    return client.post(delete_url(file))


def put_back(client, file):
    return client.post(reverse("trash_file_put_back", args=(row_of(file).pk,)))


def delete_for_good(client, file):
    return client.post(reverse("trash_file_for_good", args=(row_of(file).pk,)))


def exists(file) -> bool:
    return type(file).objects.filter(pk=file.pk).exists()


def showing(file, page):
    """The page, with the file in it, not saved."""
    page = Page.objects.get(pk=page.pk).specific
    if isinstance(file, Picture):
        page.listing_picture = file
    else:
        page.easy_read = f'<p><a linktype="document" id="{file.pk}">La note</a></p>'
    return page


@pytest.fixture
def online(tree, file):
    """A published page that uses the file."""
    return published(tree, file, "Une page en ligne")


def published(tree, file, title="Une page"):
    complete(tree.add(StandardPage, title=title)).latest_revision.publish()
    page = showing(file, StandardPage.objects.get(title=title))
    page.save_revision().publish()
    return page


@pytest.fixture(params=[True, False], ids=["published-without", "unpublished"])
def draft(request, tree, file):
    """A page whose draft alone uses it."""
    page = tree.add(StandardPage, title="Une page en attente", live=request.param)
    showing(file, page).save_revision()
    return page


class TestADeletedFile:
    def test_comes_back_as_it_was(self, file, admin):
        before = type(file).objects.filter(pk=file.pk).values().get()
        delete(admin, file)
        assert row_of(file).deleted_by.email == "reseau@example.org"
        put_back(admin, file)
        assert type(file).objects.filter(pk=file.pk).values().get() == before
        assert default_storage.exists(file.file.name)
        assert not TrashedFile.objects.exists()

    @pytest.mark.searches
    def test_stands_in_no_list(self, file, admin):
        urls = (
            reverse("wagtailimages:index"),
            reverse("wagtailimages:index") + "?q=retire",
            reverse("wagtailimages:index") + "?ordering=usage_count",
            reverse("wagtaildocs:index"),
            reverse("wagtaildocs:index") + "?q=retire",
            reverse("wagtailimages_chooser:choose"),
            reverse("wagtailimages_chooser:choose_results") + "?q=retire",
            reverse("wagtaildocs_chooser:choose"),
            reverse("wagtaildocs_chooser:choose_results") + "?q=retire",
            reverse("wagtailadmin_api:images:listing"),
            reverse("wagtailadmin_api:documents:listing"),
        )
        assert any(WITHDRAWN in admin.get(url).content.decode() for url in urls)
        delete(admin, file)
        admin.get(reverse(TRASH))  # which says once more what was done
        for url in urls:
            response = admin.get(url)
            assert response.status_code == 200, url
            assert WITHDRAWN not in response.content.decode(), url

    @pytest.mark.searches
    def test_is_found_again_once_put_back(self, file, admin):
        delete(admin, file)
        put_back(admin, file)
        admin.get(reverse(TRASH))
        name = "wagtailimages:index" if isinstance(file, Picture) else "wagtaildocs:index"
        assert WITHDRAWN in admin.get(reverse(name) + "?q=retire").content.decode()

    def test_is_chosen_by_nobody(self, file, admin):
        delete(admin, file)
        kind = "images" if isinstance(file, Picture) else "docs"
        url = reverse(f"wagtail{kind}_chooser:chosen", args=(file.pk,))
        assert refused(admin.get(url))

    def test_leads_from_its_screens_to_the_trash(self, picture, document, admin):
        screens = {
            "wagtailimages": ("edit", "delete", "image_usage", "url_generator", "edit_multiple"),
            "wagtaildocs": ("edit", "delete", "document_usage", "edit_multiple"),
        }
        for file, (kind, names) in zip((picture, document), screens.items(), strict=True):
            delete(admin, file)
            for name in names:
                url = reverse(f"{kind}:{name}", args=(file.pk,))
                assert admin.get(url).url == reverse(TRASH), name
                assert admin.post(url).url == reverse(TRASH), name
            assert f"« {WITHDRAWN} » est à la corbeille" in admin.get(reverse(TRASH)).content.decode()

    def test_is_shown_small_and_leaves_nothing_public(self, picture, admin):
        delete(admin, picture)
        url = reverse("trash_file_look", args=(row_of(picture).pk,))
        assert url in admin.get(reverse(TRASH)).content.decode()
        response = admin.get(url)
        assert Image.open(BytesIO(response.content)).size == (160, 120)
        assert "no-store" in response["Cache-Control"]
        assert not picture.renditions.exists()
        default_storage.delete(picture.file.name)
        assert admin.get(url).status_code == 404

    def test_that_is_a_drawing_runs_nothing_there(self, admin):
        add(admin, SimpleUploadedFile("dessin.svg", HOSTILE, "image/svg+xml"))
        drawing = Picture.objects.get()
        delete(admin, drawing)
        response = admin.get(reverse("trash_file_look", args=(row_of(drawing).pk,)))
        assert response["Content-Type"] == "image/svg+xml"
        assert "sandbox" in response["Content-Security-Policy"]

    def test_that_is_a_document_has_no_picture(self, document, admin):
        delete(admin, document)
        assert admin.get(reverse("trash_file_look", args=(row_of(document).pk,))).status_code == 404

    def test_is_deleted_once(self, file, network_editor):
        rows = [files.throw_away(file, network_editor, timezone.now()) for _time in range(2)]
        assert rows[0] == rows[1]
        with pytest.raises(IntegrityError), transaction.atomic():
            TrashedFile.objects.create(deleted_at=timezone.now())

    def test_keeps_its_collection_from_being_deleted_and_says_so(self, file, admin):
        collection = Collection.get_first_root_node().add_child(name="Archives")
        type(file).objects.filter(pk=file.pk).update(collection=collection)
        delete(admin, file)
        html = admin.get(reverse("wagtailadmin_collections:delete", args=(collection.pk,))).content
        assert "dont 1 à la corbeille" in html.decode()

    def test_goes_with_the_button_beside_what_was_just_uploaded(self, picture, document, admin):
        for file, kind in ((picture, "images"), (document, "docs")):
            url = reverse(f"wagtail{kind}:delete_multiple", args=(file.pk,))
            assert admin.post(url).json()["success"]
            assert row_of(file)

    def test_goes_with_others(self, file, admin):
        other = type(file).objects.create(title="Un autre", file=file.file)
        kind = (file._meta.app_label, file._meta.model_name, "delete")
        url = reverse("wagtail_bulk_action", args=kind) + f"?id={file.pk}&id={other.pk}&next=/admin/"
        html = admin.get(url).content.decode()
        assert WITHDRAWN in html and "Un autre" in html
        assert "2 fichiers sont à la corbeille" in admin.post(url, follow=True).content.decode()
        assert row_of(file) and row_of(other)


class TestWhatDependsOnIt:
    def test_is_named_before_one_file_is_deleted(self, file, online, draft, admin):
        html = admin.get(delete_url(file)).content.decode().replace("\xa0", " ")
        assert "1 page en ligne s’en sert :" in html and "Une page en ligne" in html
        assert "1 brouillon s’en sert :" in html and "Une page en attente" in html

    def test_is_named_before_many_are(self, file, online, draft, admin):
        url = reverse("wagtail_bulk_action", args=(file._meta.app_label, file._meta.model_name, "delete"))
        html = admin.get(f"{url}?id={file.pk}").content.decode()
        assert "Une page en ligne" in html and "Une page en attente" in html

    def test_is_a_draft_with_the_picture_in_its_text(self, tree, picture, admin):
        page = tree.add(StandardPage, title="Une page en attente")
        shown = {"image": picture.pk, "alt_text": "", "decorative": True}
        page.body = page.body.stream_block.to_python(
            [{"type": "picture", "value": {"image": shown, "caption": ""}}]
        )
        page.save_revision()
        assert "Une page en attente" in admin.get(delete_url(picture)).content.decode()

    def test_is_nothing_where_no_page_uses_it(self, file, admin):
        assert "Aucune page ne s’en sert" in admin.get(delete_url(file)).content.decode()

    def test_is_no_page_that_has_another_number_in_it(self, tree, file, admin):
        page = tree.add(StandardPage, title="Sans rapport")
        page.easy_read = f'<p><a linktype="page" id="{file.pk}">x</a> et {file.pk}</p>'
        page.save_revision()
        assert "Sans rapport" not in admin.get(delete_url(file)).content.decode()

    def test_is_only_counted_where_it_belongs_to_another_park(self, tree, admin):
        tree.add(ParkIndexPage)
        ours, theirs = Team(tree, "Vexin", "Notre brouillon"), Team(tree, "Ballons", SECRET)
        for file in (ours.picture, ours.document):
            showing(file, theirs.draft).save_revision()
            html = sign_in(ours.communicator).get(delete_url(file)).content.decode()
            assert SECRET not in html
            assert "et 1 autre" in html
            assert SECRET in admin.get(delete_url(file)).content.decode()

    def test_costs_the_same_for_many_pages(self, tree, file, online, admin):
        admin.get(delete_url(file))
        with CaptureQueriesContext(connection) as few:
            admin.get(delete_url(file))
        for _number in range(12):
            showing(file, tree.add(StandardPage)).save()
        with CaptureQueriesContext(connection) as many:
            admin.get(delete_url(file))
        assert len(many) == len(few)


class TestThePublic:
    def test_keeps_what_a_published_page_shows(self, picture, tree, admin, visitor):
        page = published(tree, picture)
        shown = page.url
        before = visitor.get(shown).content
        rendition = picture.get_rendition("fill-400x300")
        delete(admin, picture)
        assert visitor.get(shown).content == before
        assert visitor.get(rendition.url).status_code == 200

    def test_loses_the_sizes_of_a_picture_that_no_page_shows(
        self, picture, admin, visitor, django_capture_on_commit_callbacks
    ):
        rendition = picture.get_rendition("fill-400x300")
        assert visitor.get(rendition.url).status_code == 200
        with django_capture_on_commit_callbacks(execute=True):
            delete(admin, picture)
        assert visitor.get(rendition.url).status_code == 404

    def test_loses_them_too_once_the_page_changes(
        self, picture, tree, admin, visitor, django_capture_on_commit_callbacks
    ):
        page = published(tree, picture)
        rendition = picture.get_rendition("fill-400x300")
        delete(admin, picture)
        page.listing_picture = None
        page.save_revision().publish()
        with django_capture_on_commit_callbacks(execute=True):
            assert periodic_tasks.empty_trash() == 0
        assert visitor.get(rendition.url).status_code == 404

    def test_gets_a_document_as_long_as_a_published_page_offers_it(self, document, tree, admin, visitor):
        page = published(tree, document)
        delete(admin, document)
        assert visitor.get(document.url).status_code == 200
        assert document.url in visitor.get(page.url + "facile-a-lire/").content.decode()
        page.unpublish()
        assert visitor.get(document.url).status_code == 404
        put_back(admin, document)
        assert visitor.get(document.url).status_code == 200

    def test_gets_no_document_that_a_draft_alone_offers(self, document, tree, admin, visitor):
        showing(document, tree.add(StandardPage)).save_revision()
        delete(admin, document)
        assert visitor.get(document.url).status_code == 404

    def test_still_reads_a_page_whose_file_is_gone_for_good(self, file, online, admin, visitor):
        english = translate(online)
        delete(admin, file)
        assert (
            "Une page en ligne"
            in admin.get(reverse("trash_file_for_good", args=(row_of(file).pk,))).content.decode()
        )
        delete_for_good(admin, file)
        assert not exists(file)
        for page in (online, english):
            assert visitor.get(page.url).status_code == 200
            assert admin.get(admin_page("edit", page)).status_code == 200


class TestAfterThirtyDays:
    def days_ago(self, days):
        TrashedFile.objects.update(deleted_at=timezone.now() - timedelta(days=days))

    def test_it_is_deleted_for_good_with_what_it_holds(
        self, file, admin, django_capture_on_commit_callbacks
    ):
        delete(admin, file)
        self.days_ago(29)
        assert periodic_tasks.empty_trash() == 0
        self.days_ago(31)
        with django_capture_on_commit_callbacks(execute=True):
            assert periodic_tasks.empty_trash() == 1
        assert not exists(file)
        assert not default_storage.exists(file.file.name)
        assert periodic_tasks.empty_trash() == 0

    def test_it_waits_for_the_page_that_shows_it(self, file, online, admin):
        delete(admin, file)
        self.days_ago(31)
        assert periodic_tasks.empty_trash() == 0
        assert "encore là parce que des pages s’en servent" in admin.get(reverse(TRASH)).content.decode()
        online.delete()
        assert periodic_tasks.empty_trash() == 1

    def test_it_waits_for_what_is_planned_though_a_later_draft_does_without(self, tree, file, admin):
        page = complete(tree.add(StandardPage, title="Une page")).specific
        planned = showing(file, page)
        planned.go_live_at = timezone.now() + timedelta(days=60)
        planned.save_revision(approved_go_live_at=planned.go_live_at)
        later = StandardPage.objects.get(pk=page.pk)
        later.title = "Sans le fichier"
        later.save_revision()
        delete(admin, file)
        self.days_ago(31)
        assert periodic_tasks.empty_trash() == 0
        assert exists(file)

    def test_it_waits_for_a_draft_and_for_a_page_of_the_trash(self, file, draft, admin):
        delete(admin, file)
        admin.post(admin_page("delete", draft))
        self.days_ago(31)
        assert periodic_tasks.empty_trash() == 0
        assert exists(file)


def test_the_list_costs_the_same_for_many_files(admin, network_editor):
    def fill(number):
        for _each in range(number):
            new = PortalDocument.objects.create(title="x", file=ContentFile(b"x", name="x.txt"))
            files.throw_away(new, network_editor, timezone.now())

    fill(1)
    admin.get(reverse(TRASH))
    with CaptureQueriesContext(connection) as few:
        admin.get(reverse(TRASH))
    fill(19)
    with CaptureQueriesContext(connection) as many:
        admin.get(reverse(TRASH))
    assert len(many) == len(few)

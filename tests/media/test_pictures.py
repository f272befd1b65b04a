"""Pictures that people upload are hostile until proved otherwise."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from home.models import StandardPage
from portal.media.models import Picture
from portal.people.models import User
from tests.support.queries import count_queries

HOSTILE = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" onload="alert(1)">
<script>alert(2)</script><a href="javascript:alert(3)"><rect width="5" height="5"/></a>
<image href="https://elsewhere.example.org/spy.png"/></svg>"""


def photo(name="photo.jpg", color="green") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (1200, 900), color).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def add(client, file):
    return client.post(
        reverse("wagtailimages:add"), {"title": "Une image", "file": file, "collection": 1}
    )


@pytest.fixture
def picture(db):
    return Picture.objects.create(title="Photo", file=ImageFile(photo(), name="photo.jpg"))


class TestADrawing:
    def test_is_cleaned_of_all_that_runs_or_calls_out(self, admin):
        add(admin, SimpleUploadedFile("dessin.svg", HOSTILE, "image/svg+xml"))
        stored = Picture.objects.get().file.open().read().decode()
        assert "<rect" in stored
        for danger in ("script", "onload", "javascript", "elsewhere"):
            assert danger not in stored

    def test_that_cannot_be_read_is_refused(self, admin):
        response = add(admin, SimpleUploadedFile("dessin.svg", b"<svg", "image/svg+xml"))
        assert response.status_code == 200
        assert not Picture.objects.exists()

    def test_is_refused_from_people_without_the_right(self, client, db):
        from django.contrib.auth.models import Group, Permission
        from wagtail.models import Collection, GroupCollectionPermission

        person = User.objects.create_user("parc@example.org", "un mot de passe assez long")
        group = Group.objects.create(name="Communication")
        person.groups.add(group)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        GroupCollectionPermission.objects.create(
            group=group,
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(codename="add_image"),
        )
        client.force_login(person)
        add(client, photo())
        assert Picture.objects.count() == 1
        response = add(client, SimpleUploadedFile("dessin.svg", HOSTILE, "image/svg+xml"))
        assert "dessins SVG" in response.content.decode()
        assert Picture.objects.count() == 1


class TestAnUpload:
    def test_is_served_under_a_policy_that_lets_nothing_run(self, picture, visitor):
        response = visitor.get(picture.get_rendition("width-100").url)
        assert response.status_code == 200
        assert "sandbox" in response["Content-Security-Policy"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "immutable" in response["Cache-Control"]

    @pytest.mark.parametrize(
        "name",
        ["original_images/photo.jpg", "documents/secret.pdf", "images/../original_images/photo.jpg",
         "images/nulle-part.png", "../../manage.py", "images/"],
    )  # fmt: skip
    def test_that_is_no_rendition_is_not_served(self, picture, visitor, name):
        assert default_storage.exists("original_images/photo.jpg") or picture.file.name
        assert visitor.get(f"/media/{name}").status_code in {301, 404}

    def test_costs_as_many_queries_in_a_page_of_twenty_as_of_one(self, tree, picture):
        def body(number):
            return [
                ("picture", {"image": each, "caption": ""})
                for each in [picture] * (number - 1) + [picture]
            ]

        assert count_queries(tree.add(StandardPage, body=body(1)).url) == count_queries(
            tree.add(StandardPage, body=body(20)).url
        )

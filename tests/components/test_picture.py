"""One way to show a picture: the right size, with its words, without moving the page."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.media.models import Picture
from tests.components.rendering import render

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'


def stored(name: str, content: bytes, kind: str) -> Picture:
    file = ImageFile(SimpleUploadedFile(name, content, kind), name=name)
    return Picture.objects.create(title=name, file=file)


@pytest.fixture
def photo(db) -> Picture:
    content = BytesIO()
    Image.new("RGB", (1600, 1200), "green").save(content, "JPEG")
    return stored("photo.jpg", content.getvalue(), "image/jpeg")


@pytest.fixture
def drawing(db) -> Picture:
    return stored("dessin.svg", DRAWING, "image/svg+xml")


class TestAPhotograph:
    def test_comes_in_a_light_format_and_in_several_sizes(self, photo):
        picture = render("picture", image=photo, alt="Un banc", sizes="94vw").picture
        light = picture.select_one('source[type="image/webp"]')
        assert [size.split()[-1] for size in light["srcset"].split(", ")] == ["400w", "800w", "1200w"]
        assert light["sizes"] == "94vw"

    def test_keeps_its_place_while_it_loads(self, photo):
        img = render("picture", image=photo, alt="Un banc").img
        assert img["width"]
        assert img["height"]

    def test_waits_until_it_is_near(self, photo):
        assert render("picture", image=photo, alt="Un banc").img["loading"] == "lazy"

    def test_that_one_sees_first_does_not_wait(self, photo):
        img = render("picture", image=photo, alt="Un banc", eager=True).img
        assert (img["loading"], img["fetchpriority"]) == ("eager", "high")


class TestADrawing:
    def test_is_shown_as_it_is(self, drawing):
        img = render("picture", image=drawing, alt="Un banc").img
        assert img["src"].endswith(".svg")
        assert (img["width"], img["height"]) == ("40", "30")

    def test_waits_unless_one_sees_it_first(self, drawing):
        assert render("picture", image=drawing, alt="").img["loading"] == "lazy"
        assert "loading" not in render("picture", image=drawing, alt="", eager=True).img.attrs


@pytest.mark.parametrize("kind", ["photo", "drawing"])
class TestAPicture:
    def test_says_its_words_even_when_it_has_none(self, kind, request):
        image = request.getfixturevalue(kind)
        assert render("picture", image=image, alt="Un banc").img["alt"] == "Un banc"
        assert render("picture", image=image, alt="").img["alt"] == ""

    def test_takes_the_class_of_its_place(self, kind, request):
        image = request.getfixturevalue(kind)
        shown = render("picture", image=image, alt="", **{"class": "hero__picture"})
        assert shown.span["class"] == ["picture", "hero__picture"]


def test_no_picture_is_nothing():
    assert render("picture", image=None, alt="").find() is None

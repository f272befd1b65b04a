"""Drawings are taken in if they are simple; and one picture that cannot be drawn takes nothing down."""

import logging
import tracemalloc

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from home.models import StandardPage
from portal.media.models import Picture
from portal.media.pictures import drawings
from tests.media.test_uploads import HALF, WAYS, errors

NAME = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str = "<rect/>", size='width="90" height="60"', before="") -> bytes:
    return f"{before}<svg {NAME} {size}>{inside}</svg>".encode()


def nested(depth: int, name="g") -> str:
    return f"<{name}>" * depth + f"</{name}>" * depth


def laughs(reference: str) -> str:
    """Ten of the one before, ten times over."""
    first = '<g id="a0"><rect/></g>'
    return first + "".join(f'<g id="a{n}">{reference.format(n - 1) * 10}</g>' for n in range(1, 12))


PHOTOGRAPH = '<image href="data:image/png;base64,iVBORw0KGgo="/>'
SOUND = {
    "plain": svg(),
    "without a size": svg(size=""),
    "with a view box": svg(size='viewBox="0 0 20 10"'),
    "in per cent": svg(size='width="100%" height="100%" viewBox="0 0 20 10"'),
    "in millimetres": svg(size='width="20mm" height="10mm"'),
    "of a named type": svg(
        before='<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    ),
    "that repeats a leaf": svg('<g id="leaf"><path d="M0 0"/></g>' + '<use href="#leaf"/>' * 200),
    "with a gradient above another": svg(
        '<linearGradient id="a"/><linearGradient id="b" xlink:href="#a"/><rect fill="url(#b)"/>'
    ),
    "with a style sheet": svg(
        '<style>.st0{fill:url(#a);} rect{clip-path:url(#b)}</style><linearGradient id="a"/>'
        '<clipPath id="b"><circle r="3"/></clipPath><rect class="st0"/>'
    ),
    "with a link into itself": svg('<g id="a"><a href="#a"><rect/></a></g>'),
    "of many groups": svg(nested(50)),
}
REFUSED = {
    "nested too deep": svg(nested(20_000)),
    "nested a little too deep": svg(nested(drawings.DEEPEST)),
    "of too many elements": svg("<rect/>" * 10_001),
    "of too many attributes": svg("<rect " + " ".join(f'a{n}="1"' for n in range(100)) + "/>"),
    "too heavy": svg(f'<path d="{"M0 0" * 300_000}"/>'),
    "that draws itself": svg('<g id="a"><use href="#a"/></g>'),
    "that draws itself in two turns": svg(
        '<g id="a"><use href="#b"/></g><g id="b"><use xlink:href="#a"/></g>'
    ),
    "that laughs": svg(laughs('<use href="#a{}"/>')),
    "that laughs in patterns": svg(laughs('<rect fill="url(#a{})"/>')),
    "that laughs in styles": svg(laughs('<rect style="mask: url( \'#a{}\' )"/>')),
    "that laughs by its style sheet": svg(
        "<style>" + "".join(f".c{n}{{fill:url(#a{n})}}" for n in range(12)) + "</style>"
        + laughs('<rect class="c{}"/>')
    ),
    "that follows itself for long": svg(
        "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(3_000))
    ),
    "of entities": svg("<text>&b;</text>", before='<!DOCTYPE svg [<!ENTITY a "h"><!ENTITY b "&a;&a;">]>'),
    "of a file": svg("<text>&x;</text>", before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "with a photograph": svg(PHOTOGRAPH),
    "of no width": svg(size='width="0" height="10"'),
    "of less than a point": svg(size='width="0.5" height="10"'),
    "of a width below nothing": svg(size='width="-3" height="10"'),
    "of endless width": svg(size='width="1e30" height="10"'),
    "of infinite width": svg(size='width="inf" height="10"'),
    "of a width that is no number": svg(size='width="nan" height="nan"'),
    "of words for a width": svg(size='width="large" height="10"'),
    "of an empty view box": svg(size='viewBox="0 0 0 0"'),
    "of a false view box": svg(size='viewBox="a b c d"'),
    "of an odd ratio": svg(size='width="9" height="9" preserveAspectRatio="x"'),
    "that is none": b'<html xmlns="http://www.w3.org/1999/xhtml"/>',
    "without a name": b'<svg width="9" height="9"/>'.replace(b"svg", b"image"),
    "half": svg()[:40],
    "empty": b"",
    "noise": bytes(range(256)),
    "a photograph": b"\x89PNG\r\n\x1a\n" + bytes(99),
}  # fmt: skip


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("dessin.svg", content, "image/svg+xml")


@pytest.mark.parametrize("name", SOUND)
def test_a_simple_drawing_is_taken_in_and_shown(admin, name):
    response = WAYS[0](admin, upload(SOUND[name]))
    assert response.status_code == 302, errors(response)
    picture = Picture.objects.get()
    assert picture.width >= 1 and picture.height >= 1
    for spec in (
        "original|preserve-svg",
        "max-165x165|preserve-svg",
        "width-400|format-webp|preserve-svg",
    ):
        assert picture.drawn(spec) is not None


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", REFUSED)
def test_a_drawing_that_would_cost_too_much_is_refused_in_words(admin, way, name):
    response = way(admin, upload(REFUSED[name]))
    assert response.status_code == 200
    assert errors(response)
    assert not Picture.objects.exclude(title="Avant").exists()


@pytest.mark.parametrize("name", REFUSED)
def test_looking_at_a_drawing_takes_little_memory(name):
    tracemalloc.start()
    try:
        with pytest.raises(drawings.Unreadable):
            drawings.cleaned(REFUSED[name])
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


def test_what_is_foreign_in_a_drawing_is_taken_out():
    inside = '<foreignObject><iframe src="https://example.org"/></foreignObject><rect onclick="a()"/>'
    clean = drawings.cleaned(svg(f"{inside}<script>a()</script>"))
    assert b"<rect" in clean
    for danger in (b"foreignObject", b"iframe", b"onclick", b"script"):
        assert danger not in clean


UNDRAWABLE = {
    "half.jpg": HALF["jpg"],
    "nested.svg": REFUSED["nested too deep"],
    "laughing.svg": REFUSED["that laughs"],
    "noise.png": bytes(range(256)),
    "gone.jpg": None,
}


@pytest.fixture(params=UNDRAWABLE)
def undrawable(db, request):
    """A picture that came by another way than a form: of an older version, or of a restored backup."""
    picture = Picture(title="Illisible", width=90, height=60)
    picture.file.name = f"original_images/{request.param}"
    storage = picture.file.storage
    storage.delete(picture.file.name)
    if UNDRAWABLE[request.param] is not None:
        storage.save(picture.file.name, ContentFile(UNDRAWABLE[request.param]))
    Picture.objects.bulk_create([picture])
    yield Picture.objects.get()
    storage.delete(picture.file.name)


class TestAPictureThatCannotBeDrawn:
    @pytest.mark.parametrize(
        "address",
        [
            "/admin/images/",
            "/admin/images/results/",
            "/admin/images/chooser/",
            "/admin/images/chooser/results/",
            "/admin/images/chooser/chosen/{}/",
            "/admin/images/chooser/{}/select_format/",
            "/admin/images/{}/",
            "/admin/images/{}/delete/",
            "/admin/images/usage/{}/",
            "/admin/api/main/images/",
            "/admin/api/main/images/{}/",
        ],
    )
    def test_takes_no_screen_of_the_admin_down(self, admin, undrawable, address):
        response = admin.get(address.format(undrawable.pk))
        assert response.status_code == 200
        if address in ("/admin/images/", "/admin/images/chooser/"):
            assert "Illisible" in response.content.decode()
            assert "missing-picture" in response.content.decode()

    def test_is_said_to_be_none_where_it_is_asked_for_alone(self, admin, undrawable):
        response = admin.get(reverse("wagtailimages:preview", args=(undrawable.pk, "width-100")))
        assert response.status_code == 400

    def test_takes_no_page_down_nor_its_other_forms(self, tree, visitor, undrawable):
        body = [("picture", {"image": undrawable, "caption": "Le banc"}), ("text", "<p>La suite.</p>")]
        page = tree.add(StandardPage, body=body, listing_picture=undrawable)
        html = visitor.get(page.url)
        assert html.status_code == 200
        assert "La suite." in html.content.decode() and "missing-picture" in html.content.decode()
        assert visitor.get(f"{page.url}partage.png").status_code == 200
        told = visitor.get(f"/api/v2/pages/{page.pk}/").json()
        assert "missing-picture" not in str(told)
        share = html.content.decode().partition('property="og:image" content="')[2].partition('"')[0]
        assert "missing-picture" not in share

    def test_takes_no_file_to_print_down(self, tree, visitor, undrawable):
        from methods.models import MethodSheetPage

        body = [("picture", {"image": undrawable, "caption": "Le banc"}), ("text", "<p>Et le texte.</p>")]
        page = tree.add(MethodSheetPage, body=body, listing_picture=undrawable)
        for alternate_view in ("pdf/", "diaporama/", "diaporama.pdf"):
            assert visitor.get(f"{page.url}{alternate_view}").status_code == 200

    def test_is_told_of_once(self, undrawable, caplog):
        with caplog.at_level(logging.WARNING):
            for _time in range(3):
                undrawable.get_rendition("width-100|preserve-svg")
                undrawable.get_renditions("width-100|preserve-svg", "width-200|preserve-svg")
        told = [record for record in caplog.records if "cannot be drawn" in record.message]
        assert len(told) == 1

    def test_is_not_tried_again_at_each_reading(self, undrawable, monkeypatch):
        undrawable.get_rendition("width-100|preserve-svg")
        monkeypatch.setattr("portal.media.pictures.renditions.sound", None)
        assert undrawable.get_rendition("width-100|preserve-svg").is_stand_in

"""Whatever is uploaded is taken in and can be drawn, or refused in words at its field; never an error."""

import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as site
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse
from PIL import Image, ImageCms
from wagtail.images.formats import get_image_formats
from wagtail.models import UploadedFile as WaitingUpload
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from home.models import StandardPage
from portal.content.api_fields import PHOTOGRAPH
from portal.content.head import SHARE_FILTER
from portal.handouts.printing import PICTURE_FILTER
from portal.media.forms import rewrite
from portal.media.models import Picture, PortalDocument
from portal.media.pictures import photographs
from portal.operations.uploads import BoundedUploadHandler
from tests.documents import opendocument as odf
from tests.documents.word import Word, paragraph
from tests.support.people import make_person, sign_in
from tests.support.translation import translate

pytestmark = pytest.mark.searches

#: Each size in which the site and Wagtail’s screens draw a picture.
SPECS = [
    *(f"format-{kind}|width-{width}" for kind in ("webp", "jpeg") for width in (400, 1200)),
    *(image_format.filter_spec for image_format in get_image_formats()),
    PICTURE_FILTER,
    PHOTOGRAPH,
    SHARE_FILTER,
    "max-165x165",
    "max-800x600",
    "original",
    "fill-100x100-c100",
    "width-100|format-png",
    "width-100|format-gif",
    "width-100|format-avif",
]


def encoded(image: Image.Image, kind: str, **options) -> bytes:
    output = BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def painted(mode: str = "RGB", size=(90, 60)) -> Image.Image:
    return Image.radial_gradient("L").resize(size).convert(mode)


def sixteen_bits_of_grey() -> Image.Image:
    image = Image.new("I;16", (90, 60))
    image.putdata([700 * (n % 90) for n in range(90 * 60)])
    return image


def exif(orientation: int) -> bytes:
    said = Image.Exif()
    said[0x0112] = orientation
    said[0x8825] = {1: "N", 2: (48.0, 50.0, 0.0)}
    return said.tobytes()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of_size(width: int, height: int, depth=8, colours=2) -> bytes:
    """A head that promises so many pixels, with none of them behind it."""
    head = struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def sixteen_bits_of_colour() -> bytes:
    rows = b"".join(b"\0" + bytes(90 * 6) for _row in range(60))
    head = struct.pack(">IIBBBBB", 90, 60, 16, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def palette_with_transparency() -> bytes:
    return encoded(painted("P"), "PNG", transparency=bytes(range(256)))


def with_profile(kind: str, profile: bytes) -> bytes:
    return encoded(painted(), kind, icc_profile=profile)


def animated(kind: str, number: int, size=(60, 60)) -> bytes:
    frames = [Image.new("RGB", size, (n % 256, 0, n // 256)) for n in range(number)]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:])


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
NOISE = Image.effect_noise((400, 300), 90)
HALF = {
    kind: encoded(NOISE, pillow)[: len(encoded(NOISE, pillow)) // 2]
    for kind, pillow in zip(("png", "jpg", "gif", "webp", "avif"), photographs.FORMATS, strict=True)
}

#: Pictures that people have, however odd.
SOUND = {
    **{f"{mode}.png": encoded(painted(mode), "PNG") for mode in ("1", "L", "LA", "P", "RGB", "RGBA")},
    "grey.png": encoded(sixteen_bits_of_grey(), "PNG"),
    "deep.png": sixteen_bits_of_colour(),
    "clear.png": palette_with_transparency(),
    "hole.png": encoded(painted("L"), "PNG", transparency=0),
    "cmyk.jpg": encoded(painted("CMYK"), "JPEG"),
    "cmyk-profile.jpg": encoded(painted("CMYK"), "JPEG", icc_profile=SRGB),
    "grey.jpg": encoded(painted("L"), "JPEG"),
    "profile.jpg": with_profile("JPEG", SRGB),
    "foreign-profile.png": with_profile("PNG", LAB),
    "false-profile.jpg": with_profile("JPEG", b"no profile at all"),
    "huge-profile.jpg": with_profile("JPEG", SRGB + bytes(3_000_000)),
    "turned.jpg": encoded(painted(), "JPEG", exif=exif(6)),
    "nonsense.jpg": encoded(painted(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff"),
    "animated.gif": animated("GIF", 5),
    "animated.webp": animated("WEBP", 5),
    "clear.gif": encoded(painted("P"), "GIF", transparency=3),
    "clear.webp": encoded(painted("RGBA"), "WEBP"),
    "small.avif": encoded(painted(), "AVIF"),
    "point.png": encoded(Image.new("RGB", (1, 1)), "PNG"),
    "thread.png": encoded(Image.new("RGB", (3000, 1)), "PNG"),
    "pole.jpg": encoded(Image.new("RGB", (1, 3000)), "JPEG"),
    "tail.jpg": encoded(painted(), "JPEG") + b"<script>alert(1)</script>",
    "capital.JPG": encoded(painted(), "JPEG"),
}
REFUSED = {
    **{f"half.{kind}": content for kind, content in HALF.items()},
    "empty.jpg": b"",
    "zeros.png": bytes(1000),
    "text.jpg": b"Bonjour",
    "page.gif": b"<!DOCTYPE html><script>alert(1)</script>",
    "head.gif": b"GIF89a<script>alert(1)</script>",
    "other.jpg": encoded(painted(), "PNG"),
    "other.png": encoded(painted(), "JPEG"),
    "photo.psd": encoded(painted(), "PNG"),
    "bomb.png": png_of_size(20_000, 20_000),
    "greater-bomb.png": png_of_size(2**31 - 1, 2**31 - 1),
    "long.png": encoded(Image.new("1", (20_000, 10)), "PNG"),
    "no-size.png": png_of_size(0, 0),
    "no-pixels.png": png_of_size(100, 100),
    "animated-bomb.gif": b"GIF89a"
    + struct.pack("<HHBBB", 7000, 7000, 0, 0, 0)
    + b"\x21\xf9\x04\0\0\0\0\0" * 20,
    "drawing.svg": b"<svg",
}


def form_of(file: SimpleUploadedFile) -> dict:
    return {"title": "Une image", "file": file, "collection": 1}


def one_by_one(client, file):
    return client.post(reverse("wagtailimages:add"), form_of(file))


def many_at_once(client, file):
    return client.post(reverse("wagtailimages:add_multiple"), {"files[]": file, "collection": 1})


def from_a_page(client, file):
    fields = {f"image-chooser-upload-{name}": value for name, value in form_of(file).items()}
    return client.post(reverse("wagtailimages_chooser:create"), fields)


def in_place_of_another(client, file):
    kept = Picture.objects.create(
        title="Avant", file=SimpleUploadedFile("avant.png", encoded(painted(), "PNG"))
    )
    response = client.post(reverse("wagtailimages:edit", args=(kept.pk,)), form_of(file))
    Picture.objects.filter(title="Avant").delete()
    return response


def as_a_portrait(client, file):
    address = reverse("wagtailadmin_account")
    form = BeautifulSoup(client.get(address).content, "html.parser").select_one("form[enctype]")
    values = {each["name"]: each.get("value", "") for each in form.select("input[name]:not([type=file])")}
    for choice in form.select("select[name]"):
        values[choice["name"]] = (choice.select_one("option[selected]") or choice.option).get("value", "")
    values |= {"name_email-first_name": "Camille", "name_email-last_name": "Leroy"}
    return client.post(address, values | {"avatar-avatar": file})


WAYS = [one_by_one, many_at_once, from_a_page, in_place_of_another]


@pytest.mark.parametrize("name", SOUND)
def test_a_picture_that_is_taken_in_can_be_drawn_in_every_size(admin, name):
    assert one_by_one(admin, SimpleUploadedFile(name, SOUND[name])).status_code == 302
    picture = Picture.objects.get()
    for spec in SPECS:
        rendition = picture.drawn(spec)
        assert rendition is not None, spec
        with rendition.file.open("rb") as file, Image.open(file) as image:
            image.load()
            assert "exif" not in image.info and len(image.info.get("icc_profile", b"")) < 10_000
    assert picture.get_renditions(*SPECS[:4])
    assert admin.get(reverse("wagtailimages:preview", args=(picture.pk, "width-100"))).status_code == 200


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", REFUSED)
def test_a_picture_that_cannot_be_drawn_is_refused_in_words(admin, way, name):
    response = way(admin, SimpleUploadedFile(name, REFUSED[name]))
    assert response.status_code == 200
    assert errors(response)
    assert not Picture.objects.exclude(title="Avant").exists()


def errors(response) -> str:
    if response["Content-Type"].startswith("application/json"):
        said = response.json()
        html = said.get("error_message") or said.get("htmlFragment", "")
    else:
        html = response.content.decode()
    if "<" not in html:
        return html
    told = BeautifulSoup(html, "html.parser").select(".error-message")
    return " ".join(each.text for each in told).strip()


class TestAPicture:
    def test_of_sixteen_bits_is_not_white(self, admin):
        one_by_one(admin, SimpleUploadedFile("grey.png", SOUND["grey.png"]))
        shown = Image.open(Picture.objects.get().drawn("width-90|format-png").file)
        assert shown.convert("L").getpixel((10, 30)) < 60 < 200 < shown.convert("L").getpixel((88, 30))

    def test_that_was_turned_stands_upright(self, admin):
        one_by_one(admin, SimpleUploadedFile("turned.jpg", SOUND["turned.jpg"]))
        rendition = Picture.objects.get().drawn("max-100x100")
        assert (rendition.width, rendition.height) == (60, 90)

    def test_that_is_too_heavy_is_refused(self, admin, settings):
        content = SOUND["RGB.png"] + bytes(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        response = one_by_one(admin, SimpleUploadedFile("lourde.png", content))
        assert "15,0" in errors(response)

    def test_says_at_its_field_what_it_may_be(self, admin):
        for address in ("wagtailimages:add", "wagtailimages:add_multiple"):
            assert "15,0\xa0Mio et 50 millions de points" in admin.get(reverse(address)).content.decode()

    def test_without_a_file_is_a_bad_request(self, admin):
        for address in ("wagtailimages:add_multiple", "wagtaildocs:add_multiple"):
            other = SimpleUploadedFile("a.png", SOUND["RGB.png"])
            assert admin.post(reverse(address), {"other": other}).status_code == 400
            assert admin.post(reverse(address), {}).status_code == 400

    @pytest.mark.parametrize("collection", ["abc", "99999", "", "-1"])
    def test_of_no_collection_waits_for_one(self, admin, collection):
        file = SimpleUploadedFile("a.png", SOUND["RGB.png"])
        sent = {"files[]": file, "collection": collection, "title": "x" * 300}
        assert admin.post(reverse("wagtailimages:add_multiple"), sent).status_code in (200, 400)

    def test_that_waits_for_its_title_waits_clean(self, admin):
        dirty = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/><rect/></svg>'
        file = SimpleUploadedFile("dessin.svg", dirty, "image/svg+xml")
        sent = {"files[]": file, "collection": 1, "title": "x" * 300}
        answer = admin.post(reverse("wagtailimages:add_multiple"), sent).json()
        waiting = WaitingUpload.objects.get(pk=answer["uploaded_file_id"])
        assert b"script" not in waiting.file.read()
        prefix = f"uploaded-image-{waiting.pk}"
        address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=(waiting.pk,))
        admin.post(address, {f"{prefix}-title": "Dessin", f"{prefix}-collection": 1})
        assert b"script" not in Picture.objects.get().file.open().read()

    def test_is_rewritten_wherever_it_waits(self):
        on_disk = TemporaryUploadedFile("a.svg", "image/svg+xml", 8, None)
        on_disk.write(b"<before>")
        for file in (on_disk, SimpleUploadedFile("a.svg", b"<before>")):
            rewrite(file, b"<x>")
            assert (file.read(), file.size) == (b"<x>", 3)
        with open(on_disk.temporary_file_path(), "rb") as kept:
            assert kept.read() == b"<x>"


class TestAPortrait:
    @pytest.mark.parametrize("name", [name for name in SOUND if name != "capital.JPG"])
    def test_is_made_small_and_says_nothing_of_its_camera(self, admin, network_editor, name):
        assert as_a_portrait(admin, SimpleUploadedFile(name, SOUND[name])).status_code == 302
        with Image.open(UserProfile.objects.get(user=network_editor).avatar) as image:
            image.load()
            assert max(image.size) <= 400 and "exif" not in image.info

    # A portrait is written anew, whatever its name said.
    @pytest.mark.parametrize("name", sorted(REFUSED.keys() - {"other.jpg", "other.png", "photo.psd"}))
    def test_that_cannot_be_drawn_is_refused_in_words(self, admin, network_editor, name):
        response = as_a_portrait(admin, SimpleUploadedFile(name, REFUSED[name]))
        assert response.status_code == 200
        assert len(errors(response)) > len("Champ requis.")
        assert not UserProfile.objects.get(user=network_editor).avatar

    def test_may_be_heavy_up_to_a_point(self, admin):
        content = SOUND["RGB.png"] + bytes(6 * 1024 * 1024)
        assert "trop lourde" in errors(as_a_portrait(admin, SimpleUploadedFile("a.png", content)))


def archive(**files: bytes) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as target:
        for name, content in files.items():
            target.writestr(name, content)
    return output.getvalue()


def office(kind: str) -> bytes:
    name = f"application/vnd.openxmlformats-officedocument.{kind}.main+xml"
    types = f'<Types><Override ContentType="{name}"/></Types>'
    return archive(**{"[Content_Types].xml": types.encode()})


def open_document(kind: str) -> bytes:
    return archive(mimetype=f"application/vnd.oasis.opendocument.{kind}".encode())


WORD = Word(paragraph("Bonjour")).content()
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
DOCUMENTS = {
    "guide.pdf": PDF,
    "guide.docx": WORD,
    "guide.odt": odf.open_document("<text:p>Bonjour</text:p>"),
    "guide.xlsx": office("spreadsheetml.sheet"),
    "guide.pptx": office("presentationml.presentation"),
    "guide.ods": open_document("spreadsheet"),
    "guide.odp": open_document("presentation"),
    "guide.rtf": rb"{\rtf1\ansi Bonjour}",
    "guide.txt": "Été".encode("cp1252"),
    "guide.csv": "nom;prénom\r\nÉté;1".encode("utf-16"),
    "GUIDE.PDF": PDF,
}
FALSE_DOCUMENTS = {
    "page.pdf": b"<html><script>alert(1)</script></html>",
    "page-first.pdf": b"<script>alert(1)</script>%PDF-1.7\n",
    "program.pdf": b"MZ\x90\0\3" + bytes(100),
    "photo.pdf": encoded(painted(), "PNG"),
    "archive.docx": archive(**{"a.txt": b"a"}),
    "text.docx": b"Bonjour",
    "sheet.docx": office("spreadsheetml.sheet"),
    "macros.docx": archive(
        **{"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml"}
    ),
    "program-inside.docx": archive(
        **{
            "[Content_Types].xml": b"wordprocessingml.document.main+xml vbaProject",
            "word/vbaProject.bin": b"",
        }
    ),
    "half.docx": WORD[: len(WORD) // 2],
    "before.docx": b"<script>alert(1)</script>" + WORD,
    "word.odt": WORD,
    "binary.txt": bytes(range(256)),
    "page.txt": b"\xef\xbb\xbf <!-- x --> <!doctype html><p>a",
    "pdf.txt": PDF,
    "drawing.csv": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "old.docx": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
    "locked.xlsx": bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
    "directory.docx": b"PK\3\4" + b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, 9, 9, 2**31, 0, 0),
    "empty.pdf": b"",
    "blank.txt": b" \n\t",
    "program.exe": b"MZ",
}


def document_form(file) -> dict:
    return {"title": "Un guide", "file": file, "collection": 1}


def document_alone(client, file):
    return client.post(reverse("wagtaildocs:add"), document_form(file))


def documents_at_once(client, file):
    return client.post(reverse("wagtaildocs:add_multiple"), {"files[]": file, "collection": 1})


def document_from_a_page(client, file):
    fields = {f"document-chooser-upload-{name}": value for name, value in document_form(file).items()}
    return client.post(reverse("wagtaildocs_chooser:create"), fields)


@pytest.mark.parametrize("way", [document_alone, documents_at_once, document_from_a_page])
class TestADocument:
    @pytest.mark.parametrize("name", DOCUMENTS)
    def test_that_is_what_its_name_says_is_taken_in(self, admin, way, name):
        way(admin, SimpleUploadedFile(name, DOCUMENTS[name]))
        assert PortalDocument.objects.get().file.read() == DOCUMENTS[name]

    @pytest.mark.parametrize("name", FALSE_DOCUMENTS)
    def test_that_is_something_else_is_refused_in_words(self, admin, way, name):
        response = way(admin, SimpleUploadedFile(name, FALSE_DOCUMENTS[name]))
        assert response.status_code == 200
        assert errors(response)
        assert not PortalDocument.objects.exists()


class TestARequest:
    """As a whole: refused before it is read."""

    def test_that_is_too_large_is_refused_whatever_it_says_of_its_length(self, admin, monkeypatch):
        monkeypatch.setattr(photographs, "sound", None)
        file = SimpleUploadedFile("a.jpg", bytes(site.MOST_BYTES_SENT + 1))
        assert one_by_one(admin, file).status_code in (400, 413)

    @pytest.mark.parametrize("address", ["/", "/agenda/proposer/", "/nulle-part/", "/admin/images/add/"])
    def test_of_a_visitor_holds_no_file(self, db, address):
        file = SimpleUploadedFile("a.jpg", bytes(site.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))
        visitor = Client(enforce_csrf_checks=True)
        visitor.cookies["csrftoken"] = "a" * 32
        assert visitor.post(address, {"file": file}).status_code in (400, 413)

    def test_of_somebody_without_a_right_to_upload_ends_in_words(self, db):
        reader = sign_in(make_person("lectrice@example.org"))
        file = SimpleUploadedFile("a.jpg", SOUND["RGB.png"])
        assert one_by_one(reader, file).status_code in (302, 403)

    def test_is_counted_as_it_comes(self):
        handler = BoundedUploadHandler(RequestFactory().post("/"))
        handler.handle_raw_input(None, {}, 10, "")
        with pytest.raises(RequestDataTooBig):
            for _chunk in range(100):
                handler.receive_data_chunk(bytes(64 * 1024), 0)


@pytest.mark.parametrize(
    "content", [b"", bytes(range(256)), b'msgid "a"\nmsgstr "b"', b'msgid "\nmsgstr']
)
def test_a_file_of_translations_that_is_none_is_no_error(admin, tree, content):
    translate(tree.add(StandardPage))
    address = reverse("wagtail_localize:upload_pofile", args=(Translation.objects.first().pk,))
    sent = {"file": SimpleUploadedFile("a.po", content)}
    assert admin.post(address, sent).status_code in (302, 400)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", bytes(range(256))),
        ("a.csv", b""),
        ("a.xlsx", b"PK\3\4"),
        ("a.exe", b"MZ"),
        ("a.tsv", b"\xff"),
    ],
)
def test_a_list_of_redirections_that_is_none_is_no_error(admin, name, content):
    sent = {"import_file": SimpleUploadedFile(name, content)}
    assert admin.post(reverse("wagtailredirects:start_import"), sent).status_code < 500

"""Files that are broken, locked, mislabelled or made to hurt: refused with a reason, within bounds."""

import zipfile
import zlib
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.documents import archives
from portal.documents.outline import Reading, Refusal, Refused
from portal.documents.reading import read
from tests.documents import opendocument, word
from tests.documents.samples import SAMPLES, drawing, typeset

WORD, TEXT, PDF = (SAMPLES[name].content for name in ("word_sheet", "libreoffice_sheet", "pdf_sheet"))
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def archive_of(content: bytes, replaced: dict[str, bytes]) -> bytes:
    """The archive with other files in it, or in place of its own."""
    source, output = zipfile.ZipFile(BytesIO(content)), BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in replaced:
                target.writestr(name, source.read(name))
        for name, data in replaced.items():
            target.writestr(name, data)
    return output.getvalue()


def with_body(xml: str) -> bytes:
    return archive_of(WORD, {"word/document.xml": xml.encode()})


def entities(declared: str, used: str) -> bytes:
    return with_body(
        f'<?xml version="1.0"?><!DOCTYPE d [{declared}]><w:document xmlns:w="{word.W}"><w:body><w:p><w:r>'
        f"<w:t>{used}</w:t></w:r></w:p></w:body></w:document>"
    )


def with_flag(content: bytes, flag: int) -> bytes:
    """The archive whose entries say that they are encrypted."""
    changed = bytearray(content)
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= flag
            at = changed.find(mark, at + 4)
    return bytes(changed)


def with_lying_size(content: bytes) -> bytes:
    """Its directory says of the first file that it is one byte long."""
    changed = bytearray(content)
    at = changed.find(b"PK\1\2")
    changed[at + 24 : at + 28] = (1).to_bytes(4, "little")
    return bytes(changed)


def locked_pdf() -> bytes:
    output = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as pdf:
        pdf.save(output, encryption=pikepdf.Encryption(owner="secret", user="secret"))
    return output.getvalue()


def pdf_of_stream(packed: bytes) -> bytes:
    """One page whose content is a compressed stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 5\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 5>>\nstartxref\n%d\n%%%%EOF"
        % (
            table,
            len(body),
        )
    )


def bytes_of_zeros(megabytes: int) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a/>")
        for number in range(megabytes // 16):
            archive.writestr(f"{number}.bin", bytes(16 * 1024 * 1024))
    return output.getvalue()


def many_files() -> bytes:
    return archive_of(WORD, {f"x/{number}.txt": b"" for number in range(archives.MAX_FILES)})


HOSTILE = {
    "nothing": (b"", Refusal.EMPTY),
    "white space": (b" \r\n\t\0 ", Refusal.EMPTY),
    "signs only": ("… — !!!".encode(), Refusal.EMPTY),
    "a program": (b"MZ\x90\0\3" + bytes(range(256)) * 9, Refusal.UNKNOWN),
    "a picture": (drawing(), Refusal.UNKNOWN),
    "a picture called a document": (
        archive_of(b"PK\5\6" + bytes(18), {"a.png": drawing()}),
        Refusal.UNKNOWN,
    ),
    "a web page": (b"\xef\xbb\xbf<!DOCTYPE html><p>Bonjour</p>", Refusal.WEB_PAGE),
    "rich text": (rb"{\rtf1\ansi Bonjour}", Refusal.RTF),
    "an old Word file": (OLD_OFFICE + "WordDocument".encode("utf-16-le"), Refusal.OLD_WORD),
    "an old sheet": (OLD_OFFICE + "Workbook".encode("utf-16-le"), Refusal.OTHER_OFFICE),
    "a locked Word file": (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), Refusal.PASSWORD),
    "a locked archive": (with_flag(WORD, 1), Refusal.PASSWORD),
    "a locked text": (
        opendocument.open_document("<text:p/>", manifest_more="<manifest:encryption-data/>"),
        Refusal.PASSWORD,
    ),
    "a locked PDF": (locked_pdf(), Refusal.PASSWORD),
    "a slide show": (
        opendocument.open_document("", mimetype="application/vnd.oasis.opendocument.presentation"),
        Refusal.OTHER_OFFICE,
    ),
    "half a Word file": (WORD[: len(WORD) // 2], Refusal.BROKEN),
    "half a text": (TEXT[: len(TEXT) // 2], Refusal.BROKEN),
    "half a PDF": (PDF[:200], Refusal.BROKEN),
    "a PDF of nothing": (b"%PDF-1.7\n", Refusal.BROKEN),
    "no XML": (with_body("<w:document"), Refusal.BROKEN),
    "a lying archive": (with_lying_size(WORD), Refusal.BROKEN),
    "a bomb of zeros": (bytes_of_zeros(176), Refusal.TRAP),
    "a bomb of files": (many_files(), Refusal.TRAP),
    "a billion laughs": (entities(f'<!ENTITY l0 "ha">{LAUGHS}', "&l9;"), Refusal.TRAP),
    "quadratic laughs": (entities(f'<!ENTITY a "{"ha" * 50_000}">', "&a;" * 5_000), Refusal.TRAP),
    "an entity from outside": (entities('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"), Refusal.TRAP),
    "an entity in UTF-16": (
        archive_of(
            WORD, {"word/document.xml": '<?xml version="1.0"?><!DOCTYPE d []><d/>'.encode("utf-16")}
        ),
        Refusal.TRAP,
    ),
    "a laughing text": (
        archive_of(TEXT, {"styles.xml": b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'}),
        Refusal.TRAP,
    ),
    "a text without a word": (opendocument.open_document("<text:p> … </text:p>"), Refusal.EMPTY),
    "a scanned PDF": (typeset('#image("a.png")', a_png=drawing()), Refusal.NO_TEXT),
    "a PDF without a text": (pdf_of_stream(zlib.compress(b"q Q")), Refusal.NO_TEXT),
    "nested without end": (
        with_body(f'<w:document xmlns:w="{word.W}"><w:body>{"<w:p>" * 20_000}'),
        Refusal.BROKEN,
    ),
    "nested too deep": (
        opendocument.open_document("<text:section>" * 200 + "<text:p/>" + "</text:section>" * 200),
        Refusal.TOO_MUCH,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_is_refused_with_its_reason(name):
    content, reason = HOSTILE[name]
    with pytest.raises(Refused) as refused:
        read(content)
    assert refused.value.reason is reason


@given(st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data):
    damaged = bytearray(data.draw(st.sampled_from([WORD, TEXT, PDF, SAMPLES["notes_in_utf8"].content])))
    places = st.integers(0, len(damaged) - 1)
    for place, byte in data.draw(
        st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=40)
    ):
        damaged[place] = byte
    with suppress(Refused):
        assert isinstance(read(bytes(damaged)), Reading)


def a_gigabyte_of_zeros() -> bytes:
    """Compressed to one megabyte, by saying the same again and again."""
    chunk, times = bytes(64 * 1024 * 1024), 16
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 1
    for _time in range(times):
        checksum = zlib.adler32(chunk, checksum)
    return b"\x78\xda" + packed * times + b"\x03\x00" + checksum.to_bytes(4, "big")

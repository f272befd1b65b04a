"""Opens Word and LibreOffice files, which are zip archives of XML, if they are safe."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from portal.documents.outline import Refusal, Refused

MAX_FILES = 5_000
#: In bytes: the list of parts, all files once unpacked, and each XML file.
MAX_CONTENT_TYPES = 1024 * 1024
MAX_UNPACKED = 150 * 1024 * 1024
MAX_XML = 40 * 1024 * 1024
_ENCRYPTED_FLAG = 0x1
#: Office programs use no other compression.
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DIRECTORY_ENTRY = b"PK\1\2"
#: Neither format needs a document type; “billion laughs” attacks do.
_DOCTYPE = [
    "<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "cp500")
]
_OVERRIDE = re.compile(rb"<(?:\w{1,20}:)?Override\s[^>]{1,1000}>")
_MAIN_WORD_TYPE = re.compile(rb"wordprocessingml\.(?:document|template)\.main\+xml")
_PART_NAME = re.compile(rb'PartName="/([^"]{1,300})"')


def open_archive(content: bytes) -> zipfile.ZipFile:
    """Raises `Refused` for a locked archive or one too large, `BadZipFile` for a broken one.

    Entries are counted before `zipfile` makes an object of each.
    """
    if content.count(_DIRECTORY_ENTRY) > MAX_FILES:
        raise Refused(Refusal.TRAP)
    archive = zipfile.ZipFile(BytesIO(content))
    entries = archive.infolist()
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise Refused(Refusal.PASSWORD)
    if any(entry.compress_type not in _COMPRESSIONS for entry in entries):
        raise Refused(Refusal.BROKEN)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Refused(Refusal.TRAP)
    return archive


def open_checked_archive(content: bytes) -> zipfile.ZipFile:
    """Opens an archive and refuses XML that declares entities. Raises as `open_archive` does.

    `zipfile` unpacks no more of an entry than its declared size, which is bounded.
    """
    archive = open_archive(content)
    for entry in archive.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        if entry.file_size > MAX_XML:
            raise Refused(Refusal.TOO_MUCH)
        xml = archive.read(entry)
        if any(mark in xml for mark in _DOCTYPE):
            raise Refused(Refusal.TRAP)
        if entry.filename == "META-INF/manifest.xml" and b"encryption-data" in xml:
            raise Refused(Refusal.PASSWORD)
    return archive


def mimetype(archive: zipfile.ZipFile) -> str:
    """The media type of an OpenDocument archive; empty for others."""
    return _beginning(archive, "mimetype", 100).decode("ascii", "replace").strip()


def content_types(archive: zipfile.ZipFile) -> bytes:
    """The XML that lists the parts of an Office archive; empty for others."""
    return _beginning(archive, "[Content_Types].xml", MAX_CONTENT_TYPES)


def main_word_part(archive: zipfile.ZipFile) -> str:
    """The name of the part with the text of a Word document; usually “word/document.xml”."""
    for override in _OVERRIDE.findall(content_types(archive)):
        name = _PART_NAME.search(override)
        if name and _MAIN_WORD_TYPE.search(override):
            return name[1].decode("utf-8", "replace")
    return "word/document.xml"


def _beginning(archive: zipfile.ZipFile, name: str, length: int) -> bytes:
    try:
        with archive.open(name) as file:
            return file.read(length)
    except KeyError:
        return b""

"""Opens Word and LibreOffice files, which are zip archives of XML, if they are safe."""

from __future__ import annotations

import zipfile
from io import BytesIO

from portal.documents.outline import Refusal, Refused

MAX_FILES = 5_000
#: In bytes: all files once unpacked, and each XML file.
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


def read_beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    """The first mebibyte of a file of an archive; empty if there is no such file."""
    try:
        with archive.open(name) as file:
            return file.read(1024 * 1024)
    except KeyError:
        return b""

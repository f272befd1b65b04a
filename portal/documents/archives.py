"""Word and LibreOffice files are zip archives of XML: opened only if they can do no harm."""

from __future__ import annotations

import re
import struct
import zipfile
from io import BytesIO

from portal.documents.outline import Refusal, Refused

MAX_FILES = 5_000
#: In bytes: the list of the files, all files together once unpacked, and each XML file.
MAX_DIRECTORY = 1024 * 1024
MAX_UNPACKED = 150 * 1024 * 1024
MAX_XML = 40 * 1024 * 1024
#: An archive may name itself encrypted in one bit of each entry.
_ENCRYPTED = 0x1
#: Office programs know no other ways of packing.
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: The record that ends an archive, the size of the directory in it, and the mark of a larger kind.
_END, _LONGEST_END = struct.Struct("<4s8xL6x"), 22 + 65_535
_END_MARK, _ZIP64_MARK = b"PK\5\6", b"PK\6\7"
#: Neither format has any use for a document type; entities that explode are declared in one.
_DOCTYPE = [
    "<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "cp500")
]
_MAIN_WORD_PART = re.compile(
    rb'PartName="/([^"]{1,300})"\s{1,20}ContentType="[^"]{0,300}wordprocessingml\.(?:document|template)\.main\+xml"'
    rb"|"
    rb'ContentType="[^"]{0,300}wordprocessingml\.(?:document|template)\.main\+xml"\s{1,20}PartName="/([^"]{1,300})"'
)


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The archive, whose sizes are bearable. Raises `Refused`, and `BadZipFile` for no archive."""
    _check_directory(content)
    archive = zipfile.ZipFile(BytesIO(content))
    entries = archive.infolist()
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Refused(Refusal.PASSWORD)
    if any(entry.compress_type not in _PACKINGS for entry in entries):
        raise Refused(Refusal.BROKEN)
    if len(entries) > MAX_FILES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Refused(Refusal.TRAP)
    return archive


def open_checked_archive(content: bytes) -> zipfile.ZipFile:
    """The same, its XML read once: it declares nothing. Raises `Refused`."""
    archive = open_archive(content)
    _check_xml(archive)
    return archive


def _check_directory(content: bytes) -> None:
    """`zipfile` makes an object of each entry of the directory before anybody can count them."""
    tail = content[-_LONGEST_END:]
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size + 2:
        return
    _mark, size = _END.unpack_from(tail, at)
    if size > MAX_DIRECTORY or _ZIP64_MARK in tail[max(0, at - 20) : at]:
        raise Refused(Refusal.TRAP)


def _check_xml(archive: zipfile.ZipFile) -> None:
    """Unpacking stops at the size that an entry declares: the sum above is a bound."""
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


def mimetype(archive: zipfile.ZipFile) -> str:
    """What an OpenDocument archive says it is; nothing for others."""
    return _start(archive, "mimetype", 100).decode("ascii", "replace").strip()


def content_types(archive: zipfile.ZipFile) -> bytes:
    """What an Office archive says of its parts; nothing for others."""
    return _start(archive, "[Content_Types].xml", MAX_DIRECTORY)


def main_word_part(archive: zipfile.ZipFile) -> str:
    """The name of the part that holds a Word document’s text; some programs do not use the usual one."""
    found = _MAIN_WORD_PART.search(content_types(archive))
    return (found[1] or found[2]).decode("utf-8", "replace") if found else ""


def _start(archive: zipfile.ZipFile, name: str, length: int) -> bytes:
    try:
        with archive.open(name) as file:
            return file.read(length)
    except KeyError:
        return b""

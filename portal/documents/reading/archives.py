"""Word and LibreOffice files are zip archives of XML: opened only if they can do no harm."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from portal.documents.outline import Refusal, Refused

MOST_FILES = 5_000
#: In bytes, all files together once unpacked, and each XML file.
MOST_UNPACKED = 150 * 1024 * 1024
MOST_XML = 40 * 1024 * 1024
#: An archive may name itself encrypted in one bit of each entry.
_ENCRYPTED = 0x1
#: Neither format has any use for a document type; entities that explode are declared in one.
_DOCTYPE = [
    "<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "cp500")
]
_MAIN_WORD_PART = re.compile(
    rb'PartName="/([^"]+)"\s+ContentType="[^"]*wordprocessingml\.(?:document|template)\.main\+xml"'
    rb"|"
    rb'ContentType="[^"]*wordprocessingml\.(?:document|template)\.main\+xml"\s+PartName="/([^"]+)"'
)


def open_checked(content: bytes) -> zipfile.ZipFile:
    """The archive, whose sizes are bearable and whose XML declares nothing. Raises `Refused`."""
    archive = zipfile.ZipFile(BytesIO(content))
    _check_sizes(archive)
    _check_xml(archive)
    return archive


def _check_sizes(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Refused(Refusal.PASSWORD)
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused(Refusal.TRAP)


def _check_xml(archive: zipfile.ZipFile) -> None:
    """Unpacking stops at the size that an entry declares: the sum above is a bound."""
    for entry in archive.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        if entry.file_size > MOST_XML:
            raise Refused(Refusal.TOO_MUCH)
        xml = archive.read(entry)
        if any(mark in xml for mark in _DOCTYPE):
            raise Refused(Refusal.TRAP)
        if entry.filename == "META-INF/manifest.xml" and b"encryption-data" in xml:
            raise Refused(Refusal.PASSWORD)


def mimetype(archive: zipfile.ZipFile) -> str:
    """What an OpenDocument archive says it is; nothing for others."""
    try:
        return archive.read("mimetype")[:100].decode("ascii", "replace").strip()
    except KeyError:
        return ""


def main_word_part(archive: zipfile.ZipFile) -> str:
    """The name of the part that holds a Word document’s text; some programs do not use the usual one."""
    try:
        found = _MAIN_WORD_PART.search(archive.read("[Content_Types].xml"))
    except KeyError:
        return ""
    return (found[1] or found[2]).decode("utf-8", "replace") if found else ""

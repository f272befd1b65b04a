"""Recognises the kind of a file by its content, not by its name."""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from enum import StrEnum

from portal.documents import archives
from portal.documents.outline import Refusal, Refused


class Kind(StrEnum):
    DOCX = "docx"
    ODT = "odt"
    PDF = "pdf"
    TEXT = "txt"
    RTF = "rtf"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODS = "ods"
    ODP = "odp"


_BLANK = b"\0 \t\r\n"
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLD_KINDS = {"EncryptedPackage": Refusal.PASSWORD, "WordDocument": Refusal.OLD_WORD}
_WEB_PAGE = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype|html|head|body|script|svg|iframe|\?xml|\?php)\b",
    re.IGNORECASE | re.DOTALL,
)
#: A web page is recognised in its first characters.
_HEAD = 4096
#: Windows-1252 decodes nearly every byte: control characters tell binary content from text.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_OFFICE = {
    b"wordprocessingml.document.main+xml": Kind.DOCX,
    b"wordprocessingml.template.main+xml": Kind.DOCX,
    b"spreadsheetml.sheet.main+xml": Kind.XLSX,
    b"presentationml.presentation.main+xml": Kind.PPTX,
}
_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": Kind.ODT,
    "application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
    "application/vnd.oasis.opendocument.presentation": Kind.ODP,
}
_MACROS = (b"macroEnabled", b"vbaProject")


def kind_of(content: bytes) -> Kind:
    """Raises `Refused` for a file that is empty, locked, dangerous, of an old format or unknown."""
    if not content.strip(_BLANK):
        raise Refused(Refusal.EMPTY)
    if content.startswith(b"PK"):
        return _kind_of_archive(content)
    if content.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"%PDF-"):
        return Kind.PDF
    if content.startswith(b"{\\rtf"):
        return Kind.RTF
    if content.startswith(_OLD_OFFICE):
        reasons = (reason for mark, reason in _OLD_KINDS.items() if mark.encode("utf-16-le") in content)
        raise Refused(next(reasons, Refusal.OTHER_OFFICE))
    if _WEB_PAGE.match(decode_text(content)[:_HEAD]):
        raise Refused(Refusal.WEB_PAGE)
    return Kind.TEXT


def _kind_of_archive(content: bytes) -> Kind:
    try:
        archive = archives.open_archive(content)
        types = archives.read_beginning(archive, "[Content_Types].xml")
        mimetype = archives.read_beginning(archive, "mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError) as error:
        raise Refused(Refusal.BROKEN) from error
    if any(mark in types for mark in _MACROS):
        raise Refused(Refusal.MACROS)
    for mark, kind in _OFFICE.items():
        if mark in types:
            return kind
    if "word/document.xml" in archive.namelist():
        return Kind.DOCX
    if open_document := _OPEN_DOCUMENT.get(mimetype.removesuffix("-template")):
        return open_document
    is_office = bool(types) or mimetype.startswith("application/vnd.oasis.opendocument")
    raise Refused(Refusal.OTHER_OFFICE if is_office else Refusal.UNKNOWN)


def decode_text(content: bytes) -> str:
    """Decodes UTF-8, UTF-16 or UTF-32, else Windows-1252. Raises `Refused` for binary content."""
    marked = (encoding for mark, encoding in _BYTE_ORDER_MARKS if content.startswith(mark))
    try:
        text = content.decode(next(marked, "utf-8"))
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if _CONTROLS.search(text) or text.count("\N{REPLACEMENT CHARACTER}") > len(text) / 100:
        raise Refused(Refusal.UNKNOWN)
    return text

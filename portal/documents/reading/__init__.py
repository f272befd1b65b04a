"""From the bytes of a file to what it says. Nothing here knows Django: it runs in a process of its own.

What a file is called is not asked: its content tells what it is.
"""

from __future__ import annotations

import codecs
import re

from portal.documents.outline import Reading, Refusal, Refused, words_of
from portal.documents.reading import archives

#: Before the mark that says what they are, some programs write a few bytes of their own.
_PDF_MARK_WITHIN = 1024
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
_WEB_PAGE = re.compile(rb"\s*(<!doctype html|<html|<\?xml)", re.IGNORECASE)


def read(content: bytes) -> Reading:
    """What a file says. Raises `Refused` for one that cannot be read or should not be, and
    `MemoryError` where there is not enough of it.
    """
    try:
        reading = _read(content)
    except (Refused, MemoryError):
        raise
    except RecursionError as error:
        raise Refused(Refusal.TOO_MUCH) from error
    except Exception as error:
        # The libraries that read files let through whatever a broken one makes them stumble on.
        raise Refused(Refusal.BROKEN) from error
    if not words_of(reading.outline):
        raise Refused(Refusal.EMPTY)
    return reading


def _read(content: bytes) -> Reading:
    if not content.strip(b"\0 \t\r\n"):
        raise Refused(Refusal.EMPTY)
    if content.startswith(b"PK"):
        return _read_archive(content)
    if b"%PDF-" in content[:_PDF_MARK_WITHIN]:
        from portal.documents.reading import pdf

        return pdf.read(content)
    if reason := _why_not_text(content):
        raise Refused(reason)
    from portal.documents.reading import text

    return text.read(content)


def _read_archive(content: bytes) -> Reading:
    archive = archives.open_checked(content)
    names = set(archive.namelist())
    if "word/document.xml" in names or archives.main_word_part(archive):
        from portal.documents.reading import docx

        return docx.read(content, archive)
    kind = archives.mimetype(archive)
    if kind.startswith("application/vnd.oasis.opendocument.text"):
        from portal.documents.reading import odt

        return odt.read(content, archive)
    is_office = "[Content_Types].xml" in names or kind.startswith("application/vnd.oasis.opendocument")
    raise Refused(Refusal.OTHER_OFFICE if is_office else Refusal.UNKNOWN)


def _why_not_text(content: bytes) -> Refusal | None:
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED_OFFICE in content:
            return Refusal.PASSWORD
        return Refusal.OLD_WORD if _OLD_WORD in content else Refusal.OTHER_OFFICE
    if content.startswith(b"{\\rtf"):
        return Refusal.RTF
    if _WEB_PAGE.match(content.removeprefix(codecs.BOM_UTF8)):
        return Refusal.WEB_PAGE
    return None

"""Reads the bytes of a file. This runs in the sandbox and does not import Django."""

from __future__ import annotations

from portal.documents import bounds
from portal.documents.kinds import Kind, kind_of
from portal.documents.outline import Reading, Refusal, Refused, count_words_in, plain_text

#: Of a text for the search, in characters: about 150 printed pages.
LONGEST_TEXT = 400_000


def read(content: bytes) -> Reading:
    """Raises `Refused` for a file that cannot or must not be read, and `MemoryError`."""
    reading = _guarded(content, whole=True)
    if not count_words_in(reading.outline):
        raise Refused(Refusal.EMPTY)
    bounds.check_size(reading.outline)
    return reading


def text_of(content: bytes) -> str:
    """The text of a file for the search, only its beginning if it is long. Raises as `read` does."""
    return plain_text(_guarded(content, whole=False).outline)[:LONGEST_TEXT]


def _guarded(content: bytes, *, whole: bool) -> Reading:
    try:
        return _read(content, whole)
    except (Refused, MemoryError):
        raise
    except Exception as error:
        # The libraries raise exceptions of any kind for broken files.
        is_deep = isinstance(error, RecursionError)
        raise Refused(Refusal.TOO_MUCH if is_deep else Refusal.BROKEN) from error


def _read(content: bytes, whole: bool) -> Reading:
    """Imports only the library that the file needs, because imports take time and memory."""
    match kind_of(content):
        case Kind.DOCX:
            from portal.documents.reading import docx

            return docx.read(content)
        case Kind.ODT:
            from portal.documents.reading import odt

            return odt.read(content)
        case Kind.PDF:
            from portal.documents.reading import pdf

            return pdf.read(content, whole=whole)
        case Kind.TEXT:
            from portal.documents.reading import text

            return text.read(content)
        case Kind.RTF:
            raise Refused(Refusal.RTF)
    raise Refused(Refusal.OTHER_OFFICE)

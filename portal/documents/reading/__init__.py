"""From the bytes of a file to what it says. It runs in a process of its own and knows no Django."""

from __future__ import annotations

from portal.documents import bounds
from portal.documents.kinds import Kind, kind_of
from portal.documents.outline import Reading, Refusal, Refused, count_words_in, plain_text

#: Of a text for the search, in characters: about 150 printed pages.
LONGEST_TEXT = 400_000


def read(content: bytes) -> Reading:
    """What a file says. Raises `Refused` for one that cannot be read or should not be, and
    `MemoryError` where there is not enough of it.
    """
    reading = _guarded(content, whole=True)
    if not count_words_in(reading.outline):
        raise Refused(Refusal.EMPTY)
    bounds.check_size(reading.outline)
    return reading


def text_of(content: bytes) -> str:
    """The text of a file, as far as it is searched. Raises as `read` does, but not for a long one."""
    outline = _guarded(content, whole=False).outline
    beside = [leftover.blocks for leftover in outline.leftovers]
    parts = (outline.title, plain_text(outline.blocks), plain_text(outline.notes), plain_text(beside))
    return "\n".join(filter(None, parts))[:LONGEST_TEXT]


def _guarded(content: bytes, *, whole: bool) -> Reading:
    try:
        return _read(content, whole)
    except (Refused, MemoryError):
        raise
    except RecursionError as error:
        raise Refused(Refusal.TOO_MUCH) from error
    except Exception as error:
        # The libraries that read files let through whatever a broken one makes them stumble on.
        raise Refused(Refusal.BROKEN) from error


def _read(content: bytes, whole: bool) -> Reading:
    """Libraries are imported where they are wanted: each costs the process a part of its time."""
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

            return text.read(content, whole=whole)
        case Kind.RTF:
            raise Refused(Refusal.RTF)
    raise Refused(Refusal.OTHER_OFFICE)

"""The texts of a Word file that mammoth does not read: headers, footers, comments, formulas, drawings."""

from __future__ import annotations

import re
import zipfile
from collections import Counter

from portal.documents.outline import Leftover, Origin, Paragraph, TextRun, count_words, plain_text
from portal.documents.reading.docx.xml_parts import paragraphs, text_parts

_ORIGINS = (
    (re.compile(r"word/header\d*\.xml"), Origin.HEADER),
    (re.compile(r"word/footer\d*\.xml"), Origin.FOOTER),
    (re.compile(r"word/comments\.xml"), Origin.COMMENT),
    (re.compile(r"word/(diagrams/data|charts/chart)\d*\.xml"), Origin.DRAWING),
)
_MARGIN_RELATIONS = re.compile(r"word/_rels/(header|footer)\d*\.xml\.rels")


def missed_paragraphs(archive: zipfile.ZipFile, found: Counter[str]) -> list[Leftover]:
    """The paragraphs of the text with words that were not found, such as formulas."""
    left = Counter(found)
    missed = []
    for text in (text for name in text_parts(archive) for text in paragraphs(archive, name)):
        words = count_words(text)
        if all(left[word] >= number for word, number in words.items()):
            left.subtract(words)
        else:
            missed.append(Paragraph((TextRun(text),)))
    return [Leftover(Origin.OTHER, tuple(missed))] if missed else []


def texts_of_other_parts(archive: zipfile.ZipFile) -> list[Leftover]:
    """Headers, footers, comments and diagrams. First and even pages often repeat a header: kept once."""
    found: dict[tuple[Origin, str], Leftover] = {}
    for name in archive.namelist():
        origin = next((origin for pattern, origin in _ORIGINS if pattern.fullmatch(name)), None)
        if origin is None:
            continue
        blocks = tuple(Paragraph((TextRun(text),)) for text in paragraphs(archive, name))
        text = plain_text(blocks)
        if any(map(str.isalpha, text)):
            found.setdefault((origin, text), Leftover(origin, blocks))
    return list(found.values())


def has_picture_in_margins(archive: zipfile.ZipFile) -> bool:
    names = filter(_MARGIN_RELATIONS.fullmatch, archive.namelist())
    return any(b"/relationships/image" in archive.read(name) for name in names)

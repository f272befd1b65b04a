"""What a Word file says beside its text, and what the converter of the text does not know how to read."""

from __future__ import annotations

import re
import zipfile
from collections import Counter

from portal.documents.outline import Leftover, Origin, Paragraph, TextRun, count_words, plain_text
from portal.documents.reading.docx.xml_parts import of_the_text, paragraphs

_ORIGINS = (
    (re.compile(r"word/header\d*\.xml"), Origin.HEADER),
    (re.compile(r"word/footer\d*\.xml"), Origin.FOOTER),
    (re.compile(r"word/comments\.xml"), Origin.COMMENT),
    (re.compile(r"word/(diagrams/data|charts/chart)\d*\.xml"), Origin.DRAWING),
)


def missed(archive: zipfile.ZipFile, found: Counter[str]) -> list[Leftover]:
    """The paragraphs of the text with words that were not found: formulas, new drawings."""
    left = Counter(found)
    lost = []
    for name in of_the_text(archive):
        for text in paragraphs(archive, name):
            said = count_words(text)
            if all(left[word] >= number for word, number in said.items()):
                left.subtract(said)
            else:
                lost.append(Paragraph((TextRun(text),)))
    return [Leftover(Origin.OTHER, tuple(lost))] if lost else []


def elsewhere(archive: zipfile.ZipFile) -> list[Leftover]:
    """What stands beside the text. First pages and even pages often repeat a header: said once."""
    found: dict[tuple[Origin, str], Leftover] = {}
    for name in archive.namelist():
        origin = next((origin for pattern, origin in _ORIGINS if pattern.fullmatch(name)), None)
        if origin is None:
            continue
        said = tuple(Paragraph((TextRun(text),)) for text in paragraphs(archive, name))
        text = plain_text(said)
        if any(map(str.isalpha, text)):
            found.setdefault((origin, text), Leftover(origin, said))
    return list(found.values())


def header_has_picture(archive: zipfile.ZipFile) -> bool:
    relations = re.compile(r"word/_rels/(header|footer)\d*\.xml\.rels")
    return any(
        b"/relationships/image" in archive.read(name)
        for name in archive.namelist()
        if relations.fullmatch(name)
    )

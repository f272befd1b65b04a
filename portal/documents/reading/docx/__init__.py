"""Reads Word files, as written by Word, LibreOffice, Google Docs, Pages and others."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import mammoth
from mammoth.documents import Paragraph as WordParagraph

from portal.documents import archives
from portal.documents.outline import (
    Leftover,
    Origin,
    Outline,
    Reading,
    Remark,
    count_words_in,
    plain_text,
)
from portal.documents.reading import markup
from portal.documents.reading.docx import outside_text
from portal.documents.reading.docx.hidden_text import remove_hidden_text
from portal.documents.reading.docx.xml_parts import text_parts
from portal.documents.reading.pictures import PictureCollector
from portal.documents.text_runs import clean

_TITLE, _CONTENTS = "document-title", "document-contents"
#: CSS class → names of styles in Word, in any language, and in LibreOffice in French.
_CLASSES = {
    _TITLE: ("Title", "title", "Titre", "Titre principal"),
    markup.CAPTION: ("caption", "Caption", "Légende", "Illustration", "Figure", "Table"),
    _CONTENTS: tuple(f"{name} {level}" for name in ("toc", "TOC", "Contents") for level in range(1, 6)),
}
_STYLE_MAP = "\n".join(
    [
        *(f"p[style-name='{name}'] => p.{css}:fresh" for css in _CLASSES for name in _CLASSES[css]),
        *(f"p[style-name='numbered {n}'] => h{n}.{markup.NUMBERED}:fresh" for n in range(1, 7)),
        *(f"p[style-name='Titre {n}'] => h{n}:fresh" for n in range(1, 7)),
    ]
)
_HEADING_STYLE = re.compile(r"(?:heading|titre)\s*([1-6])", re.IGNORECASE)
_TRACKED_CHANGE = re.compile(rb"<\w+:(ins|del|moveFrom|moveTo)[ />]")


def read(content: bytes) -> Reading:
    content, left_out = remove_hidden_text(content, archives.open_checked_archive(content))
    archive = zipfile.ZipFile(BytesIO(content))
    collector = PictureCollector()
    root = markup.parse(_as_html(content, collector))
    title = clean(" ".join(plain_text(_take(root, _TITLE, most=1)).split()))
    contents = _take(root, _CONTENTS)
    notes = tuple(markup.take_notes(root))
    blocks = markup.blocks_in(root)
    leftovers = [Leftover(Origin.CONTENTS, tuple(contents))] if contents else []
    found = count_words_in([Outline(blocks, title, notes), contents])
    leftovers += outside_text.missed_paragraphs(archive, found)
    leftovers += outside_text.texts_of_other_parts(archive)
    remarks = collector.remarks_on([blocks, notes])
    if _TRACKED_CHANGE.search(archive.read(text_parts(archive)[0])):
        remarks.add(Remark.TRACKED_CHANGES)
    if outside_text.has_picture_in_margins(archive):
        remarks.add(Remark.PICTURES_OUTSIDE_TEXT)
    outline = Outline(blocks, title, notes, tuple(leftovers), left_out, tuple(sorted(remarks)))
    return Reading(outline, tuple(collector.pictures))


def _as_html(content: bytes, collector: PictureCollector) -> str:
    def keep(image) -> dict[str, str]:
        with image.open() as file:
            number = collector.add(file.read())
        return {} if number is None else {"data-picture": str(number)}

    converted = mammoth.convert_to_html(
        BytesIO(content),
        style_map=_STYLE_MAP,
        include_embedded_style_map=False,
        external_file_access=False,
        id_prefix="import-",
        convert_image=mammoth.images.img_element(keep),
        transform_document=mammoth.transforms.paragraph(_mark_numbered_heading),
    )
    return converted.value


def _mark_numbered_heading(paragraph: WordParagraph) -> WordParagraph:
    """Gives a heading that Word numbers a style of its own, because mammoth drops the number."""
    style = _HEADING_STYLE.fullmatch(paragraph.style_name or "")
    if style and paragraph.numbering and paragraph.numbering.is_ordered:
        return paragraph.copy(style_name=f"numbered {style[1]}", style_id=None)
    return paragraph


def _take(root, css_class: str, most: int | None = None) -> list:
    """Removes the first elements of a class from the tree and returns their blocks."""
    blocks: list = []
    for element in root.find_class(css_class)[:most]:
        blocks += markup.blocks_in(element)
        element.drop_tree()
    return blocks

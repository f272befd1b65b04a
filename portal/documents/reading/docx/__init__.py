"""Word files, as Word, LibreOffice, Google Docs, Pages and others write them."""

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
    pictures_in,
    plain_text,
)
from portal.documents.reading import markup
from portal.documents.reading.docx import outside_text
from portal.documents.reading.docx.hidden_text import without_unseen
from portal.documents.reading.docx.xml_parts import of_the_text
from portal.documents.reading.pictures import PictureCollector
from portal.documents.text_runs import clean

#: By their names in Word’s files, which do not follow its language, and in LibreOffice’s French ones.
_TITLE_STYLES = ("Title", "title", "Titre", "Titre principal")
_CAPTION_STYLES = ("caption", "Caption", "Légende", "Illustration", "Figure", "Table")
_CONTENTS_STYLES = tuple(
    f"{name} {level}" for name in ("toc", "TOC", "Contents") for level in range(1, 6)
)
_HEADING_STYLE = re.compile(r"(?:heading|titre)\s*([1-6])", re.IGNORECASE)
_TITLE, _CONTENTS = "document-title", "document-contents"
_STYLE_MAP = "\n".join(
    [
        *(f"p[style-name='{name}'] => p.{_TITLE}:fresh" for name in _TITLE_STYLES),
        *(f"p[style-name='{name}'] => p.{markup.CAPTION}:fresh" for name in _CAPTION_STYLES),
        *(f"p[style-name='{name}'] => p.{_CONTENTS}:fresh" for name in _CONTENTS_STYLES),
        *(f"p[style-name='counted {n}'] => h{n}.{markup.COUNTED}:fresh" for n in range(1, 7)),
        *(f"p[style-name='Titre {n}'] => h{n}:fresh" for n in range(1, 7)),
    ]
)
_CHANGED = re.compile(rb"<\w+:(ins|del|moveFrom|moveTo)[ />]")


def read(content: bytes) -> Reading:
    content, left_out = without_unseen(content, archives.open_checked_archive(content))
    archive = zipfile.ZipFile(BytesIO(content))
    album = PictureCollector()
    root = markup.parse(_as_html(content, album))
    title = " ".join(plain_text(markup.blocks_in(part)) for part in _take(root, _TITLE))
    contents = tuple(block for part in _take(root, _CONTENTS) for block in markup.blocks_in(part))
    notes = tuple(markup.take_notes(root))
    outline = Outline(markup.blocks_in(root), clean(" ".join(title.split())), notes)
    leftovers = [Leftover(Origin.CONTENTS, contents)] if contents else []
    leftovers += outside_text.missed(archive, count_words_in(outline) + count_words_in(leftovers))
    leftovers += outside_text.elsewhere(archive)
    remarks = _remarks(archive, album, outline)
    outline = Outline(outline.blocks, outline.title, notes, tuple(leftovers), left_out, remarks)
    return Reading(outline, tuple(album.pictures))


def _as_html(content: bytes, album: PictureCollector) -> str:
    def keep(image) -> dict[str, str]:
        with image.open() as file:
            number = album.add(file.read())
        return {} if number is None else {"data-picture": str(number)}

    converted = mammoth.convert_to_html(
        BytesIO(content),
        style_map=_STYLE_MAP,
        include_embedded_style_map=False,
        external_file_access=False,
        id_prefix="import-",
        convert_image=mammoth.images.img_element(keep),
        transform_document=mammoth.transforms.paragraph(_mark_counted_headings),
    )
    return converted.value


def _mark_counted_headings(paragraph: WordParagraph) -> WordParagraph:
    """A heading with a number of Word’s own gets a style of ours, for mammoth drops the number."""
    style = _HEADING_STYLE.fullmatch(paragraph.style_name or "")
    if style and paragraph.numbering and paragraph.numbering.is_ordered:
        return paragraph.copy(style_name=f"counted {style[1]}", style_id=None)
    return paragraph


def _take(root, style: str) -> list:
    """The paragraphs of a style, out of the tree. The first title alone is one."""
    found = root.find_class(style)
    found = found[:1] if style == _TITLE else found
    for element in found:
        element.drop_tree()
    return found


def _remarks(archive: zipfile.ZipFile, album: PictureCollector, outline: Outline) -> tuple[Remark, ...]:
    remarks = set(album.remarks)
    if _CHANGED.search(archive.read(of_the_text(archive)[0])):
        remarks.add(Remark.TRACKED_CHANGES)
    shown = {picture.number for picture in pictures_in(outline)}
    if outside_text.header_has_picture(archive) or len(shown) < len(album.pictures):
        remarks.add(Remark.PICTURES_OUTSIDE_TEXT)
    return tuple(sorted(remarks))

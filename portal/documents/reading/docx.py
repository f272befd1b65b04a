"""Word files, as Word, LibreOffice, Google Docs, Pages and others write them."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import mammoth
from lxml import etree
from mammoth.documents import Paragraph as WordParagraph

from portal.documents.outline import (
    Leftover,
    Origin,
    Outline,
    Paragraph,
    Reading,
    Remark,
    Run,
    pictures_in,
    plain,
    words,
    words_of,
)
from portal.documents.reading import markup
from portal.documents.reading.pictures import Album
from portal.documents.runs import clean

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
_ORIGINS = (
    (re.compile(r"word/header\d*\.xml"), Origin.HEADER),
    (re.compile(r"word/footer\d*\.xml"), Origin.FOOTER),
    (re.compile(r"word/comments\.xml"), Origin.COMMENT),
    (re.compile(r"word/(diagrams/data|charts/chart)\d*\.xml"), Origin.DRAWING),
)
_BODY_PARTS = re.compile(r"word/(footnotes|endnotes)\.xml")
#: Word keeps a drawing’s text twice: as it is, and for older programs.
_ALTERNATIVES = ("Choice", "Fallback")


def read(content: bytes, archive: zipfile.ZipFile) -> Reading:
    album = Album()
    root = markup.parse(_as_html(content, album))
    title = " ".join(part.text_content() for part in _take(root, _TITLE))
    contents = tuple(block for part in _take(root, _CONTENTS) for block in markup.blocks_in(part))
    notes = tuple(markup.take_notes(root))
    outline = Outline(markup.blocks_in(root), clean(" ".join(title.split())), notes)
    leftovers = [Leftover(Origin.CONTENTS, contents)] if contents else []
    leftovers += _missed(archive, words_of(outline) + words_of(leftovers))
    leftovers += _elsewhere(archive)
    remarks = _remarks(archive, album, outline)
    outline = Outline(outline.blocks, outline.title, notes, tuple(leftovers), remarks)
    return Reading(outline, tuple(album.pictures))


def _as_html(content: bytes, album: Album) -> str:
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


def _missed(archive: zipfile.ZipFile, found: Counter[str]) -> list[Leftover]:
    """The paragraphs of the text that the converter does not know how to read: formulas, new drawings."""
    paragraphs = []
    for name in _body_parts(archive):
        for text in _paragraphs(archive, name):
            said = words(text)
            if said - found:
                paragraphs.append(Paragraph((Run(text),)))
            else:
                found = found - said
    return [Leftover(Origin.OTHER, tuple(paragraphs))] if paragraphs else []


def _body_parts(archive: zipfile.ZipFile) -> list[str]:
    from portal.documents.reading import archives

    main = archives.main_word_part(archive) or "word/document.xml"
    return [main, *(name for name in archive.namelist() if _BODY_PARTS.fullmatch(name))]


def _elsewhere(archive: zipfile.ZipFile) -> list[Leftover]:
    """What stands beside the text. First pages and even pages often repeat a header: said once."""
    found: dict[tuple[Origin, str], Leftover] = {}
    for name in archive.namelist():
        for pattern, origin in _ORIGINS:
            if pattern.fullmatch(name):
                said = tuple(Paragraph((Run(text),)) for text in _paragraphs(archive, name))
                if any(char.isalpha() for char in plain(said)):
                    found.setdefault((origin, plain(said)), Leftover(origin, said))
    return list(found.values())


def _paragraphs(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    """The texts of a part’s paragraphs, as the document stands once its changes are accepted."""
    try:
        root = _parse(archive.read(name))
    except (KeyError, etree.XMLSyntaxError):
        return
    for alternatives in list(root.iter("{*}AlternateContent")):
        _keep_one(alternatives)
    for gone in list(root.iter("{*}del", "{*}moveFrom")):
        _empty(gone)
    for paragraph in root.iter("{*}p", "{*}comment", "{*}v"):
        kind = etree.QName(paragraph).localname
        text = paragraph.get(_AUTHOR, "") if kind == "comment" else "".join(_pieces(paragraph))
        if text := " ".join(clean(text).split()):
            yield text


_AUTHOR = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}author"


def _pieces(paragraph) -> Iterator[str]:
    """The text of a paragraph, less that of paragraphs inside it (a text box holds some)."""
    if etree.QName(paragraph).localname == "v":
        yield paragraph.text or ""
        return
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str):
            continue
        kind = etree.QName(element).localname
        if kind == "p":
            continue
        if kind == "t":
            yield element.text or ""
        elif kind in ("tab", "br", "cr"):
            yield " "
        elif kind == "noBreakHyphen":
            yield "\N{NON-BREAKING HYPHEN}"
        stack += reversed(element)


def _parse(content: bytes):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(content, parser)
    if root is None:
        raise etree.XMLSyntaxError("nothing", 0, 0, 0)
    return root


def _keep_one(alternatives) -> None:
    """Of the forms of a drawing, the one that mammoth reads, unless it says nothing."""
    by_name = {etree.QName(form).localname: form for form in alternatives if isinstance(form.tag, str)}
    fallback = by_name.get("Fallback")
    has_text = fallback is not None and any(text.text for text in fallback.iter("{*}t"))
    for name, form in by_name.items():
        if name in _ALTERNATIVES and (name == "Fallback") != has_text:
            _empty(form)


def _empty(element) -> None:
    for child in list(element):
        element.remove(child)


def _remarks(archive: zipfile.ZipFile, album: Album, outline: Outline) -> tuple[Remark, ...]:
    remarks = set(album.remarks)
    main = archive.read(_body_parts(archive)[0])
    if re.search(rb"<\w+:(ins|del|moveFrom|moveTo)[ />]", main):
        remarks.add(Remark.TRACKED_CHANGES)
    shown = {picture.number for picture in pictures_in(outline)}
    if _header_has_picture(archive) or len(shown) < len(album.pictures):
        remarks.add(Remark.PICTURES_OUTSIDE_TEXT)
    return tuple(sorted(remarks))


def _header_has_picture(archive: zipfile.ZipFile) -> bool:
    relations = re.compile(r"word/_rels/(header|footer)\d*\.xml\.rels")
    return any(
        b"/relationships/image" in archive.read(name)
        for name in archive.namelist()
        if relations.fullmatch(name)
    )


__all__ = ["read"]

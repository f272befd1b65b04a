"""The XML parts of a Word file, and the text of their paragraphs once tracked changes are accepted."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from portal.documents import archives
from portal.documents.outline import TextRun, text_of
from portal.documents.text_runs import clean, normalized

_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_NOTES = re.compile(r"word/(footnotes|endnotes)\.xml")
_MAIN_TYPES = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
_RISES = {"superscript": 1, "subscript": -1}


def tags(name: str) -> tuple[str, ...]:
    """The tags of a Word element in both versions of the standard, by its local name."""
    return tuple(f"{namespace}{name}" for namespace in _NAMESPACES)


def child(element, name: str):
    """The first child of that name; None if there is none or no element."""
    return None if element is None else next(element.iterchildren(*tags(name)), None)


def value(element, name: str = "val") -> str | None:
    """A Word attribute."""
    return next((element.get(key) for key in tags(name) if element.get(key) is not None), None)


def child_value(element, name: str) -> str:
    """The “val” attribute of the first child of that name; empty if there is none."""
    found = child(element, name)
    return "" if found is None else value(found) or ""


def parse(content: bytes):
    """The root of a part, as far as it can be read. Raises `lxml.etree.XMLSyntaxError`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(content, parser)
    if root is None:
        raise etree.XMLSyntaxError("nothing", 0, 0, 0)
    return root


def text_parts(archive: zipfile.ZipFile) -> list[str]:
    """The names of the parts with the text and its notes, the text first.

    Some programs call the text something else than “word/document.xml”.
    """
    types = archives.read_beginning(archive, "[Content_Types].xml")
    main = "word/document.xml"
    for part in parse(types or b"<Types/>").iter("{*}Override"):
        if part.get("ContentType", "").endswith(_MAIN_TYPES):
            main = part.get("PartName", "").lstrip("/")
    return [main, *filter(_NOTES.fullmatch, archive.namelist())]


def paragraphs(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    """The texts of a part’s paragraphs; nothing for a part that is missing or unreadable.

    Word writes a drawing twice, the second time for older programs: the text that mammoth reads counts.
    """
    try:
        root = parse(archive.read(name))
    except (KeyError, etree.XMLSyntaxError):
        return
    for drawing in list(root.iter("{*}AlternateContent")):
        fallback = drawing.find("{*}Fallback")
        has_text = fallback is not None and any(text.text for text in fallback.iter("{*}t"))
        for ignored in drawing.iterchildren("{*}Choice" if has_text else "{*}Fallback"):
            ignored.clear()
    for deleted in list(root.iter("{*}del", "{*}moveFrom")):
        deleted.clear()
    for element in root.iter("{*}p", "{*}comment", "{*}v"):
        if text := " ".join(clean(_text(element)).split()):
            yield text


def _text(element) -> str:
    match etree.QName(element).localname:
        case "comment":
            return value(element, "author") or ""
        case "v":
            return element.text or ""
    return text_of(normalized(_runs(element)))


def _runs(paragraph) -> Iterator[TextRun]:
    """The text of a paragraph without that of the paragraphs inside it, in text boxes."""
    for element in paragraph.iter("{*}t", "{*}tab", "{*}br", "{*}cr", "{*}noBreakHyphen"):
        if next(element.iterancestors("{*}p")) is not paragraph:
            continue
        match etree.QName(element).localname:
            case "t":
                run = next(element.iterancestors("{*}r"), None)
                alignment = child_value(child(run, "rPr"), "vertAlign")
                yield TextRun(element.text or "", rise=_RISES.get(alignment, 0))
            case "noBreakHyphen":
                yield TextRun("\N{NON-BREAKING HYPHEN}")
            case _:
                yield TextRun(" ")

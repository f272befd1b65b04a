"""The parts of a Word file as XML, and what their paragraphs say as the document stands."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from portal.documents import archives
from portal.documents.outline import TextRun, text_of
from portal.documents.text_runs import TextFormat, clean, normalized

_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_NOTES = re.compile(r"word/(footnotes|endnotes)\.xml")
#: Word keeps a drawing’s text twice: as it is, and for older programs.
_ALTERNATIVES = ("Choice", "Fallback")
_SPACES = ("tab", "br", "cr")


def is_word(element) -> bool:
    """Whether an element is one of Word’s own: formulas and drawings have names of the same letters."""
    return isinstance(element.tag, str) and element.tag.startswith(_NAMESPACES)


def named(name: str) -> tuple[str, ...]:
    """The tags of an element of Word’s, by its local name."""
    return tuple(f"{namespace}{name}" for namespace in _NAMESPACES)


def child(element, name: str):
    """Its first child of that name; None without one, or without an element."""
    return None if element is None else next(element.iterchildren(*named(name)), None)


def value(element, name: str = "val") -> str | None:
    """An attribute of Word’s."""
    return next((element.get(key) for key in named(name) if element.get(key) is not None), None)


def parse(content: bytes):
    """The root of a part, as far as it can be read. Raises `lxml.etree.XMLSyntaxError`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(content, parser)
    if root is None:
        raise etree.XMLSyntaxError("nothing", 0, 0, 0)
    return root


def of_the_text(archive: zipfile.ZipFile) -> list[str]:
    """The names of the parts with the text and its notes."""
    main = archives.main_word_part(archive) or "word/document.xml"
    return [main, *(name for name in archive.namelist() if _NOTES.fullmatch(name))]


def paragraphs(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    """The texts of a part’s paragraphs, as the document stands once its changes are accepted."""
    try:
        root = parse(archive.read(name))
    except (KeyError, etree.XMLSyntaxError):
        return
    for alternatives in list(root.iter("{*}AlternateContent")):
        _keep_one(alternatives)
    for gone in list(root.iter("{*}del", "{*}moveFrom")):
        _empty(gone)
    for element in root.iter("{*}p", "{*}comment", "{*}v"):
        if text := _said_by(element):
            yield text


def _said_by(element) -> str:
    match etree.QName(element).localname:
        case "comment":
            text = value(element, "author") or ""
        case "v":
            text = element.text or ""
        case _:
            text = text_of(normalized(_pieces(element)))
    return " ".join(clean(text).split())


def _pieces(paragraph) -> Iterator[TextRun]:
    """The text of a paragraph, less that of paragraphs inside it (a text box holds some)."""
    stack = [(element, TextFormat()) for element in reversed(paragraph)]
    while stack:
        element, look = stack.pop()
        if not isinstance(element.tag, str):
            continue
        kind = etree.QName(element).localname
        if kind == "p":
            continue
        if kind == "r":
            look = TextFormat(rise=rise_of(child(element, "rPr")))
        elif kind == "t":
            yield look.run(element.text or "")
        elif kind in _SPACES:
            yield TextFormat().run(" ")
        elif kind == "noBreakHyphen":
            yield look.run("\N{NON-BREAKING HYPHEN}")
        stack += [(inner, look) for inner in reversed(element)]


def rise_of(properties) -> int:
    """1 for a superscript, -1 for a subscript, as a run’s own properties say."""
    aligned = child(properties, "vertAlign")
    said = None if aligned is None else value(aligned)
    return {"superscript": 1, "subscript": -1}.get(said or "", 0)


def _keep_one(alternatives) -> None:
    """Of the forms of a drawing, the one that mammoth reads, unless it says nothing."""
    by_name = {etree.QName(form).localname: form for form in alternatives if isinstance(form.tag, str)}
    fallback = by_name.get("Fallback")
    has_text = fallback is not None and any(text.text for text in fallback.iter("{*}t"))
    for name, form in by_name.items():
        if name in _ALTERNATIVES and (name == "Fallback") != has_text:
            _empty(form)


def _empty(element) -> None:
    for inner in list(element):
        element.remove(inner)

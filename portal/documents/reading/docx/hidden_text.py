"""Takes struck and hidden words out of a Word file: its readers do not take them for its text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from portal.documents.outline import Leftover, Origin, Paragraph, TextRun, text_of
from portal.documents.reading.docx.run_properties import Looks, looks_in
from portal.documents.reading.docx.xml_parts import child, named, of_the_text, parse, value
from portal.documents.text_runs import normalized

_BESIDE = re.compile(r"word/(?:comments|header\d*|footer\d*)\.xml")
_RUN, _PARAGRAPH = named("r"), named("p")
_SIGNS = ("tab", "br", "cr", "sym", "noBreakHyphen", "softHyphen")
_TEXT = ("t", *_SIGNS, "footnoteReference", "endnoteReference")
_READ = tuple(tag for name in ("t", "tab", "br", "p", "tc") for tag in named(name))
#: What a field is made of stays, or its end would be missed.
_FIELD = ("rPr", "fldChar", "instrText")


class _Gone:
    """What was taken out, by the paragraph in which it stood."""

    def __init__(self) -> None:
        self._texts: dict[Origin, dict[int, list[str]]] = {Origin.STRUCK: {}, Origin.HIDDEN: {}}
        self._paragraphs: list = []  # kept alive: their identities are keys

    def add(self, origin: Origin, paragraph, text: str) -> None:
        if text.strip():
            self._paragraphs.append(paragraph)
            self._texts[origin].setdefault(id(paragraph), []).append(text)

    def leftovers(self) -> Iterator[Leftover]:
        for origin, texts in self._texts.items():
            runs = (normalized([TextRun("".join(pieces))]) for pieces in texts.values())
            said = tuple(Paragraph(each) for each in runs if any(map(str.isalnum, text_of(each))))
            if said:
                yield Leftover(origin, said)


def without_unseen(content: bytes, archive: zipfile.ZipFile) -> tuple[bytes, tuple[Leftover, ...]]:
    """The file without its struck and hidden words, superscripts of styles said by the runs themselves;
    and what was taken out.
    """
    looks, gone = looks_in(archive), _Gone()
    changed: dict[str, bytes] = {}
    names = {*of_the_text(archive), *filter(_BESIDE.fullmatch, archive.namelist())}
    for name in archive.namelist():
        if name not in names:
            continue
        try:
            root = parse(archive.read(name))
        except etree.XMLSyntaxError:
            continue  # said to be broken by who needs it
        if _Part(looks, gone).clean(root):
            changed[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return (_with(archive, changed) if changed else content), tuple(gone.leftovers())


def _with(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as target:
        for name in dict.fromkeys(archive.namelist()):
            target.writestr(name, changed.get(name) or archive.read(name))
    return output.getvalue()


class _Part:
    def __init__(self, looks: Looks, gone: _Gone):
        self._looks, self._gone = looks, gone
        #: Of the fields that are open, whether their code is being read, which nobody sees.
        self._codes: list[bool] = []
        self._unfinished: set = set()
        self._removed: set = set()
        self._has_changed = False

    def clean(self, root) -> bool:
        """Whether there was anything to change."""
        self._unfinished = set(_unfinished_fields(root))
        for row in list(root.iter(*named("tr"))):
            if child(child(row, "trPr"), "hidden") is not None:
                self._gone.add(Origin.HIDDEN, row, _text_in(row))
                self._remove([row])
        for run in list(root.iter(*_RUN)):
            paragraph = next(run.iterancestors(*_PARAGRAPH), None)
            if paragraph is not None and run not in self._removed:
                self._read(run, paragraph)
        return self._has_changed

    def _read(self, run, paragraph) -> None:
        is_code = any(self._codes)
        self._follow_fields(run)
        style = _style_of(paragraph)
        if is_code or self._looks.is_hidden(run, style):
            self._take_inner(run, Origin.HIDDEN, paragraph)
        elif self._looks.is_hidden_on_the_web(run, style):
            # The numbers of pages in a table of contents are hidden so, and no loss.
            is_number = not any(map(str.isalpha, _text_in(run)))
            self._take_inner(run, None if is_number else Origin.HIDDEN, paragraph)
        elif self._looks.is_struck(run, style):
            self._take_text(run, Origin.STRUCK, paragraph)
        elif raised := self._looks.raised(run, style):
            self._say_raised(run, raised)

    def _follow_fields(self, run) -> None:
        for mark in run.iterchildren(*named("fldChar")):
            match value(mark, "fldCharType"):
                case "begin" if mark not in self._unfinished:
                    self._codes.append(True)
                case "separate" if self._codes:
                    self._codes[-1] = False
                case "end" if self._codes:
                    self._codes.pop()

    def _take_inner(self, run, origin: Origin | None, paragraph) -> None:
        inner = [each for each in run if _name(each) not in _FIELD]
        if inner and origin:
            self._gone.add(origin, paragraph, _text_in(run))
        self._remove(inner)

    def _take_text(self, run, origin: Origin, paragraph) -> None:
        inner = [each for each in run if _name(each) in _TEXT]
        if inner:
            self._gone.add(origin, paragraph, "".join(map(_text_in, inner)))
        self._remove(inner)

    def _remove(self, elements: list) -> None:
        for element in elements:
            self._removed.update(element.iter(*_RUN))
            element.getparent().remove(element)
            self._has_changed = True

    def _say_raised(self, run, raised: str) -> None:
        properties = child(run, "rPr")
        if child(properties, "vertAlign") is None:
            tag = properties.tag if properties is not None else run.tag[: -len("r")] + "rPr"
            if properties is None:
                properties = run.makeelement(tag)
                run.insert(0, properties)
            own = etree.SubElement(properties, tag[: -len("rPr")] + "vertAlign")
            own.set(tag[: -len("rPr")] + "val", raised)
            self._has_changed = True


def _unfinished_fields(root) -> list:
    """The marks of fields that begin and never end: what follows them is text."""
    begun: list = []
    for mark in root.iter(*named("fldChar")):
        match value(mark, "fldCharType"):
            case "begin":
                begun.append(mark)
            case "end" if begun:
                begun.pop()
    return begun


def _style_of(paragraph) -> str:
    style = child(child(paragraph, "pPr"), "pStyle")
    return "" if style is None else value(style) or ""


def _text_in(element) -> str:
    """What an element says, however deep; its paragraphs and cells apart."""
    return "".join((inner.text or "") if _name(inner) == "t" else " " for inner in element.iter(*_READ))


def _name(element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""

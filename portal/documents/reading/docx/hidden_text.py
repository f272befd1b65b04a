"""Removes struck and hidden text from a Word file before mammoth reads it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from portal.documents.outline import Leftover, Origin, Paragraph, TextRun, text_of
from portal.documents.reading.docx.run_properties import RunStyles
from portal.documents.reading.docx.xml_parts import child, parse, tags, text_parts, value
from portal.documents.text_runs import normalized

_OTHER_PARTS = re.compile(r"word/(?:comments|header\d*|footer\d*)\.xml")
_RUN, _PARAGRAPH = tags("r"), tags("p")
_READ = tuple(tag for name in ("t", "tab", "br", "p", "tc") for tag in tags(name))
#: A field needs these elements: without its end it would hide the text after it.
_FIELD = ("rPr", "fldChar", "instrText")
_PICTURE = ("drawing", "pict", "object", "AlternateContent")


def remove_hidden_text(content: bytes, archive: zipfile.ZipFile) -> tuple[bytes, tuple[Leftover, ...]]:
    """The file without its struck and hidden text, and the removed text.

    Superscripts of styles become properties of the runs, which mammoth reads.
    """
    cleaner = _Cleaner(RunStyles(archive))
    changed: dict[str, bytes] = {}
    for name in dict.fromkeys(
        [*text_parts(archive), *filter(_OTHER_PARTS.fullmatch, archive.namelist())]
    ):
        try:
            root = parse(archive.read(name))
        except (KeyError, etree.XMLSyntaxError):
            continue  # mammoth reports it
        if cleaner.clean(root):
            changed[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return (_replaced(archive, changed) if changed else content), tuple(cleaner.leftovers())


def _replaced(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as target:
        for name in dict.fromkeys(archive.namelist()):
            target.writestr(name, changed.get(name) or archive.read(name))
    return output.getvalue()


class _Cleaner:
    def __init__(self, styles: RunStyles):
        self._styles = styles
        #: The removed texts by the paragraph or table row that held them.
        self._texts: dict[Origin, dict[Any, list[str]]] = {Origin.STRUCK: {}, Origin.HIDDEN: {}}
        self._removed_runs: set = set()
        #: For each open field, whether its code is being read, which is never shown.
        self._fields: list[bool] = []
        self._has_changed = False

    def leftovers(self) -> Iterator[Leftover]:
        for origin, texts in self._texts.items():
            runs = (normalized([TextRun("".join(pieces))]) for pieces in texts.values())
            removed = tuple(Paragraph(each) for each in runs if any(map(str.isalnum, text_of(each))))
            if removed:
                yield Leftover(origin, removed)

    def clean(self, root) -> bool:
        """Cleans the XML of a part; True if anything changed."""
        self._fields, self._has_changed = [], False
        unfinished = set(_unfinished_fields(root))
        for row in list(root.iter(*tags("tr"))):
            if child(child(row, "trPr"), "hidden") is not None:
                self._remove([row], Origin.HIDDEN, row)
        for run in list(root.iter(*_RUN)):
            paragraph = next(run.iterancestors(*_PARAGRAPH), None)
            if paragraph is not None and run not in self._removed_runs:
                is_code = any(self._fields)
                self._follow_fields(run, unfinished)
                self._clean_run(run, paragraph, is_code)
        return self._has_changed

    def _clean_run(self, run, paragraph, is_code: bool) -> None:
        properties = self._styles.properties_of(run, paragraph)
        shown = [each for each in run if _name(each) not in _FIELD]
        if is_code or properties.get("vanish") or properties.get("specVanish"):
            self._remove(shown, Origin.HIDDEN, paragraph)
        elif properties.get("webHidden"):
            # Word hides the page numbers of a table of contents this way.
            is_number = not any(map(str.isalpha, _text_in(run)))
            self._remove(shown, None if is_number else Origin.HIDDEN, paragraph)
        elif properties.get("strike") or properties.get("dstrike"):
            text = [each for each in shown if _name(each) not in _PICTURE]
            self._remove(text, Origin.STRUCK, paragraph)
        elif (raised := properties.get("vertAlign")) and child(child(run, "rPr"), "vertAlign") is None:
            _set_vertical_alignment(run, str(raised))
            self._has_changed = True

    def _follow_fields(self, run, unfinished: set) -> None:
        for mark in run.iterchildren(*tags("fldChar")):
            match value(mark, "fldCharType"):
                case "begin" if mark not in unfinished:
                    self._fields.append(True)
                case "separate" if self._fields:
                    self._fields[-1] = False
                case "end" if self._fields:
                    self._fields.pop()

    def _remove(self, elements: Iterable, origin: Origin | None, holder) -> None:
        for element in elements:
            if origin:
                self._texts[origin].setdefault(holder, []).append(_text_in(element))
            self._removed_runs.update(element.iter(*_RUN))
            element.getparent().remove(element)
            self._has_changed = True


def _set_vertical_alignment(run, alignment: str) -> None:
    namespace = run.tag.removesuffix("r")
    properties = child(run, "rPr")
    if properties is None:
        properties = run.makeelement(f"{namespace}rPr")
        run.insert(0, properties)
    etree.SubElement(properties, f"{namespace}vertAlign").set(f"{namespace}val", alignment)


def _unfinished_fields(root) -> list:
    """The marks of fields that begin and never end: the text after them is shown."""
    begun: list = []
    for mark in root.iter(*tags("fldChar")):
        match value(mark, "fldCharType"):
            case "begin":
                begun.append(mark)
            case "end" if begun:
                begun.pop()
    return begun


def _text_in(element) -> str:
    """The text of an element at any depth; paragraphs and cells are separated by spaces."""
    return "".join((inner.text or "") if _name(inner) == "t" else " " for inner in element.iter(*_READ))


def _name(element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""

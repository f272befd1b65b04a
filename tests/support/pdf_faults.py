"""What a program can hold against an accessible PDF, beside what its compiler has checked.

qpdf reads the syntax of the file. The rest follows the conditions of the Matterhorn Protocol 1.1, whose
numbers each check names; it is the part that needs no human eye, and not all of that. veraPDF, which
knows them all, comes in none of the registries that the tests install from.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

UA = "{http://www.aiim.org/pdfua/ns/id/}part"
SHOWS = {"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "S", "s", "B", "b", "B*", "b*", "sh"}
HEADINGS = {f"/H{level}": level for level in range(1, 7)}


def faults_of(content: bytes) -> list[str]:
    with pikepdf.open(BytesIO(content)) as pdf:
        elements = list(elements_in(pdf.Root.get("/StructTreeRoot", Dictionary())))
        return [
            *pdf.check_pdf_syntax(),
            *_of_the_file(pdf),
            *_of_the_structure(elements),
            *_of_the_pages(pdf, elements),
        ]


def _of_the_file(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if not root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield "06: the file does not say that it is tagged"
    if not str(root.get("/Lang", "")):
        yield "11-006: no language"
    if not root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "07-001: its title is not what a window shows"
    with pdf.open_metadata() as metadata:
        if metadata.get(UA) != "1":
            yield "06-002: it does not say that it follows PDF/UA-1"
        if not metadata.get("dc:title"):
            yield "06-003: no title"
    for font in {each.objgen: each for page in pdf.pages for each in _fonts(page)}.values():
        if "/ToUnicode" not in font:
            yield f"10-001: {font.BaseFont} does not say its characters"
        for inner in font.get("/DescendantFonts", [font]):
            described = inner.get("/FontDescriptor", Dictionary())
            if not any(f"/FontFile{kind}" in described for kind in ("", "2", "3")):
                yield f"31-009: {font.BaseFont} is not in the file"


def _of_the_structure(elements: list[Object]) -> Iterator[str]:
    last = 0
    for element in elements:
        kind = str(element.S)
        if kind == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield "13-004: a picture without an alternative"
        if kind == "/Figure" and "/BBox" not in _attributes(element):
            yield "13: a picture that does not say where it stands"
        if kind == "/TH" and "/Scope" not in _attributes(element):
            yield "15-003: a heading cell that does not say of what"
        if level := HEADINGS.get(kind):
            if level > last + 1:
                yield f"14-003: a heading {level} after a heading {last}"
            last = level
    if not last:
        yield "14: no heading"


def _of_the_pages(pdf: Pdf, elements: list[Object]) -> Iterator[str]:
    placed = {mark for element in elements for mark in _marks(element)}
    annotations = {each.objgen for element in elements for each in _referred(element)}
    for number, page in enumerate(pdf.pages, start=1):
        notes = [note for note in page.get("/Annots", []) if note.Subtype == Name.Link]
        if notes and page.get("/Tabs") != Name.S:
            yield f"28-008: page {number} is not tabbed through in its order"
        for note in notes:
            if note.objgen not in annotations:
                yield f"28-011: a link of page {number} is not in the structure"
            if not str(note.get("/Contents", "")).strip():
                yield f"28-012: a link of page {number} does not say where it leads"
        marks, loose = _content(page)
        if loose:
            yield f"01-003: page {number} shows {loose} things neither tagged nor decoration"
        if lost := {(page.objgen, mark) for mark in marks} - placed:
            yield f"01-005: {len(lost)} pieces of page {number} are not in the structure"


def _content(page: pikepdf.Page) -> tuple[set[int], int]:
    """The numbers of its tagged pieces, and how many things stand outside any piece."""
    marks: set[int] = set()
    depth = loose = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in {"BDC", "BMC"}:
            depth += 1
            described = instruction.operands[-1]
            if isinstance(described, Dictionary) and "/MCID" in described:
                marks.add(int(described.MCID))
        elif operator == "EMC":
            depth -= 1
        elif operator in SHOWS and not depth:
            loose += 1
    return marks, loose


def elements_in(node: Object) -> Iterator[Object]:
    for child in _children(node):
        if isinstance(child, Dictionary) and "/S" in child:
            yield child
            yield from elements_in(child)


def _marks(element: Object) -> Iterator[tuple[tuple[int, int], int]]:
    for child in _children(element):
        if isinstance(child, int):
            yield element.Pg.objgen, int(child)
        elif isinstance(child, Dictionary) and child.get("/Type") == Name.MCR:
            yield child.get("/Pg", element.get("/Pg")).objgen, int(child.MCID)


def _referred(element: Object) -> Iterator[Object]:
    for child in _children(element):
        if isinstance(child, Dictionary) and child.get("/Type") == Name.OBJR:
            yield child.Obj


def _children(node: Object) -> list:
    kids = node.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _attributes(element: Object) -> set[str]:
    given = element.get("/A", Array())
    return {key for each in (given if isinstance(given, Array) else [given]) for key in map(str, each)}


def _fonts(page: pikepdf.Page) -> list[Object]:
    return list(page.get("/Resources", Dictionary()).get("/Font", Dictionary()).values())

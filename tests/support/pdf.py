"""Reading PDF files back."""

import re
from io import BytesIO

from pypdf import PdfReader

from tests.support.pdf_faults import faults_of


class Pdf:
    """What a file says and how it is built."""

    def __init__(self, content: bytes):
        self._content = content
        self._reader = PdfReader(BytesIO(content))
        self.root = self._reader.trailer["/Root"]
        self.pages = len(self._reader.pages)

    @property
    def text(self) -> str:
        """All its words in reading order, on one line, words cut at the end of a line put together."""
        lines = "\n".join(page.extract_text() for page in self._reader.pages)
        whole = lines.replace("\N{SOFT HYPHEN}", "").replace("\N{NO-BREAK SPACE}", " ")
        return re.sub(r"\s+", " ", whole)

    def says(self, text: str) -> bool:
        """Whether it holds a text, wherever its lines are cut and in capitals or not."""
        return _letters(text) in _letters(self.text)

    @property
    def links(self) -> set[str]:
        return {
            str(note["/A"]["/URI"])
            for page in self._reader.pages
            for note in (each.get_object() for each in page.get("/Annots", []))
            if "/URI" in note.get("/A", {})
        }

    @property
    def tags(self) -> list[str]:
        """The roles of the elements of its structure, in reading order."""
        return list(_roles(self.root["/StructTreeRoot"]))

    @property
    def pictures(self) -> list[str]:
        """The alternatives of its pictures."""
        return [str(each["/Alt"]) for each in _elements(self.root["/StructTreeRoot"]) if "/Alt" in each]

    @property
    def faults(self) -> list[str]:
        """What a program can hold against it as an accessible file."""
        return faults_of(self._content)

    @property
    def bookmarks(self) -> list[str]:
        """Those of the first level."""
        return [each.title for each in self._reader.outline if not isinstance(each, list)]

    @property
    def languages(self) -> set[str]:
        """Those of its parts that differ from the whole."""
        return {str(each["/Lang"]) for each in _elements(self.root["/StructTreeRoot"]) if "/Lang" in each}

    @property
    def title(self) -> str:
        return str(self._reader.metadata.title)


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum()).casefold()


def _elements(node):
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        child = child.get_object()
        if isinstance(child, dict) and "/S" in child:
            yield child
            yield from _elements(child)


def _roles(node):
    return (str(element["/S"]) for element in _elements(node))

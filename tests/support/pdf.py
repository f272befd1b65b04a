"""Reading PDF files back."""

import re
from functools import cached_property
from io import BytesIO

import pikepdf
from pdfminer.high_level import extract_text

from tests.support.pdf_faults import elements_in, faults_of


class Pdf:
    """What a file says and how it is built."""

    def __init__(self, content: bytes):
        self._content = content
        self._pdf = pikepdf.open(BytesIO(content))
        self.root = self._pdf.Root
        self.pages = len(self._pdf.pages)

    @cached_property
    def text(self) -> str:
        """All its words in reading order, on one line, words cut at the end of a line put together."""
        whole = extract_text(BytesIO(self._content))
        whole = whole.replace("\N{SOFT HYPHEN}", "").replace("\N{NO-BREAK SPACE}", " ")
        return re.sub(r"\s+", " ", whole)

    def says(self, text: str) -> bool:
        """Whether it holds a text, wherever its lines are cut and in capitals or not."""
        return _letters(text) in self._letters

    @cached_property
    def _letters(self) -> str:
        return _letters(self.text)

    @property
    def links(self) -> set[str]:
        notes = (note for page in self._pdf.pages for note in page.get("/Annots", []))
        actions = (note.A for note in notes if "/A" in note)
        return {str(action.URI) for action in actions if "/URI" in action}

    @property
    def tags(self) -> list[str]:
        """The roles of the elements of its structure, in reading order."""
        return [str(element.S) for element in self._elements]

    @property
    def pictures(self) -> list[str]:
        """The alternatives of its pictures."""
        return [str(element.Alt) for element in self._elements if "/Alt" in element]

    @property
    def faults(self) -> list[str]:
        """What a program can hold against it as an accessible file."""
        return faults_of(self._content)

    @property
    def bookmarks(self) -> list[str]:
        """Those of the first level."""
        with self._pdf.open_outline() as outline:
            return [item.title for item in outline.root]

    @property
    def languages(self) -> set[str]:
        """Those of its parts that differ from the whole."""
        return {str(element.Lang) for element in self._elements if "/Lang" in element}

    @property
    def title(self) -> str:
        return str(self._pdf.docinfo.Title)

    @cached_property
    def _elements(self) -> list[pikepdf.Object]:
        return list(elements_in(self.root.StructTreeRoot))


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum()).casefold()

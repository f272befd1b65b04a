"""What stands inside a paragraph of an OpenDocument text: runs, pictures, notes; and what nobody sees."""

from __future__ import annotations

import re
import zipfile
from abc import ABC, abstractmethod

from odfdo import Element

from portal.documents.outline import (
    Block,
    Leftover,
    Origin,
    Paragraph,
    Picture,
    Remark,
    TextRun,
    plain_text,
    text_of,
)
from portal.documents.reading.markup import MAX_LEVELS, Inline
from portal.documents.reading.odt.styles import Style, Styles, said
from portal.documents.reading.pictures import PictureCollector
from portal.documents.text_runs import TextFormat, normalized

#: What stands in a text without being said by it.
SILENT = {
    "text:tracked-changes",
    "text:sequence-decls",
    "text:variable-decls",
    "text:user-field-decls",
    "office:forms",
    "text:index-title-template",
    "text:table-of-content-source",
    "svg:desc",
    "svg:title",
}
PARAGRAPHS = ("text:p", "text:h")
_SPACE_COUNT = re.compile(r"\d{1,4}")


class LineReader(ABC):
    """Keeps the title, the notes, what stands beside the text, and what is struck or hidden."""

    def __init__(
        self, styles: Styles, archive: zipfile.ZipFile, album: PictureCollector, *, has_title: bool = True
    ):
        self.styles, self.archive, self.album = styles, archive, album
        self.has_title = has_title
        self.title = ""
        self.notes: list[tuple[Block, ...]] = []
        self.leftovers: list[Leftover] = []
        self.gone: dict[Origin, list[Paragraph]] = {Origin.STRUCK: [], Origin.HIDDEN: []}
        self._known: set[Leftover] = set()
        self._struck: list[TextRun] = []
        self._hidden: list[TextRun] = []

    @abstractmethod
    def blocks(self, parent: Element, level: int) -> tuple[Block, ...]:
        """The blocks of a note, of a comment or of a box of text."""

    def keep(self, origin: Origin, element: Element, level: int = 0) -> None:
        """Notes what stands beside the text, once."""
        leftover = Leftover(origin, self.blocks(element, level))
        if any(map(str.isalpha, plain_text(leftover))) and leftover not in self._known:
            self._known.add(leftover)
            self.leftovers.append(leftover)

    def line(self, element: Element, look: TextFormat, style: Style, level: int) -> list[Inline]:
        """What a paragraph says; what it hides or strikes is noted, one paragraph of it for each."""
        if _is_hidden_paragraph(element):
            self.leave_out(element)
            return []
        outer = self._struck, self._hidden
        self._struck, self._hidden = [], []
        content = self._inside(element, look, style, level)
        for origin, runs in ((Origin.STRUCK, self._struck), (Origin.HIDDEN, self._hidden)):
            self._note_gone(origin, runs)
        self._struck, self._hidden = outer
        return content

    def leave_out(self, element: Element) -> None:
        """Notes what a hidden part says, paragraph by paragraph."""
        parts = [element] if element.tag in PARAGRAPHS else element.get_elements(".//text:p|.//text:h")
        for part in parts:
            self._note_gone(Origin.HIDDEN, [TextFormat().run(part.inner_text)])

    def _note_gone(self, origin: Origin, runs: list[TextRun]) -> None:
        text = normalized(runs)
        if any(map(str.isalnum, text_of(text))):
            self.gone[origin].append(Paragraph(text))

    def _inside(self, element: Element, look: TextFormat, style: Style, level: int) -> list[Inline]:
        content: list[Inline] = self._text(element.text, look, style)
        for child in element.children:
            content += self.inline(child, look, style, level + 1)
            content += self._text(child.tail, look, style)
        return content

    def _text(self, text: str | None, look: TextFormat, style: Style) -> list[Inline]:
        """A piece of text, unless the document strikes or hides it."""
        if not text:
            return []
        run = look.run(text)
        if style.is_hidden:
            self._hidden.append(run)
        elif style.is_struck:
            self._struck.append(run)
        else:
            return [run]
        return []

    def inline(self, element: Element, look: TextFormat, style: Style, level: int) -> list[Inline]:
        tag = element.tag
        if tag in SILENT:
            return []
        if tag == "text:hidden-text" and said(element, "text:is-hidden") == "true":
            return self._text(said(element, "text:string-value"), look, Style(is_hidden=True))
        if level > MAX_LEVELS:
            return self._text(element.inner_text, look, style)
        if tag == "text:line-break":
            return [TextRun("\n")]
        if tag in ("text:tab", "text:s"):
            count = said(element, "text:c")
            spaces = " " * int(count) if _SPACE_COUNT.fullmatch(count) else " "
            return self._text(spaces, look, style)
        if tag == "text:note":
            return self._note(element, look, style, level)
        if tag == "office:annotation":
            self.keep(Origin.COMMENT, element, level)
            return []
        if tag == "draw:frame":
            return [] if style.is_hidden else self._frame(element, level)
        if tag in PARAGRAPHS:
            return [*self._inside(element, look, style, level), TextRun("\n")]
        if tag == "text:a":
            href = said(element, "xlink:href")
            look = look.but(href="" if href.startswith("#") else href)
        elif tag == "text:span":
            own = self.styles.of("text", said(element, "text:style-name"))
            look, style = own.on(look), _over(style, own)
        return self._inside(element, look, style, level)

    def _note(self, element: Element, look: TextFormat, style: Style, level: int) -> list[Inline]:
        body = next((child for child in element.children if child.tag == "text:note-body"), None)
        if body is None or style.is_hidden:
            return []
        place = len(self.notes)
        self.notes.append(())
        self.notes[place] = self.blocks(body, level)
        return [look.but(rise=0).run(f"[{place + 1}]")]

    def _frame(self, element: Element, level: int) -> list[Inline]:
        """A picture with its alternative, or a box of text, whose lines come where the box stands."""
        content: list[Inline] = []
        for child in element.children:
            if child.tag == "draw:image":
                picture = self._picture(said(child, "xlink:href"), element)
                content += [picture] if picture and not content else []
            elif child.tag == "draw:text-box":
                content.append(TextRun("\n"))
                for block in self.blocks(child, level):
                    content += (
                        [block] if isinstance(block, Picture) else [TextRun(f"{plain_text(block)}\n")]
                    )
        return content

    def _picture(self, address: str, frame: Element) -> Picture | None:
        try:
            number = self.album.add(self.archive.read(address.removeprefix("./")))
        except (KeyError, RuntimeError, zipfile.BadZipFile):
            self.album.remarks.add(Remark.PICTURES_UNREADABLE)
            return None
        texts = [
            child.inner_text.strip()
            for tag in ("svg:desc", "svg:title")
            for child in frame.children
            if child.tag == tag
        ]
        return None if number is None else Picture(number, next(filter(None, texts), ""))


def _over(style: Style, own: Style) -> Style:
    """Whether a text is struck or hidden, once a style of its own is laid over that around it."""
    return Style(
        is_struck=style.is_struck if own.is_struck is None else own.is_struck,
        is_hidden=style.is_hidden if own.is_hidden is None else own.is_hidden,
    )


def _is_hidden_paragraph(element: Element) -> bool:
    return any(
        said(mark, "text:is-hidden") == "true"
        for mark in element.children
        if mark.tag == "text:hidden-paragraph"
    )

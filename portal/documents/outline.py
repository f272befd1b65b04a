"""The neutral content of a document: headings, paragraphs, lists, tables and pictures.

It depends on no file format and on no page model. The sandbox returns it as MessagePack, and msgspec
validates it on arrival.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

import msgspec

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_WORD = re.compile(r"\w+")


class TextRun(msgspec.Struct, frozen=True):
    """A text with one format. `href` comes from the document and is not trusted.

    `rise` is 1 for a superscript, -1 for a subscript; `text_runs.normalized` replaces both by plain
    characters.
    """

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    rise: int = 0


class Heading(msgspec.Struct, frozen=True, tag=True):
    """`marker` is its number as typed (“1/”), or “#” if the word processor numbers it."""

    runs: tuple[TextRun, ...]
    level: int
    marker: str = ""


class Paragraph(msgspec.Struct, frozen=True, tag=True):
    runs: tuple[TextRun, ...]
    is_caption: bool = False


class Picture(msgspec.Struct, frozen=True, tag=True):
    """The place of a picture in the text; `number` is its index in `Reading.pictures`."""

    number: int
    alternative: str = ""


class Cell(msgspec.Struct, frozen=True):
    """`columns` and `rows` are the numbers that it spans."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1


class Table(msgspec.Struct, frozen=True, tag=True):
    """`headings` is the number of leading rows that the document marks as header rows."""

    rows: tuple[tuple[Cell, ...], ...]
    headings: int = 0


class Item(msgspec.Struct, frozen=True):
    """`marker` is the typed bullet or number; empty if the word processor draws it."""

    blocks: tuple[Block, ...]
    marker: str = ""


class List(msgspec.Struct, frozen=True, tag=True):
    """`start` is the first number of an ordered list; 0 if unknown."""

    items: tuple[Item, ...]
    is_ordered: bool
    start: int = 0


Block = Heading | Paragraph | Picture | Table | List


class Origin(StrEnum):
    """The source of a text that is not part of the main text."""

    HEADER = "header"
    FOOTER = "footer"
    COMMENT = "comment"
    CONTENTS = "contents"
    DRAWING = "drawing"
    LINK = "link"
    STRUCK = "struck"
    HIDDEN = "hidden"
    OTHER = "other"


class Leftover(msgspec.Struct, frozen=True):
    origin: Origin
    blocks: tuple[Block, ...]


class Remark(StrEnum):
    """A limit of the reading that the author of the import must know."""

    TRACKED_CHANGES = "tracked_changes"
    PICTURES_UNREADABLE = "pictures_unreadable"
    PICTURES_OUTSIDE_TEXT = "pictures_outside_text"
    PICTURES_TOO_MANY = "pictures_too_many"
    PDF_LAYOUT = "pdf_layout"


class PictureFile(msgspec.Struct, frozen=True):
    """A picture that browsers can show; `extension` is png, jpg, gif or webp. Sizes are in pixels."""

    content: bytes
    extension: str
    width: int
    height: int


class Outline(msgspec.Struct, frozen=True):
    blocks: tuple[Block, ...]
    #: The paragraph of the document’s title style; empty if there is none.
    title: str = ""
    #: Footnotes and endnotes in the order of their references, which the text writes [1], [2]…
    notes: tuple[tuple[Block, ...], ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    #: Struck or hidden text: not part of the content.
    left_out: tuple[Leftover, ...] = ()
    remarks: tuple[Remark, ...] = ()


class Reading(msgspec.Struct, frozen=True):
    outline: Outline
    pictures: tuple[PictureFile, ...] = ()


class Refusal(StrEnum):
    """The reason why a file is refused."""

    EMPTY = "empty"
    PASSWORD = "password"  # noqa: S105
    BROKEN = "broken"
    UNKNOWN = "unknown"
    OLD_WORD = "old_word"
    RTF = "rtf"
    OTHER_OFFICE = "other_office"
    WEB_PAGE = "web_page"
    TOO_BIG = "too_big"
    TOO_LONG = "too_long"
    TOO_MUCH = "too_much"
    BUSY = "busy"
    MACROS = "macros"
    TRAP = "trap"
    NO_TEXT = "no_text"


class Answer(msgspec.Struct, frozen=True, tag=True):
    """The answer of the sandbox: a reading, a text, or the reason of a refusal.

    The outline stays packed until its size is checked.
    """

    outline: bytes = b""
    pictures: tuple[PictureFile, ...] = ()
    text: str = ""
    refusal: Refusal | None = None


class Refused(Exception):
    """Raised for a file that is not read."""

    def __init__(self, reason: Refusal):
        super().__init__(reason)
        self.reason = reason


def text_of(runs: Iterable[TextRun]) -> str:
    return "".join(run.text for run in runs)


def walk(value: Any) -> Iterator[Any]:
    """Any part of an outline, then everything in it, in reading order."""
    stack = [value]
    while stack:
        value = stack.pop()
        yield value
        match value:
            case Item() | Cell() | Leftover():
                stack += reversed(value.blocks)
            case List():
                stack += reversed(value.items)
            case Table():
                stack += reversed(value.rows)
            case Outline():
                stack += (value.leftovers, value.notes, value.blocks)
            case tuple() | list():
                stack += reversed(value)


def plain_text(value: Any) -> str:
    """The text of any part of an outline, one paragraph a line."""
    return "\n".join(filter(None, (text.strip() for text in paragraph_texts(value))))


def paragraph_texts(value: Any) -> Iterator[str]:
    """The text of each paragraph, in reading order; typed markers are texts of their own."""
    for part in walk(value):
        match part:
            case Outline():
                yield part.title
            case Heading():
                yield from (part.marker, text_of(part.runs))
            case Paragraph():
                yield text_of(part.runs)
            case Item():
                yield part.marker


def count_words(text: str) -> Counter[str]:
    """The number of times that each word occurs, without its soft hyphens."""
    return Counter(_WORD.findall(text.replace(SOFT_HYPHEN, "").casefold()))


def count_words_in(value: Any) -> Counter[str]:
    return count_words("\n".join(paragraph_texts(value)))


def pictures_in(value: Any) -> Iterator[Picture]:
    return (part for part in walk(value) if isinstance(part, Picture))


def runs_in(value: Any) -> Iterator[TextRun]:
    return (run for part in walk(value) if isinstance(part, Heading | Paragraph) for run in part.runs)

"""What a document says, whatever program wrote it: headings, paragraphs, lists, tables, pictures.

It knows no file format and no page. It is what the reading process hands over, checked on arrival.
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
    """A piece of text of one look. `href` is what the document says: not to be trusted.

    `rise` is 1 for a superscript and -1 for a subscript; `text_runs.normalized` writes them as plain
    signs.
    """

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    rise: int = 0


class Heading(msgspec.Struct, frozen=True, tag=True):
    """`marker` is its number as typed (“1/”), or “#” where the program counts by itself."""

    runs: tuple[TextRun, ...]
    level: int
    marker: str = ""


class Paragraph(msgspec.Struct, frozen=True, tag=True):
    runs: tuple[TextRun, ...]
    is_caption: bool = False


class Picture(msgspec.Struct, frozen=True, tag=True):
    """Where a picture stands; `number` is its place among the document’s pictures."""

    number: int
    alternative: str = ""


class Cell(msgspec.Struct, frozen=True):
    """`columns` and `rows` are how many it spans."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1


class Table(msgspec.Struct, frozen=True, tag=True):
    """`headings` is the number of first rows that the document itself calls headings."""

    rows: tuple[tuple[Cell, ...], ...]
    headings: int = 0


class Item(msgspec.Struct, frozen=True):
    """`marker` is what was typed before it; empty where the program draws it."""

    blocks: tuple[Block, ...]
    marker: str = ""


class List(msgspec.Struct, frozen=True, tag=True):
    """`start` is the first number of an ordered list; 0 where the document does not tell."""

    items: tuple[Item, ...]
    is_ordered: bool
    start: int = 0


Block = Heading | Paragraph | Picture | Table | List


class Origin(StrEnum):
    """Where something stood that has no place in the text."""

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
    """What the person should know of how the document was read."""

    TRACKED_CHANGES = "tracked_changes"
    PICTURES_UNREADABLE = "pictures_unreadable"
    PICTURES_OUTSIDE_TEXT = "pictures_outside_text"
    PICTURES_TOO_MANY = "pictures_too_many"
    PDF_LAYOUT = "pdf_layout"


class PictureFile(msgspec.Struct, frozen=True):
    """A picture that a site can show. `extension` is that of its content: png, jpg, gif or webp."""

    content: bytes
    extension: str
    width: int
    height: int


class Outline(msgspec.Struct, frozen=True):
    blocks: tuple[Block, ...]
    #: As the document’s own title style says it; empty where it has none.
    title: str = ""
    #: Footnotes and endnotes in the order of their references, written [1], [2]… in the text.
    notes: tuple[tuple[Block, ...], ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    #: What the document strikes or hides: no part of what it says.
    left_out: tuple[Leftover, ...] = ()
    remarks: tuple[Remark, ...] = ()


class Reading(msgspec.Struct, frozen=True):
    outline: Outline
    pictures: tuple[PictureFile, ...] = ()


class Answer(msgspec.Struct, frozen=True, tag=True):
    """A reading on its way from the process that reads: the outline packed, to be weighed first."""

    outline: bytes
    pictures: tuple[PictureFile, ...] = ()


class Refusal(StrEnum):
    """Why a file is not read."""

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


class Refused(Exception):
    """A file that is not read, and why."""

    def __init__(self, reason: Refusal):
        super().__init__(reason)
        self.reason = reason


class RefusedReading(msgspec.Struct, frozen=True, tag=True):
    reason: Refusal


def text_of(runs: Iterable[TextRun]) -> str:
    return "".join(run.text for run in runs)


def children_of(value: Any) -> Iterator[Any]:
    """What whatever an outline is made of is made of, one level down, in reading order."""
    match value:
        case Item() | Cell() | Leftover():
            yield from value.blocks
        case List():
            yield from value.items
        case Table():
            yield from value.rows
        case Outline():
            yield from (value.blocks, value.notes, value.leftovers)
        case tuple() | list():
            yield from value


def plain_text(value: Any) -> str:
    """All the text of a block, of several, of a cell or of an item; paragraphs on lines of their own."""
    return "\n".join(filter(None, (text.strip() for text in paragraph_texts(value))))


def paragraph_texts(value: Any) -> Iterator[str]:
    """The texts of whatever an outline is made of, paragraph by paragraph, in reading order.

    What was typed before a heading or an item comes as a text of its own.
    """
    match value:
        case Outline():
            yield value.title
        case Heading():
            yield from (value.marker, text_of(value.runs))
        case Paragraph():
            yield text_of(value.runs)
        case Item():
            yield value.marker
    for part in children_of(value):
        yield from paragraph_texts(part)


def count_words(text: str) -> Counter[str]:
    """How often each word is said; where a line may be cut does not matter."""
    return Counter(_WORD.findall(text.replace(SOFT_HYPHEN, "").casefold()))


def count_words_in(value: Any) -> Counter[str]:
    counted: Counter[str] = Counter()
    for text in paragraph_texts(value):
        counted.update(count_words(text))
    return counted


def pictures_in(value: Any) -> Iterator[Picture]:
    """The pictures of whatever an outline is made of, in reading order."""
    if isinstance(value, Picture):
        yield value
    for part in children_of(value):
        yield from pictures_in(part)


def runs_in(value: Any) -> Iterator[TextRun]:
    """The runs of whatever an outline is made of, in reading order."""
    if isinstance(value, Heading | Paragraph):
        yield from value.runs
    for part in children_of(value):
        yield from runs_in(part)

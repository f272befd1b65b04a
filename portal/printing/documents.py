"""Content of a printed page, independent of page types, and the PDF made of it.

A page type converts itself to a `Document`; texts may contain any characters and have any length.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any, Protocol

from django.conf import settings
from django.core.cache import cache as made_files
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.printing import qr_codes, typst
from portal.printing.characters import breakable, drawable
from portal.printing.rich_text import absolute, well_formed

FAMILIES = ("understand", "inspire", "join")
#: Characters kept of a title, which is repeated at the foot of every slide. No page title is longer.
MAX_TITLE = 300
#: Above this number of characters, the headings of a table are not repeated on each of its pages.
MAX_REPEATED = 400
#: Cache timeout of a file, in seconds. A different content has a different key.
KEPT = 7 * 24 * 3600


class Outline:
    """Heading levels below the title, from 2; a level is never skipped."""

    def __init__(self) -> None:
        self._last = 1

    def level(self, wanted: int) -> int:
        self._last = min(max(wanted, 2), self._last + 1)
        return self._last


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    note: str = ""

    def data(self) -> dict[str, str]:
        return {"label": said(self.label), "value": said(self.value), "note": said(self.note)}


@dataclass(frozen=True)
class Line:
    """A line of a list, with an optional link."""

    text: str
    address: str = ""

    def data(self) -> dict[str, str]:
        return {"text": said(self.text), "address": absolute(self.address) if self.address else ""}


class Block:
    """One element of a document. `kind` is its name in the template."""

    kind = ""

    def data(self, outline: Outline) -> dict[str, Any] | None:
        """Returns the data for the template, or None if there is nothing to draw."""
        raise NotImplementedError

    def files(self) -> list[Picture]:
        return []


@dataclass(frozen=True)
class Heading(Block):
    kind = "heading"

    text: str
    level: int = 2

    def data(self, outline: Outline) -> dict[str, Any] | None:
        text = said(self.text)
        return {"text": text, "level": outline.level(self.level)} if text else None


@dataclass(frozen=True)
class Prose(Block):
    kind = "prose"

    html: str

    def data(self, outline: Outline) -> dict[str, Any] | None:
        return {"xml": well_formed(self.html, outline.level)}


@dataclass(frozen=True)
class Step(Block):
    """A step of a method. `time` is a duration as text."""

    kind = "step"

    number: int
    title: str
    html: str = ""
    time: str = ""

    def data(self, outline: Outline) -> dict[str, Any] | None:
        title = said(self.title)
        return {
            "number": str(self.number),
            "title": title,
            "level": outline.level(3) if title else 0,
            "time": said(self.time),
            "xml": well_formed(self.html, outline.level),
        }


@dataclass(frozen=True)
class Box(Block):
    """A labelled box. `tone` is advice, watch_point, questions or example."""

    kind = "box"

    tone: str
    label: str
    title: str = ""
    html: str = ""
    lines: tuple[Line, ...] = ()

    def data(self, outline: Outline) -> dict[str, Any] | None:
        title = said(self.title)
        return {
            "tone": self.tone,
            "label": said(self.label),
            "title": title,
            "level": outline.level(3) if title else 0,
            "xml": well_formed(self.html, outline.level),
            "lines": [line.data() for line in self.lines if said(line.text)],
        }


@dataclass(frozen=True)
class Quotation(Block):
    kind = "quotation"

    text: str
    author: str = ""
    source: str = ""

    def data(self, outline: Outline) -> dict[str, Any] | None:
        text = said(self.text)
        if not text:
            return None
        by = ", ".join(part for part in (said(self.author), said(self.source)) if part)
        return {"text": _("« %(text)s »") % {"text": text}, "by": by}


@dataclass(frozen=True)
class Table(Block):
    """A row of headings, then rows padded with empty cells to the same width."""

    kind = "table"

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def data(self, outline: Outline) -> dict[str, Any] | None:
        width = max([len(self.headings), *map(len, self.rows)])
        if not width:
            return None
        return {
            "caption": said(self.caption),
            "headings": _row(self.headings, width),
            "repeats": sum(map(len, self.headings)) <= MAX_REPEATED,
            "rows": [_row(row, width) for row in self.rows],
        }


@dataclass(frozen=True)
class Picture(Block):
    """`name` is a file name that changes with the content; `read` returns b"" if the file is missing.

    Without `alt` it is decorative. `image` is the Wagtail image, for rendering on screen.
    """

    kind = "picture"

    name: str
    read: Callable[[], bytes] = field(compare=False)
    alt: str = ""
    caption: str = ""
    credit: str = ""
    image: Any = field(default=None, compare=False, repr=False)

    def data(self, outline: Outline) -> dict[str, Any] | None:
        return {
            "name": self.name,
            "alt": said(self.alt),
            "caption": said(self.caption),
            "credit": said(self.credit),
        }

    def files(self) -> list[Picture]:
        return [self]


@dataclass(frozen=True)
class Bullets(Block):
    kind = "bullets"

    lines: tuple[Line, ...]

    def data(self, outline: Outline) -> dict[str, Any] | None:
        lines = [line.data() for line in self.lines if said(line.text)]
        return {"lines": lines} if lines else None


@dataclass(frozen=True)
class Entry(Block):
    """An item done or to do: `label` is its date or progress, `notes` are further details."""

    kind = "entry"

    title: str
    label: str = ""
    text: str = ""
    notes: tuple[str, ...] = ()

    def data(self, outline: Outline) -> dict[str, Any] | None:
        return {
            "title": said(self.title),
            "label": said(self.label),
            "text": said(self.text),
            "notes": [said(note) for note in self.notes if said(note)],
        }


@dataclass(frozen=True)
class Document:
    """`template` is a Typst file; `colophon` is printed last: licence, sources, review."""

    template: str
    title: str
    address: str
    language: str
    kind: str = ""
    park: str = ""
    family: str = ""
    summary: str = ""
    notice: str = ""
    picture: Picture | None = None
    facts: tuple[Fact, ...] = ()
    blocks: tuple[Block, ...] = ()
    colophon: tuple[Line, ...] = ()

    def data(self) -> dict[str, Any]:
        """Returns the data for its template."""
        outline = Outline()
        return {
            "title": said(self.title[:MAX_TITLE]) or said(self.kind) or settings.SITE_NAME,
            "kind": said(capfirst(self.kind)),
            "park": said(self.park),
            "site": settings.SITE_NAME,
            "family": self.family if self.family in FAMILIES else "neutral",
            "language": declared(self.language),
            "summary": said(self.summary),
            "notice": said(self.notice),
            "picture": self.picture and self.picture.data(outline),
            "facts": [fact.data() for fact in self.facts],
            "blocks": [
                {"kind": block.kind, **data}
                for block in self.blocks
                if (data := block.data(outline)) is not None
            ],
            "colophon": [line.data() for line in self.colophon],
            "address": absolute(self.address),
            "qr": qr_codes.standalone(self.address),
            "words": {
                "page": _("page {number} sur {total}"),
                "online": _("Cette page en ligne"),
                "slide": _("{number} sur {total}"),
                "further": _("Pour aller plus loin"),
                "scan": _("Tout savoir, tout de suite"),
            },
        }

    def pictures(self) -> list[Picture]:
        pictures = [each for block in self.blocks for each in block.files()]
        return [*pictures, self.picture] if self.picture else pictures


class Printable(Protocol):
    """Anything printed as one file: a document, or a booklet of several."""

    @property
    def template(self) -> str: ...

    def data(self) -> dict[str, Any]:
        """Returns the data for its template."""

    def pictures(self) -> list[Picture]: ...


def compiled(document: Printable, data: dict[str, Any] | None = None) -> bytes:
    """Returns the PDF, cached by content. Pass `data` if `document.data()` is already computed."""
    data = data or document.data()
    key = f"pdf-{fingerprint(data)}"
    content = made_files.get(key)
    if content is None:
        content = typst.compile_pdf(document.template, data, contents(document.pictures()))
        made_files.set(key, content, KEPT)
    return content


def said(text: str) -> str:
    """Returns a text in drawable characters, with soft hyphens in long words."""
    return breakable(drawable(text))


def contents(pictures: list[Picture]) -> dict[str, bytes]:
    """Maps picture names to bytes, without pictures whose file is missing."""
    found = {picture.name: picture.read() for picture in pictures}
    return {name: content for name, content in found.items() if content}


def _row(cells: tuple[str, ...], width: int) -> list[str]:
    return [said(cell) for cell in cells] + [""] * (width - len(cells))


def declared(code: str) -> str:
    """Returns the language code without region, or "fr" if it is invalid, which Typst would refuse."""
    language = code.partition("-")[0].lower()
    return language if re.fullmatch("[a-z]{2,3}", language) else "fr"


def fingerprint(data: dict[str, Any]) -> str:
    """Returns a hash of the data and of the layout sources."""
    return sha256(json.dumps([_sources(), data]).encode()).hexdigest()[:32]


@cache
def _sources() -> str:
    """Returns a hash of all templates, styles and drawings, so that no outdated file is served."""
    static = settings.BASE_DIR / "static"
    sources = (
        *sorted(typst.TEMPLATES.glob("*.typ")),
        static / "css" / "tokens.css",
        static / "img" / "contours.svg",
        static / "img" / "logo.svg",
    )
    return sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()

"""Extracts the texts, links and pictures of a page with their form paths, without a query.

Used by the hints for editors and by the link checker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import COMMENTS_RELATION_NAME

from portal.content.blocks import ExampleBlock, HeadingBlock, QuotationBlock, StepBlock

if TYPE_CHECKING:
    from portal.content.models import PortalPage

#: The heading level of blocks that render their title.
TITLE_LEVELS: dict[type[blocks.Block], int] = {StepBlock: 3, ExampleBlock: 3}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
#: Breaking spaces only: French typography needs the others.
_SPACES = re.compile(r"[^\S\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")
_PARTS = {"p", "li", "ul", "ol", "div", "blockquote", "td", "th", "tr", "table", "hr", *_HEADINGS}


class Kind(Enum):
    PROSE = auto()
    HEADING = auto()
    CELL = auto()
    #: Quoted words, which editors must not rewrite.
    QUOTATION = auto()


@dataclass(frozen=True)
class Passage:
    """A paragraph, list item, heading… `place` is its path in the edit form."""

    place: str
    kind: Kind
    text: str
    level: int = 0


@dataclass(frozen=True)
class Link:
    """`target` is a URL, or « page:12 » or « document:3 » for a page or document by primary key.

    `text` is empty if the link shows the title of its target.
    """

    place: str
    target: str
    text: str = ""


@dataclass(frozen=True)
class Illustration:
    """A picture that is not marked as decorative."""

    place: str
    title: str
    alternative: str


@dataclass
class Reading:
    passages: list[Passage] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    illustrations: list[Illustration] = field(default_factory=list)

    def within(self, name: str) -> Reading:
        """Returns the content of one field of the page."""
        return self._kept(lambda part: _field_of(part) == name)

    def without(self, name: str) -> Reading:
        return self._kept(lambda part: _field_of(part) != name)

    def _kept(self, is_kept) -> Reading:
        return Reading(*([part for part in parts if is_kept(part)] for parts in vars(self).values()))


def _field_of(part: Passage | Link | Illustration) -> str:
    return part.place.partition(".")[0]


def read(page: PortalPage) -> Reading:
    """Returns all that editors wrote in a page and its child rows, in the order of the fields."""
    reader = _Reader(quoted=page.quoted_fields)
    reader.record(page)
    if page.listing_picture_id:
        illustration = Illustration("listing_picture_alt", "", page.listing_picture_alt)
        reader.found.illustrations.append(illustration)
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if name != COMMENTS_RELATION_NAME and any(_is_written(each) for each in _fields(relation)):
            for row in getattr(page, name).all():
                reader.record(row, name)
    return reader.found


def _fields(relation) -> list[models.Field]:
    return list(relation.related_model._meta.concrete_fields)


def _is_written(each: models.Field) -> bool:
    """Whether editors write text or URLs into a field; Wagtail’s own page fields are excluded."""
    from portal.content.models import PortalPage

    if not isinstance(each, models.TextField | models.URLField | StreamField):
        return False
    return issubclass(each.model, PortalPage) or not issubclass(PortalPage, each.model)


class _Reader:
    def __init__(self, quoted: tuple[str, ...] = ()) -> None:
        self.found = Reading()
        self._quoted = quoted

    def record(self, record: models.Model, place: str = "") -> None:
        """Reads the fields of a page, or of a child row whose `place` is the name of its relation."""
        for each in record._meta.concrete_fields:
            if not _is_written(each):
                continue
            value, name = getattr(record, each.attname), place or each.name
            kind = Kind.QUOTATION if each.name in self._quoted else Kind.PROSE
            if isinstance(each, StreamField):
                self.block(each.stream_block, value, name, kind)
            elif isinstance(each, RichTextField):
                self.html(value, name, kind)
            elif isinstance(each, models.URLField):
                self.link(name, value)
            else:
                self.text(value, name, kind)

    def block(self, block: blocks.Block, value: Any, place: str, kind: Kind) -> None:
        if isinstance(block, QuotationBlock):
            kind = Kind.QUOTATION
        if value is None:
            return
        if isinstance(block, ImageBlock):
            self._picture(value, place)
        elif isinstance(block, blocks.StreamBlock):
            for child in value:
                self.block(child.block, child.value, _below(place, child.id), kind)
        elif isinstance(block, blocks.StructBlock):
            for name, child in block.child_blocks.items():
                if name == "title" and (level := TITLE_LEVELS.get(type(block))):
                    self.add(_below(place, name), Kind.HEADING, value.get(name) or "", level)
                else:
                    self.block(child, value.get(name), _below(place, name), kind)
        elif isinstance(value, ListValue):
            for item in value.bound_blocks:
                self.block(item.block, item.value, _below(place, item.id), kind)
        elif isinstance(block, TypedTableBlock):
            texts = [value.caption, *(column["heading"] for column in value.columns)]
            cells = [cell for row in value.row_data for cell in row["values"]]
            for text in [*texts, *cells]:
                self.text(text, place, Kind.CELL)
        elif isinstance(block, blocks.RichTextBlock):
            self.html(value.source, place, kind)
        elif isinstance(block, blocks.PageChooserBlock):
            self.link(place, f"page:{value.pk}")
        elif isinstance(block, DocumentChooserBlock):
            self.link(place, f"document:{value.pk}")
        elif isinstance(block, blocks.URLBlock):
            self.link(place, value)
        elif isinstance(block, HeadingBlock):
            self.add(place, Kind.HEADING, value, 2)
        elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
            self.text(value, place, kind)

    def text(self, text: str | None, place: str, kind: Kind) -> None:
        for line in (text or "").splitlines():
            self.add(place, kind, line)

    def html(self, source: str, place: str, kind: Kind) -> None:
        parser = _RichText(self, place, kind)
        parser.feed(source or "")
        parser.close()
        parser.end_part()

    def link(self, place: str, target: str | None, text: str = "") -> None:
        if target and target.strip():
            self.found.links.append(Link(place, target.strip(), text))

    def _picture(self, value: Any, place: str) -> None:
        if not getattr(value, "decorative", False):
            alternative = getattr(value, "contextual_alt_text", "") or ""
            self.found.illustrations.append(Illustration(place, value.title, alternative))

    def add(self, place: str, kind: Kind, text: str, level: int = 0) -> None:
        if said := _spaced(text):
            self.found.passages.append(Passage(place, kind, said, level))


class _RichText(HTMLParser):
    """Splits rich text, in database format, into passages and links. Accepts any text."""

    def __init__(self, reader: _Reader, place: str, kind: Kind) -> None:
        super().__init__(convert_charrefs=True)
        self._reader, self._place, self._kind = reader, place, kind
        self._level = 0
        self._said: list[str] = []
        self._linked: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _PARTS:
            self.end_part()
            self._level = _HEADINGS.get(tag, 0)
        elif tag == "br":
            self.end_part(keeps_level=True)
        elif tag == "a":
            self._end_link()
            kind, key = values.get("linktype"), values.get("id")
            target = f"{kind}:{key}" if kind and key else values.get("href") or ""
            self._linked = (target, len(self._said))
        elif tag == "embed" and values.get("embedtype") == "image":
            self._reader.found.illustrations.append(
                Illustration(self._place, "", values.get("alt") or "")
            )

    def handle_endtag(self, tag: str) -> None:
        if tag in _PARTS:
            self.end_part()
        elif tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        self._said.append(data)

    def end_part(self, *, keeps_level: bool = False) -> None:
        self._end_link()
        kind = Kind.HEADING if self._level else self._kind
        self._reader.add(self._place, kind, "".join(self._said), self._level)
        self._said = []
        self._level = self._level if keeps_level else 0

    def _end_link(self) -> None:
        if self._linked:
            target, start = self._linked
            self._reader.link(self._place, target, _spaced("".join(self._said[start:])))
            self._linked = None


def _below(place: str, name: str | None) -> str:
    return f"{place}.{name}" if name else place


def _spaced(text: str) -> str:
    """Collapses spaces between words; non-breaking spaces are kept."""
    return _SPACES.sub(" ", text).strip()

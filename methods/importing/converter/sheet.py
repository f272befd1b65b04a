"""Builds the draft of a sheet: title, fields, steps, texts and leftovers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import msgspec
from django.utils.translation import gettext_lazy as _

from methods.importing.converter import labels
from methods.importing.converter.body import BodyBlock, BodyWriter, DraftPicture, section_text
from methods.importing.converter.markup import is_followed
from methods.importing.converter.sections import DURATION, GROUP, SUMMARY, Section, find_sections
from methods.importing.converter.steps import Content, Step, with_steps
from portal.documents import typed_lists
from portal.documents.outline import (
    Block,
    Heading,
    Item,
    Leftover,
    List,
    Origin,
    Outline,
    Paragraph,
    Picture,
    Refusal,
    Refused,
    TextRun,
    count_words,
    count_words_in,
    paragraph_texts,
    plain_text,
    runs_in,
    text_of,
)

LONGEST_TITLE = 255
#: In the body: the editor sends about ten fields for each block, and Django accepts ten thousand.
MAX_BLOCKS = 500
#: In characters: a shorter first line is the title, even if it is no heading.
LONGEST_LINE_AS_TITLE = 120
#: The blocks with rich text.
_RICH = {"text", "step", *labels.BLOCKS}
_TAG = re.compile(r"<[^>]*>")
#: Tags that may be inside a word.
_INNER_TAG = re.compile(r"</?(?:b|i|a)\b[^>]*>")
ORIGINS = {
    Origin.HEADER: _("En-tête de page"),
    Origin.FOOTER: _("Pied de page"),
    Origin.COMMENT: _("Commentaires"),
    Origin.CONTENTS: _("Table des matières"),
    Origin.DRAWING: _("Texte d’un dessin"),
    Origin.LINK: _("Liens qui ne mènent à aucune page du web"),
    Origin.STRUCK: _("Texte barré, laissé de côté"),
    Origin.HIDDEN: _("Texte masqué, laissé de côté"),
    Origin.OTHER: _("Texte sans place"),
}


@dataclass
class SheetDraft:
    """The content of a sheet. Rich texts are HTML from `markup`: bold, italics, lists, links."""

    title: str = ""
    #: Name of the field → its value.
    fields: dict[str, Any] = field(default_factory=dict)
    body: list[BodyBlock] = field(default_factory=list)
    #: Texts without a place in the main text; they end the body.
    leftovers: list[Leftover] = field(default_factory=list)
    #: Texts of the document that the sheet shows in its own way: names of fields, numbers of steps.
    said_otherwise: list[str] = field(default_factory=list)

    @property
    def pictures(self) -> list[DraftPicture]:
        return [piece.value for piece in self.body if isinstance(piece.value, DraftPicture)]

    @property
    def word_count(self) -> int:
        return sum(words_in_sheet(self).values()) - sum(
            count_words(" ".join(self.said_otherwise)).values()
        )

    def count(self, kind: str) -> int:
        return sum(piece.kind == kind for piece in self.body)


class Drafts(msgspec.Struct, frozen=True):
    """The sheet of a document, with numbered parts as steps and without steps."""

    with_steps: SheetDraft
    without_steps: SheetDraft


def build_drafts(outline: Outline) -> Drafts:
    """Raises `Refused` for a sheet with too many blocks for its editor."""
    made = Drafts(build_draft(outline), build_draft(outline, has_steps=False))
    if max(len(made.with_steps.body), len(made.without_steps.body)) > MAX_BLOCKS:
        raise Refused(Refusal.TOO_LONG)
    return made


def build_draft(outline: Outline, *, has_steps: bool = True) -> SheetDraft:
    """The sheet of a document; with `has_steps`, its numbered parts become steps."""
    title, blocks = _title(outline.title, typed_lists.with_lists(outline.blocks))
    sheet = SheetDraft(title)
    found: list[Section | Block] = []
    for each in find_sections(blocks):
        if not isinstance(each, Section) or each.name in labels.BLOCKS:
            found.append(each)
        else:
            _fill(sheet, each)
    content: list[Content] = with_steps(found) if has_steps else [*found]
    for part in content:
        if isinstance(part, Step):
            sheet.said_otherwise.append(part.said)
        elif isinstance(part, Section):
            _say_otherwise(sheet, part)
    sheet.said_otherwise += _markers(blocks)
    _write(sheet, content, outline)
    return sheet


def _title(title: str, blocks: Sequence[Block]) -> tuple[str, tuple[Block, ...]]:
    """The title of a document, else its first heading or short line; and the remaining blocks."""
    blocks = tuple(blocks)
    if title and len(title) <= LONGEST_TITLE:
        return title, blocks
    before = (Paragraph((TextRun(title),)),) if title else ()
    place = next((n for n, block in enumerate(blocks) if not isinstance(block, Picture)), None)
    first = None if place is None else blocks[place]
    if place is None or before:
        return "", (*before, *blocks)
    rest = (*blocks[:place], *blocks[place + 1 :])
    if isinstance(first, Heading):
        text = text_of(first.runs)
        alone = all(b.level > first.level for b in rest if isinstance(b, Heading))
        if (
            alone
            and first.marker in ("", "#")
            and len(text) <= LONGEST_TITLE
            and not labels.is_known_label(text)
        ):
            return text, rest
    elif isinstance(first, Paragraph) and _is_title(first) and len(blocks) > place + 1:
        return _with_second_line(text_of(first.runs), place, rest)
    return "", blocks


def _with_second_line(text: str, place: int, rest: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """A title of one word (“Guide”) is completed by the short line below it."""
    second = rest[place]
    if " " not in text and isinstance(second, Paragraph | Heading) and _is_title(second):
        return f"{text} – {text_of(second.runs)}", (*rest[:place], *rest[place + 1 :])
    return text, rest


def _is_title(block: Paragraph | Heading) -> bool:
    text = text_of(block.runs)
    return (
        len(text) <= LONGEST_LINE_AS_TITLE
        and not getattr(block, "is_caption", False)
        and text[-1:].isalnum()
        and not any(run.href for run in block.runs)
        and "\n" not in text
        and not (isinstance(block, Heading) and (block.marker or labels.is_known_label(text)))
    )


def _fill(sheet: SheetDraft, part: Section) -> None:
    """Fills the field of a section."""
    said = plain_text(part.blocks)
    if part.name == SUMMARY:
        sheet.fields["summary"] = said
        sheet.said_otherwise.append(part.title)
    elif part.name in (DURATION, GROUP):
        span = (labels.duration if part.name == DURATION else labels.group)(part.title, said)
        assert span is not None  # noqa: S101
        if part.name == GROUP or span.least != span.most:
            sheet.fields[f"{part.name}_min"] = span.least
        sheet.fields[f"{part.name}_max"] = span.most
        sheet.said_otherwise += [part.title, said]
    else:
        sheet.fields[part.name] = section_text(part)
        _say_otherwise(sheet, part)


def _say_otherwise(sheet: SheetDraft, part: Section) -> None:
    if labels.is_default_label(part.title, part.name):
        sheet.said_otherwise.append(part.title)


def _markers(blocks: Any) -> Iterator[str]:
    """The typed markers of list items: the sheet draws bullets and numbers itself."""
    match blocks:
        case List():
            for item in blocks.items:
                yield from _markers(item)
        case Item():
            yield blocks.marker
            yield from _markers(blocks.blocks)
        case tuple():
            for block in blocks:
                yield from _markers(block)


def _write(sheet: SheetDraft, content: list[Content], outline: Outline) -> None:
    writer = BodyWriter(content)
    writer.write(content)
    if outline.notes:
        writer.pieces.append(BodyBlock("heading", str(_("Notes"))))
        notes = [block for n, note in enumerate(outline.notes, start=1) for block in _note(n, note)]
        BodyWriter.write(writer, notes)
    sheet.body = writer.pieces
    sheet.leftovers = [*outline.leftovers, *_dead_links(outline)]
    if lost := _lost(sheet, outline):
        sheet.leftovers.append(lost)
    if sheet.leftovers:
        writer.pieces.append(BodyBlock("heading", str(_("À replacer ou à supprimer"))))
        for leftover in sheet.leftovers:
            name = Heading((TextRun(str(ORIGINS[leftover.origin])),), 6)
            writer.write([name, *(_lowered(block) for block in leftover.blocks)])


def _note(number: int, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    mark = TextRun(f"[{number}] ")
    match blocks:
        case (Paragraph() as first, *others):
            return Paragraph((mark, *first.runs)), *map(_lowered, others)
    return Paragraph((mark,)), *map(_lowered, blocks)


def _lowered(block: Block) -> Block:
    return Heading(block.runs, 6, block.marker) if isinstance(block, Heading) else block


def _dead_links(outline: Outline) -> list[Leftover]:
    """Links that lead to no web page, such as files of a computer, as texts with their addresses."""
    dead = {
        (run.text.strip(), run.href): None
        for run in runs_in(outline)
        if run.href and not is_followed(run.href)
    }
    said = tuple(Paragraph((TextRun(f"{text} → {href}"),)) for text, href in dead)
    return [Leftover(Origin.LINK, said)] if said else []


def _lost(sheet: SheetDraft, outline: Outline) -> Leftover | None:
    """The paragraphs with words that the sheet lacks. There should be none."""
    lost = count_words_in(outline) - words_in_sheet(sheet) - count_words_in(tuple(outline.leftovers))
    if not lost:
        return None
    texts_with_lost = [text for text in paragraph_texts(outline) if count_words(text) & lost]
    return Leftover(Origin.OTHER, tuple(Paragraph((TextRun(text),)) for text in texts_with_lost))


def words_in_sheet(sheet: SheetDraft) -> Counter[str]:
    """The number of times that each word occurs in a sheet, with what it shows in its own way."""
    counted = count_words(sheet.title)
    for text in (*map(str, sheet.fields.values()), *sheet.said_otherwise):
        counted.update(count_words(_as_text(text)))
    for piece in sheet.body:
        for text in _texts_of(piece.value):
            counted.update(count_words(_as_text(text) if piece.kind in _RICH else text))
    return counted


def _as_text(rich_text: str) -> str:
    """The text of rich text, with spaces between paragraphs."""
    return unescape(_TAG.sub(" ", _INNER_TAG.sub("", rich_text)))


def _texts_of(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case DraftPicture():
            yield value.caption
        case dict():
            for each in value.values():
                yield from _texts_of(each)
        case list():
            for each in value:
                yield from _texts_of(each)

"""Renders the content of a document beside the preview of its sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from methods.importing.converter.markup import is_rich_text, rich_text
from portal.documents.outline import Block, Cell, Heading, List, Outline, Picture, Table, text_of

#: The headings of the screen and of this pane.
LEVELS_ABOVE = 2
PictureAddress = Callable[[int], str]


def as_html(outline: Outline, address: PictureAddress) -> SafeString:
    title = format_html("<h3>{}</h3>", outline.title) if outline.title else ""
    notes = format_html_join("", "<li>{}</li>", ((_blocks(note, address),) for note in outline.notes))
    return format_html(
        "{}{}{}",
        title,
        _blocks(outline.blocks, address),
        format_html("<ol>{}</ol>", notes) if notes else "",
    )


def _blocks(blocks: Iterable[Block], address: PictureAddress) -> SafeString:
    return format_html_join("", "{}", ((_block(block, address),) for block in blocks))


def _block(block: Block, address: PictureAddress) -> SafeString:
    match block:
        case Heading():
            level = min(block.level + LEVELS_ABOVE, 6)
            marker = "" if block.marker in ("", "#") else f"{block.marker} "
            return format_html("<h{0}>{1}{2}</h{0}>", level, marker, text_of(block.runs))
        case Picture():
            return format_html(
                '<p><img src="{}" alt="{}" loading="lazy"></p>', address(block.number), block.alternative
            )
        case Table():
            rows = ((_cells(row, address),) for row in block.rows)
            return format_html("<table>{}</table>", format_html_join("", "<tr>{}</tr>", rows))
        case List() if not is_rich_text(block):
            items = ((_blocks(item.blocks, address),) for item in block.items)
            tag = "ol" if block.is_ordered else "ul"
            return format_html("<{0}>{1}</{0}>", tag, format_html_join("", "<li>{}</li>", items))
    # Made of escaped text only.
    return mark_safe(rich_text([block]))


def _cells(cells: Iterable[Cell], address: PictureAddress) -> SafeString:
    return format_html_join(
        "",
        '<td colspan="{}" rowspan="{}">{}</td>',
        ((cell.columns, cell.rows, _blocks(cell.blocks, address)) for cell in cells),
    )

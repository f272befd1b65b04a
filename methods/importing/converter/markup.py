"""Converts blocks into the rich text of the editor: bold, italics, lists, links, small headings."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from portal.documents.outline import Block, Heading, Item, List, Paragraph, TextRun

#: The schemes of links that a sheet may have.
SCHEMES = {"http", "https", "mailto", "tel"}


def is_followed(href: str) -> bool:
    """Whether a sheet may have a link to this address."""
    try:
        address = urlsplit(href.strip())
    except ValueError:
        return False
    return address.scheme.lower() in SCHEMES and bool(address.netloc or address.path)


def is_rich_text(block: Block) -> bool:
    """Whether rich text can hold the block and everything in it."""
    match block:
        case List():
            return all(is_rich_text(inner) for item in block.items for inner in item.blocks)
        case Heading() | Paragraph():
            return True
    return False


def rich_text(blocks: Iterable[Block], *, top: int | None = None) -> str:
    """The HTML of blocks; headings of level `top` are headings, others bold lines."""
    return "".join(_block(block, top) for block in blocks)


def _block(block: Block, top: int | None) -> str:
    match block:
        case Heading() if block.level == top:
            return f"<h3>{_inline(block.runs)}</h3>"
        case Heading():
            runs = [TextRun(run.text, True, run.italic, run.href) for run in block.runs]
            return f"<p>{_marker(block.marker)}{_inline(runs)}</p>"
        case Paragraph():
            return f"<p>{_inline(block.runs)}</p>"
        case List():
            tag = "ol" if block.is_ordered else "ul"
            return f"<{tag}>{''.join(_item(item) for item in block.items)}</{tag}>"
    raise TypeError(block)


def _marker(marker: str) -> str:
    """The typed number of a heading."""
    return "" if marker in ("", "#") else f"<b>{escape(marker)}</b> "


def _item(item: Item) -> str:
    """The lines of an item, then its nested lists: the editor’s lists have no paragraphs."""
    lines = [_inline(block.runs) for block in item.blocks if isinstance(block, Paragraph | Heading)]
    lists = [_block(block, None) for block in item.blocks if isinstance(block, List)]
    return f"<li>{'<br/>'.join(lines)}{''.join(lists)}</li>"


def _inline(runs: Iterable[TextRun]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: TextRun) -> str:
    text = escape(run.text, quote=False).replace("\n", "<br/>")
    if run.italic:
        text = f"<i>{text}</i>"
    if run.bold:
        text = f"<b>{text}</b>"
    if run.href and is_followed(run.href):
        text = f'<a href="{escape(run.href.strip())}">{text}</a>'
    return text

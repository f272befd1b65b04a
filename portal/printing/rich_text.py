"""Converts editors’ HTML to the few well-formed XML elements that the templates support."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

from bs4 import BeautifulSoup, NavigableString, Tag
from django.conf import settings

from portal.printing.characters import breakable, drawable, drawable_part

#: Elements kept, and their name in the XML; of others, only the text is kept.
KEPT = {
    "p": "p",
    "div": "p",
    "blockquote": "p",
    "ul": "ul",
    "ol": "ol",
    "li": "li",
    "br": "br",
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "em",
    "a": "a",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}
BLOCKS = {"p", "ul", "ol", "li", "heading", "br"}
UNREAD = {"script", "style", "template", "svg", "head", "title"}
SCHEMES = {"http", "https", "mailto", "tel"}
MAX_ADDRESS = 2000
#: Nesting depth, more than any readable list has; below it, only the text is kept.
MAX_DEPTH = 12


def well_formed(html: str, level: Callable[[int], int]) -> str:
    """Returns the kept elements as XML in `<text>`; `level` maps a heading’s level to the one it gets."""
    root = ElementTree.Element("text")
    # In an element, so that BeautifulSoup takes no text for a URL; lone surrogates become “?”.
    source = f"<body>{html}</body>".encode(errors="replace").decode()
    _copy(BeautifulSoup(source, "html.parser"), root, level, 0)
    return ElementTree.tostring(root, encoding="unicode")


def absolute(address: str) -> str:
    """Returns an absolute URL, or an empty string if it is unsafe, unprintable or too long."""
    try:
        full = urljoin(f"{settings.SITE_URL}/", address.strip())
        scheme = urlsplit(full).scheme
    except ValueError:
        return ""
    printable = full.isprintable() and not any(0xD800 <= ord(sign) <= 0xDFFF for sign in full)
    return full if scheme in SCHEMES and printable and len(full) <= MAX_ADDRESS else ""


def _copy(node: Tag, into: ElementTree.Element, level: Callable[[int], int], depth: int) -> None:
    for child in node.children:
        if type(child) is NavigableString:
            _write(into, str(child))
        elif isinstance(child, Tag) and child.name not in UNREAD:
            if depth >= MAX_DEPTH:
                _write(into, f" {child.get_text(' ')} ")
            else:
                _copy_element(child, into, level, depth)


def _copy_element(node: Tag, into: ElementTree.Element, level: Callable[[int], int], depth: int) -> None:
    attributes = _attributes(node, level)
    name = KEPT.get(node.name)
    if name is None or attributes is None:
        _copy(node, into, level, depth + 1)
    elif name == "heading":
        ElementTree.SubElement(into, name, attributes).text = breakable(drawable(node.get_text(" ")))
    else:
        _copy(node, ElementTree.SubElement(into, name, attributes), level, depth + 1)


def _attributes(node: Tag, level: Callable[[int], int]) -> dict[str, str] | None:
    """Returns the attributes of the kept element, or None to keep only the node’s text."""
    if node.name == "a":
        address = absolute(str(node.get("href") or ""))
        return {"href": address} if address and drawable(node.get_text()) else None
    if node.name == "ol":
        start = str(node.get("start") or "")
        return {"start": start} if start.isascii() and start.isdecimal() and len(start) < 6 else {}
    if KEPT.get(node.name) == "heading":
        return {"level": str(level(int(node.name[1])))} if drawable(node.get_text()) else None
    return {}


def _write(into: ElementTree.Element, text: str) -> None:
    """Appends a text to an element, without spaces at the start of a block."""
    text = breakable(drawable_part(text))
    last = into[-1] if len(into) else None
    before = into.text if last is None else last.tail
    starts_line = (last is None and into.tag in BLOCKS | {"text"}) or (
        last is not None and last.tag in BLOCKS
    )
    if not before and starts_line:
        text = text.lstrip(" ")
    if last is None:
        into.text = (into.text or "") + text
    else:
        last.tail = (last.tail or "") + text

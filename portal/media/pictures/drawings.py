"""Drawings (SVG) can run scripts in the browser: only simple ones are accepted, and cleaned."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

import willow
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from py_svg_hush import filter_svg

#: Maximum size in bytes, before and after cleaning.
MOST_BYTES = 1024 * 1024
MOST_ELEMENTS, MOST_ATTRIBUTES, DEEPEST = 10_000, 60, 60
#: Maximum number of elements once each reference (`use`, patterns, masks…) is expanded.
MOST_DRAWN = 100_000
#: Maximum width or height in pixels.
LONGEST_SIDE = 20_000
_DOCTYPE = re.compile(rb"<!DOCTYPE\s+svg\b[^>\[]{0,500}>", re.IGNORECASE)
_REFERENCE = re.compile(r"url\(\s*['\"]?\s*#([^'\")\s]+)")
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,5000})\}")
_SELECTOR = re.compile(r"[.#]?[\w-]+")
#: Elements whose references draw nothing.
_LINKS = ("a", "animate", "animateMotion", "animateTransform", "set", "title", "desc")


class Unreadable(Exception):
    """Raised for a drawing that cannot be rendered."""


class TooComplicated(Unreadable):
    """Raised for a drawing that is too deep, too large or has too many references."""


class HoldsPhotographs(Unreadable):
    """Raised for a drawing with embedded pictures, which cleaning would remove."""


def without_document_type(content: bytes) -> bytes:
    """Removes the DOCTYPE of older programs. One with declarations is kept, to be refused later."""
    return _DOCTYPE.sub(b"", content, count=1)


def cleaned(content: bytes) -> bytes:
    """Returns the drawing without scripts and external references. Raises `Unreadable`."""
    content = without_document_type(content)
    root = _root(content)
    if any(_has_photograph(element) for element in root.iter()):
        raise HoldsPhotographs
    try:
        clean = filter_svg(content, {})
    except ValueError as error:
        raise Unreadable from error
    check(clean)
    return clean


def check(content: bytes) -> None:
    """Raises `Unreadable` if the drawing cannot be rendered or would cost too much."""
    root = _root(content)
    if _name(root) != "svg":
        raise Unreadable
    _check_references(root)
    _check_dimensions(content)


def _root(content: bytes) -> Element:
    """Parses the drawing; stops with `TooComplicated` as soon as it is too deep or too large."""
    if len(content) > MOST_BYTES:
        raise TooComplicated
    depth = number = 0
    root: Element | None = None
    try:
        for event, element in iterparse(BytesIO(content), events=("start", "end"), forbid_dtd=True):
            if event == "end":
                depth -= 1
                continue
            root = element if root is None else root
            depth += 1
            number += 1
            if depth > DEEPEST or number > MOST_ELEMENTS or len(element.attrib) > MOST_ATTRIBUTES:
                raise TooComplicated
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Unreadable from error
    if root is None:
        raise Unreadable
    return root


def _check_dimensions(content: bytes) -> None:
    try:
        width, height = willow.Image.open(BytesIO(content)).get_size()
    except Exception as error:
        # Willow does not catch the errors that unusual attributes cause.
        raise Unreadable from error
    if not all(math.isfinite(side) and side >= 1 for side in (width, height)):
        raise Unreadable
    if max(width, height) > LONGEST_SIDE:
        raise TooComplicated


def _check_references(root: Element) -> None:
    drawn = _Drawn(root)
    if drawn.by(root) > MOST_DRAWN:
        raise TooComplicated


class _Drawn:
    """Counts the elements of a drawing with its references expanded."""

    def __init__(self, root: Element):
        self._by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
        self._by_selector = _references_of_styles(root)
        self._counted: dict[Element, int] = {}
        self._open: Counter[Element] = Counter()

    def by(self, element: Element, depth: int = 0) -> int:
        """Returns the count for an element. Raises `TooComplicated` if the drawing refers to itself."""
        if element in self._counted:
            return self._counted[element]
        if self._open[element] or depth > 4 * DEEPEST:
            raise TooComplicated
        self._open[element] += 1
        number = 1
        for inner in (*element, *self._targets(element)):
            number = min(number + self.by(inner, depth + 1), MOST_DRAWN + 1)
        self._open[element] -= 1
        self._counted[element] = number
        return number

    def _targets(self, element: Element) -> Iterator[Element]:
        if _name(element) in _LINKS:
            return
        for name in self._names(element):
            if name in self._by_id:
                yield self._by_id[name]

    def _names(self, element: Element) -> Iterator[str]:
        for attribute, value in element.items():
            if attribute.rpartition("}")[2] == "href" and value.strip().startswith("#"):
                yield value.strip()[1:]
            yield from _REFERENCE.findall(value)
        selectors = {f".{name}" for name in (element.get("class") or "").split()}
        for selector in (*selectors, f"#{element.get('id')}", _name(element)):
            yield from self._by_selector.get(selector, ())


def _references_of_styles(root: Element) -> dict[str, set[str]]:
    """Returns the ids that style sheets refer to, by selector (class, id or element name)."""
    found: dict[str, set[str]] = defaultdict(set)
    for element in root.iter():
        if _name(element) == "style":
            for selectors, body in _RULE.findall("".join(element.itertext())):
                if names := _REFERENCE.findall(body):
                    for selector in _SELECTOR.findall(selectors):
                        found[selector] |= set(names)
    return found


def _has_photograph(element: Element) -> bool:
    is_picture = _name(element) in ("image", "feImage")
    return is_picture and any(
        attribute.rpartition("}")[2] == "href" and value.strip().lower().startswith("data:")
        for attribute, value in element.items()
    )


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""

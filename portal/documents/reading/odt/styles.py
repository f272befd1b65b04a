"""The styles of an OpenDocument text: formats, struck or hidden text, ordered lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from odfdo import Document, Element

_LINES = ("style:text-line-through-style", "style:text-line-through-type")
#: “super 58%”, “33% 58%”; “sub”, “-33% 58%”.
_RISE = re.compile(r"\s*(?:(super|0*[1-9])|(sub|-0*[1-9]))")


@dataclass(frozen=True)
class Style:
    """The names of a style and of those it inherits from, and their properties together.

    The properties are attributes of `TextRun`, “struck” and “hidden”; undeclared ones are missing.
    """

    names: frozenset[str] = frozenset()
    properties: dict[str, Any] = field(default_factory=dict)


class Styles:
    """The text and the page margins of a file have automatic styles of the same names."""

    def __init__(self, document: Document, *, of_margins: bool = False):
        content, common = (document.get_part(name).root for name in ("content.xml", "styles.xml"))  # type: ignore[union-attr]
        self._elements: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        #: The levels of the headings that the word processor numbers.
        self.numbered_levels = {
            number(level, "text:level")
            for level in common.get_elements("//text:outline-level-style")
            if attribute(level, "style:num-format")
        }
        for root in (common,) if of_margins else (content, common):
            for element in root.get_elements("//style:style"):
                key = (attribute(element, "style:family"), attribute(element, "style:name"))
                self._elements.setdefault(key, element)
            for element in root.get_elements("//text:list-style"):
                self._lists.setdefault(attribute(element, "style:name"), element)
        self.of = cache(self._of)
        self.is_ordered = cache(self._is_ordered)

    def _of(self, family: str, name: str) -> Style:
        names: list[str] = []
        declared: dict[str, str] = {}
        while name and name not in names:
            names.append(name)
            element = self._elements.get((family, name))
            if element is None:
                break
            own = element.get_properties(area="text") or {}  # type: ignore[attr-defined]
            declared = {key: str(value) for key, value in own.items() if value is not None} | declared
            name = attribute(element, "style:parent-style-name")
        return Style(frozenset(names), _properties(declared))

    def _is_ordered(self, name: str, depth: int) -> bool:
        """Whether a list style numbers the items at a depth, from 1."""
        style = self._lists.get(name)
        return any(
            level.tag == "text:list-level-style-number"
            and attribute(level, "text:level") == str(depth)
            and attribute(level, "style:num-format")
            for level in (style.children if style is not None else [])
        )

    def is_hidden_section(self, name: str) -> bool:
        element = self._elements.get(("section", name))
        return element is not None and attribute(element, "text:display") == "none"


def _properties(declared: dict[str, str]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    if weight := declared.get("fo:font-weight"):
        properties["bold"] = weight in ("bold", "600", "700", "800", "900")
    if slant := declared.get("fo:font-style"):
        properties["italic"] = slant in ("italic", "oblique")
    if found := _RISE.match(declared.get("style:text-position", "")):
        properties["rise"] = 1 if found[1] else -1
    if lines := [declared[name] for name in _LINES if name in declared]:
        properties["struck"] = any(lines) and "none" not in lines
    if display := declared.get("text:display"):
        properties["hidden"] = display in ("none", "condition")
    return properties


def attribute(element: Element, name: str) -> str:
    """An attribute; empty if there is none."""
    return element.get_attribute_string(name) or ""


def number(element: Element, name: str, most: int = 1000) -> int:
    """An attribute that counts; 1 if there is none."""
    value = attribute(element, name)
    return max(1, min(int(value), most)) if value.isdecimal() and len(value) < 10 else 1

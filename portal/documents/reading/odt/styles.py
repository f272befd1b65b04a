"""The styles of an OpenDocument text: names, looks, what is struck or hidden, which lists are ordered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from odfdo import Document, Element

from portal.documents.text_runs import TextFormat

_NOT_STRUCK = (None, "none", "")
_LINES = ("style:text-line-through-style", "style:text-line-through-type")
_HIDDEN = ("none", "condition")
_RISE = re.compile(r"\s*(super|sub|-?\d+(?:\.\d+)?)")


@dataclass(frozen=True)
class Style:
    """What a style comes to with those that it is made from. None: it does not say."""

    names: frozenset[str] = frozenset()
    bold: bool | None = None
    italic: bool | None = None
    rise: int | None = None
    is_struck: bool | None = None
    is_hidden: bool | None = None

    def on(self, look: TextFormat) -> TextFormat:
        """A look once this style is laid over it."""
        return look.but(
            bold=look.bold or bool(self.bold),
            italic=look.italic or bool(self.italic),
            rise=look.rise if self.rise is None else self.rise,
        )


class Styles:
    """Of one file: the text and the pages’ margins have automatic styles of the same names."""

    def __init__(self, document: Document, *, of_margins: bool = False):
        content, common = (document.get_part(name).root for name in ("content.xml", "styles.xml"))  # type: ignore[union-attr]
        self._elements: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        self.counted_levels = _counted_levels(common)
        for root in (common,) if of_margins else (content, common):
            for element in root.get_elements("//style:style"):
                key = (said(element, "style:family"), said(element, "style:name"))
                self._elements.setdefault(key, element)
            for element in root.get_elements("//text:list-style"):
                self._lists.setdefault(said(element, "style:name"), element)
        self.of = cache(self._of)
        self.is_ordered = cache(self._is_ordered)
        self.is_hidden_section = cache(self._is_hidden_section)

    def _of(self, family: str, name: str) -> Style:
        names: list[str] = []
        says: dict[str, str] = {}
        while name and name not in names:
            names.append(name)
            element = self._elements.get((family, name))
            if element is None:
                break
            own = element.get_properties(area="text") or {}  # type: ignore[attr-defined]
            says = {key: str(value) for key, value in own.items() if value is not None} | says
            name = said(element, "style:parent-style-name")
        return _style(frozenset(names), says)

    def _is_ordered(self, name: str, depth: int) -> bool:
        style = self._lists.get(name)
        levels = style.children if style is not None else []
        return any(
            level.tag == "text:list-level-style-number"
            and said(level, "text:level") == str(depth)
            and bool(said(level, "style:num-format"))
            for level in levels
        )

    def _is_hidden_section(self, name: str) -> bool:
        element = self._elements.get(("section", name))
        return element is not None and said(element, "text:display") == "none"


def _style(names: frozenset[str], says: dict[str, str]) -> Style:
    weight, slant = says.get("fo:font-weight"), says.get("fo:font-style")
    lines = [says[name] for name in _LINES if name in says]
    display = says.get("text:display")
    return Style(
        names,
        None if weight is None else _is_bold(weight),
        None if slant is None else slant in ("italic", "oblique"),
        _rise(says.get("style:text-position")),
        any(line not in _NOT_STRUCK for line in lines) and "none" not in lines if lines else None,
        None if display is None else display in _HIDDEN,
    )


def _rise(position: str | None) -> int | None:
    """Of “super 58%”, “sub”, “33% 58%” and the like."""
    found = _RISE.match(position or "")
    if found is None:
        return None
    if found[1] in ("super", "sub"):
        return 1 if found[1] == "super" else -1
    height = float(found[1])
    return (height > 0) - (height < 0)


def _is_bold(weight: str) -> bool:
    return weight == "bold" or (weight.isdecimal() and int(weight) >= 600)


def _counted_levels(styles: Element) -> frozenset[int]:
    """The levels of headings that the document numbers by itself."""
    return frozenset(
        int(said(style, "text:level") or "0")
        for style in styles.get_elements("//text:outline-level-style")
        if said(style, "style:num-format")
    )


def said(element: Element, name: str) -> str:
    """An attribute; empty where there is none."""
    return element.get_attribute_string(name) or ""


def number(element: Element, name: str, most: int = 1000) -> int:
    """An attribute that counts: 1 where there is none."""
    value = said(element, name) or "1"
    return max(1, min(int(value), most)) if value.isdecimal() and len(value) < 10 else 1

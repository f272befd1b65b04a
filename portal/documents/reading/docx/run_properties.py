"""How a run of a Word file looks once its styles are taken into account: struck, hidden, raised.

The converter knows a run’s own properties only. ECMA-376, 17.7: a style inherits from the one that it is
based on; what is switched on and off (17.7.3) by the style of the paragraph and by that of the run is off
again; the run’s own word counts before both.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field

from lxml import etree

from portal.documents.reading.docx.xml_parts import child, named, parse, value

_SWITCHED = ("strike", "vanish")
_SWITCHES = (*_SWITCHED, "dstrike", "specVanish", "webHidden")
_OFF = ("0", "false", "off")
_PARAGRAPH, _CHARACTER = "paragraph", "character"


@dataclass
class _Style:
    kind: str
    above: str
    says: dict[str, bool | str]


@dataclass(frozen=True)
class Looks:
    """Answers for a run in a paragraph of a style."""

    _styles: dict[str, _Style] = field(default_factory=dict)
    _defaults: dict[str, bool | str] = field(default_factory=dict)
    _default_paragraph: str = ""
    _known: dict[str, dict[str, bool | str]] = field(default_factory=dict)

    def is_struck(self, run, paragraph_style: str) -> bool:
        return self._says(run, paragraph_style, "strike") or self._says(run, paragraph_style, "dstrike")

    def is_hidden(self, run, paragraph_style: str) -> bool:
        names = ("vanish", "specVanish")
        return any(self._says(run, paragraph_style, name) for name in names)

    def is_hidden_on_the_web(self, run, paragraph_style: str) -> bool:
        return self._says(run, paragraph_style, "webHidden")

    def raised(self, run, paragraph_style: str) -> str:
        """What `vertAlign` comes to; empty for an ordinary run."""
        own, of_run, of_paragraph = self._sources(run, paragraph_style)
        for source in (own, of_run, of_paragraph, self._defaults):
            if "vertAlign" in source:
                return str(source["vertAlign"])
        return ""

    def _says(self, run, paragraph_style: str, name: str) -> bool:
        own, of_run, of_paragraph = self._sources(run, paragraph_style)
        if name in own:
            return bool(own[name])
        if name in _SWITCHED and (name in of_run or name in of_paragraph):
            return bool(of_run.get(name)) != bool(of_paragraph.get(name))
        for source in (of_run, of_paragraph, self._defaults):
            if name in source:
                return bool(source[name])
        return False

    def _sources(self, run, paragraph_style: str) -> tuple[dict, dict, dict]:
        properties = child(run, "rPr")
        named_style = child(properties, "rStyle")
        style = "" if named_style is None else value(named_style) or ""
        return (
            _said(properties),
            self._of_style(style, _CHARACTER),
            self._of_style(paragraph_style or self._default_paragraph, _PARAGRAPH),
        )

    def _of_style(self, name: str, kind: str) -> dict[str, bool | str]:
        """What a style says with those above it."""
        if name not in self._known:
            chain: list[_Style] = []
            above, seen = name, set()
            while (style := self._styles.get(above)) and style.kind == kind and above not in seen:
                seen.add(above)
                chain.append(style)
                above = style.above
            said: dict[str, bool | str] = {}
            for style in reversed(chain):
                said |= style.says
            self._known[name] = said
        return self._known[name]


def looks_in(archive: zipfile.ZipFile) -> Looks:
    try:
        root = parse(archive.read("word/styles.xml"))
    except (KeyError, etree.XMLSyntaxError):
        return Looks()
    styles: dict[str, _Style] = {}
    default = ""
    for style in root.iter(*named("style")):
        name, kind = value(style, "styleId") or "", value(style, "type") or ""
        above = child(style, "basedOn")
        parent = "" if above is None else value(above) or ""
        styles.setdefault(name, _Style(kind, parent, _said(child(style, "rPr"))))
        if kind == _PARAGRAPH and value(style, "default") not in (None, *_OFF):
            default = default or name
    defaults = child(child(child(root, "docDefaults"), "rPrDefault"), "rPr")
    return Looks(styles, _said(defaults), default)


def _said(properties) -> dict[str, bool | str]:
    """What properties say of what matters here."""
    if properties is None:
        return {}
    said: dict[str, bool | str] = {}
    for name in _SWITCHES:
        if (switch := child(properties, name)) is not None:
            said[name] = value(switch) not in _OFF
    if (aligned := child(properties, "vertAlign")) is not None:
        said["vertAlign"] = value(aligned) or ""
    return said

"""The effective properties of a run of a Word file: its own, those of its styles, and the defaults.

mammoth reads a run’s own properties only. ECMA-376, 17.7: a style inherits from the one it is based on; a
toggle property (17.7.3) that both the paragraph’s and the run’s styles switch on is off; the run’s own
properties override both.
"""

from __future__ import annotations

import zipfile
from functools import cache

from lxml import etree

from portal.documents.reading.docx.xml_parts import child, child_value, parse, tags, value

_TOGGLES = ("strike", "vanish")
_SWITCHES = (*_TOGGLES, "dstrike", "specVanish", "webHidden")
_OFF = ("0", "false", "off")
_PARAGRAPH, _CHARACTER = "paragraph", "character"

#: The name of a property → whether it is on; for “vertAlign”, its value.
Properties = dict[str, bool | str]


class RunStyles:
    """The styles of one Word file; none if it has no readable “word/styles.xml”."""

    def __init__(self, archive: zipfile.ZipFile):
        #: Kind and identifier → the style that it is based on, and its own properties.
        self._styles: dict[tuple[str, str], tuple[str, Properties]] = {}
        self._defaults: Properties = {}
        self._default_paragraph = ""
        self._inherited = cache(self._inherit)
        try:
            root = parse(archive.read("word/styles.xml"))
        except (KeyError, etree.XMLSyntaxError):
            return
        self._defaults = _declared(child(child(child(root, "docDefaults"), "rPrDefault"), "rPr"))
        for style in root.iter(*tags("style")):
            kind, name = value(style, "type") or "", value(style, "styleId") or ""
            declared = child_value(style, "basedOn"), _declared(child(style, "rPr"))
            self._styles.setdefault((kind, name), declared)
            if kind == _PARAGRAPH and value(style, "default") not in (None, *_OFF):
                self._default_paragraph = self._default_paragraph or name

    def properties_of(self, run, paragraph) -> Properties:
        own = _declared(child(run, "rPr"))
        of_run = self._inherited(_CHARACTER, child_value(child(run, "rPr"), "rStyle"))
        style = child_value(child(paragraph, "pPr"), "pStyle") or self._default_paragraph
        of_paragraph = self._inherited(_PARAGRAPH, style)
        effective = self._defaults | of_paragraph | of_run | own
        for name in _TOGGLES:
            if name not in own and (name in of_run or name in of_paragraph):
                effective[name] = bool(of_run.get(name)) != bool(of_paragraph.get(name))
        return effective

    def _inherit(self, kind: str, name: str) -> Properties:
        inherited: Properties = {}
        seen: set[str] = set()
        while (kind, name) in self._styles and name not in seen:
            seen.add(name)
            name, own = self._styles[kind, name]
            inherited = own | inherited
        return inherited


def _declared(properties) -> Properties:
    declared: Properties = {}
    for name in _SWITCHES:
        if (switch := child(properties, name)) is not None:
            declared[name] = value(switch) not in _OFF
    if aligned := child_value(properties, "vertAlign"):
        declared["vertAlign"] = aligned
    return declared

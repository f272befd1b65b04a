"""Word files written piece by piece, as their many makers write them."""

import zipfile
from dataclasses import dataclass, field
from html import escape
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
}
STRICT = {
    "w": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "r": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
#: The number of a list in numbering.xml.
BULLETS, NUMBERS, HEADING_NUMBERS = 1, 2, 3


def run(text: str, *, bold=False, italic=False, more="") -> str:
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "") + more
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content: str, style="", level: int | None = None, list_of=BULLETS, more="") -> str:
    """Content is runs, or texts that become runs."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    if level is not None:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_of}"/></w:numPr>'
    inside = "".join(part if part.startswith("<") else run(part) for part in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def bullets(*texts: str, level=0) -> str:
    return "".join(paragraph(text, level=level) for text in texts)


def numbers(*texts: str, level=0) -> str:
    return "".join(paragraph(text, level=level, list_of=NUMBERS) for text in texts)


def link(relation: str, text: str) -> str:
    return f'<w:hyperlink r:id="{relation}">{run(text)}</w:hyperlink>'


def field_link(address: str, text: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> HYPERLINK "{escape(address)}" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(text)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, is_heading=False) -> str:
    heading = "<w:trPr><w:tblHeader/></w:trPr>" if is_heading else ""
    return f"<w:tr>{heading}{''.join(cells)}</w:tr>"


def cell(*content: str, more="") -> str:
    inside = "".join(part if part.startswith("<") else paragraph(part) for part in content)
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{inside or paragraph()}</w:tc>"


def picture(relation: str, alternative="") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{escape(alternative)}"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(*paragraphs: str, has_fallback=True) -> str:
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    fallback = f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{inside}</wps:txbx></w:drawing></mc:Choice>{fallback if has_fallback else ''}"
        "</mc:AlternateContent></w:r>"
    )


#: Style id → name, as Word writes them whatever its language.
STYLES = {
    "Title": "Title",
    "Caption": "caption",
    "FootnoteText": "footnote text",
    **{f"Heading{level}": f"heading {level}" for level in range(1, 7)},
    **{f"Titre{level}": f"heading {level}" for level in range(1, 7)},
    **{f"TOC{level}": f"toc {level}" for level in range(1, 4)},
}
_BULLET_LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{{kind}}"/></w:lvl>'
    for level in range(9)
)


@dataclass
class Word:
    """A .docx. `parts` are other files by their name in the archive."""

    body: str
    styles: dict[str, str] = field(default_factory=lambda: STYLES)
    #: Relation id → (kind, target, mode).
    links: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    notes: str = ""
    comments: str = ""
    parts: dict[str, bytes] = field(default_factory=dict)
    main: str = "word/document.xml"
    namespaces: dict[str, str] = field(default_factory=dict)
    #: Styles as XML, beside those that have a name only.
    more_styles: str = ""

    def content(self) -> bytes:
        output = BytesIO()
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in self._files().items():
                archive.writestr(name, text)
        return output.getvalue()

    def _files(self) -> dict[str, str | bytes]:
        folder, name = self.main.rsplit("/", 1)
        files: dict[str, str | bytes] = {
            "[Content_Types].xml": self._types(),
            "_rels/.rels": _relations([("rId1", f"{_OFFICE}/officeDocument", self.main, "")]),
            self.main: self._renamed(
                f"<w:document {_DECLARED}><w:body>{self.body}</w:body></w:document>"
            ),
            f"{folder}/_rels/{name}.rels": _relations(self._targets()),
            "word/styles.xml": self._renamed(self._styles()),
            "word/numbering.xml": self._renamed(_numbering()),
            **{f"word/media/{file}": content for file, content in self.pictures.values()},
            **self.parts,
        }
        for kind, text in (("footnotes", self.notes), ("comments", self.comments)):
            if text:
                files[f"word/{kind}.xml"] = self._renamed(f"<w:{kind} {_DECLARED}>{text}</w:{kind}>")
        return files

    def _renamed(self, xml: str) -> str:
        for prefix, uri in self.namespaces.items():
            xml = xml.replace(NAMESPACES[prefix], uri)
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'

    def _types(self) -> str:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        return (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/>'
            '<Default Extension="emf" ContentType="image/x-emf"/>'
            f'<Override PartName="/{self.main}" ContentType="{kind}.document.main+xml"/></Types>'
        )

    def _targets(self) -> list[tuple[str, str, str, str]]:
        targets = [
            (f"rIdX{kind}", f"{_OFFICE}/{kind}", f"/word/{kind}.xml", "")
            for kind in ("styles", "numbering", "footnotes", "comments")
        ]
        targets += [(key, f"{_OFFICE}/hyperlink", to, "External") for key, to in self.links.items()]
        targets += [
            (key, f"{_OFFICE}/image", f"/word/media/{file}", "")
            for key, (file, _c) in self.pictures.items()
        ]
        return targets

    def _styles(self) -> str:
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
            for key, name in self.styles.items()
        )
        return f"<w:styles {_DECLARED}>{styles}{self.more_styles}</w:styles>"


def _numbering() -> str:
    kinds = {BULLETS: "bullet", NUMBERS: "decimal", HEADING_NUMBERS: "decimal"}
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{_BULLET_LEVELS.format(kind=kind)}</w:abstractNum>'
        for number, kind in kinds.items()
    )
    concrete = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in kinds
    )
    return f"<w:numbering {_DECLARED}>{abstract}{concrete}</w:numbering>"


def _relations(targets: list[tuple[str, str, str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{escape(target)}"'
        + (f' TargetMode="{mode}"' if mode else "")
        + "/>"
        for key, kind, target, mode in targets
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def part(kind: str, *paragraphs: str) -> bytes:
    """A header (`hdr`), a footer (`ftr`) or another part with paragraphs."""
    return f"<w:{kind} {_DECLARED}>{''.join(paragraphs)}</w:{kind}>".encode()

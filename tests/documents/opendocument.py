"""OpenDocument texts written piece by piece."""

import zipfile
from io import BytesIO

NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
MIMETYPE = "application/vnd.oasis.opendocument.text"


def _list_style(name: str, kind: str) -> str:
    levels = "".join(
        f'<text:list-level-style-{kind} text:level="{level}" '
        + ('style:num-format="1"/>' if kind == "number" else 'text:bullet-char="•"/>')
        for level in range(1, 5)
    )
    return f'<text:list-style style:name="{name}">{levels}</text:list-style>'


AUTOMATIC = (
    '<style:style style:name="T1" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text">'
    '<style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Caption"/>'
    + _list_style("Bullets", "bullet")
    + _list_style("Numbers", "number")
)


def heading(text: str, level=1) -> str:
    return f'<text:h text:outline-level="{level}">{text}</text:h>'


def paragraph(*content: str, style="Standard") -> str:
    return f'<text:p text:style-name="{style}">{"".join(content)}</text:p>'


def items(*content: str, style="Bullets") -> str:
    """A list; each item is a text, or the elements of an item."""
    inside = "".join(
        f"<text:list-item>{each if each.startswith('<') else paragraph(each)}</text:list-item>"
        for each in content
    )
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:list{named}>{inside}</text:list>"


def open_document(
    body: str,
    *,
    header="",
    outline="",
    pictures: dict[str, bytes] | None = None,
    automatic=AUTOMATIC,
    mimetype=MIMETYPE,
    manifest_more="",
) -> bytes:
    content = (
        f"<office:document-content {_DECLARED} office:version='1.3'><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    styles = (
        f"<office:document-styles {_DECLARED}><office:styles>"
        '<style:style style:name="Title" style:family="paragraph"/>'
        f"{outline}</office:styles><office:master-styles>"
        f"<style:master-page style:name='Standard'>{header}</style:master-page>"
        "</office:master-styles></office:document-styles>"
    )
    manifest = (
        "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
        f"<manifest:file-entry manifest:full-path='/' manifest:media-type='{mimetype}'/>"
        "<manifest:file-entry manifest:full-path='content.xml' manifest:media-type='text/xml'>"
        f"{manifest_more}</manifest:file-entry></manifest:manifest>"
    )
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", f'<?xml version="1.0" encoding="UTF-8"?>{content}')
        archive.writestr("styles.xml", f'<?xml version="1.0" encoding="UTF-8"?>{styles}')
        for name, picture in (pictures or {}).items():
            archive.writestr(name, picture)
    return output.getvalue()

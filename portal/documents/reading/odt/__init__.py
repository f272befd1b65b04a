"""OpenDocument texts, as LibreOffice, OnlyOffice, Google Docs and others write them."""

from __future__ import annotations

from io import BytesIO

from odfdo import Document

from portal.documents import archives
from portal.documents.outline import Leftover, Origin, Outline, Reading, Remark, pictures_in
from portal.documents.reading.odt.blocks import BlockReader
from portal.documents.reading.odt.styles import Styles
from portal.documents.reading.pictures import PictureCollector


def read(content: bytes) -> Reading:
    archive, document, album = (
        archives.open_checked_archive(content),
        Document(BytesIO(content)),
        PictureCollector(),
    )
    text = BlockReader(Styles(document), archive, album)
    blocks = text.blocks(document.body, 0)
    margins = BlockReader(Styles(document, of_margins=True), archive, album, has_title=False)
    _read_margins(document, margins)
    remarks = set(album.remarks)
    if document.body.get_elements("//text:changed-region"):
        remarks.add(Remark.TRACKED_CHANGES)
    shown = {picture.number for picture in pictures_in((blocks, tuple(text.notes)))}
    if len(shown) < len(album.pictures):
        remarks.add(Remark.PICTURES_OUTSIDE_TEXT)
    left_out = tuple(
        Leftover(origin, tuple(text.gone[origin] + margins.gone[origin]))
        for origin in (Origin.STRUCK, Origin.HIDDEN)
        if text.gone[origin] or margins.gone[origin]
    )
    outline = Outline(
        blocks,
        text.title,
        tuple(text.notes),
        (*text.leftovers, *margins.leftovers),
        left_out,
        tuple(sorted(remarks)),
    )
    return Reading(outline, tuple(album.pictures))


def _read_margins(document: Document, reader: BlockReader) -> None:
    """Headers and footers; first pages and even pages often repeat them."""
    styles = document.get_part("styles.xml").root  # type: ignore[union-attr]
    for kind, origin in (("header", Origin.HEADER), ("footer", Origin.FOOTER)):
        for name in (f"style:{kind}", f"style:{kind}-left", f"style:{kind}-first"):
            for element in styles.get_elements(f"//{name}"):
                reader.keep(origin, element)

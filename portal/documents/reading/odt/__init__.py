"""Reads OpenDocument texts, as written by LibreOffice, OnlyOffice, Google Docs and others."""

from __future__ import annotations

from io import BytesIO

from odfdo import Document

from portal.documents import archives
from portal.documents.outline import Leftover, Outline, Reading, Remark
from portal.documents.reading.odt.reader import OdtReader
from portal.documents.reading.odt.styles import Styles
from portal.documents.reading.pictures import PictureCollector


def read(content: bytes) -> Reading:
    archive, document = archives.open_checked_archive(content), Document(BytesIO(content))
    collector = PictureCollector()
    reader = OdtReader(Styles(document), archive, collector)
    blocks = reader.blocks(document.body)
    reader.read_margins(document.get_part("styles.xml").root, Styles(document, of_margins=True))  # type: ignore[union-attr]
    notes = tuple(reader.notes)
    remarks = collector.remarks_on([blocks, notes])
    if document.body.get_elements("//text:changed-region"):
        remarks.add(Remark.TRACKED_CHANGES)
    left_out = tuple(Leftover(origin, tuple(said)) for origin, said in reader.left_out.items() if said)
    outline = Outline(
        blocks, reader.title, notes, tuple(reader.leftovers), left_out, tuple(sorted(remarks))
    )
    return Reading(outline, tuple(collector.pictures))

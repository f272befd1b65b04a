"""Reads PDF files with text. Headings and lists are guessed from the places of the letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTPage, LTTextBox
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from portal.documents.outline import (
    Leftover,
    Origin,
    Outline,
    Paragraph,
    Reading,
    Refusal,
    Refused,
    Remark,
    Table,
)
from portal.documents.reading.pdf.fragments import Fragment, insert
from portal.documents.reading.pdf.images import MAX_ON_A_PAGE, images_in, insert_image
from portal.documents.reading.pdf.paragraphs import MARGIN, Link, paragraphs, table
from portal.documents.reading.pdf.structure import blocks_of, join_over_pages, split_margins
from portal.documents.reading.pdf.tables import cut_out
from portal.documents.reading.pictures import PictureCollector
from portal.documents.text_runs import normalized

MAX_PAGES = 200
#: On one page.
MAX_LINKS = 500
_LAYOUT = LAParams(detect_vertical=False)
_UNKNOWN_LETTER = re.compile(r"\(cid:\d+\)")


def read(content: bytes, *, whole: bool = True) -> Reading:
    """Raises `Refused` for a file of more than `MAX_PAGES`, or reads the first if not `whole`."""
    collector = PictureCollector()
    try:
        pages = [_fragments(page, links, collector) for page, links in _pages(content, whole)]
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise Refused(Refusal.PASSWORD) from error
    repeated, fragments = split_margins(pages)
    text = _UNKNOWN_LETTER.sub("", "".join(each.text for each in fragments))
    if not any(map(str.isalnum, text)) and not any(isinstance(each.block, Table) for each in fragments):
        raise Refused(Refusal.NO_TEXT)
    leftovers = tuple(
        Leftover(each.margin or Origin.OTHER, (Paragraph(normalized(each.runs)),)) for each in repeated
    )
    remarks = tuple(sorted(collector.remarks | {Remark.PDF_LAYOUT}))
    outline = Outline(blocks_of(join_over_pages(fragments)), leftovers=leftovers, remarks=remarks)
    return Reading(outline, tuple(collector.pictures))


def _pages(content: bytes, whole: bool) -> Iterator[tuple[LTPage, list[Link]]]:
    document = PDFDocument(PDFParser(BytesIO(content)))
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    number = 0
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        if number > MAX_PAGES:
            if whole:
                raise Refused(Refusal.TOO_LONG)
            return
        interpreter.process_page(page)
        yield device.get_result(), list(islice(_links(page), MAX_LINKS))
    if not number:
        raise Refused(Refusal.BROKEN)


def _links(page: PDFPage) -> Iterator[Link]:
    for reference in resolve1(page.annots) or []:
        annotation = resolve1(reference)
        if not isinstance(annotation, dict):
            continue
        action = resolve1(annotation.get("A"))
        address = resolve1(action.get("URI")) if isinstance(action, dict) else None
        corners = resolve1(annotation.get("Rect"))
        if isinstance(address, bytes) and isinstance(corners, list) and len(corners) == 4:
            box = tuple(float(resolve1(corner)) for corner in corners)
            yield box, address.decode("utf-8", "replace")


def _fragments(page: LTPage, links: Sequence[Link], collector: PictureCollector) -> list[Fragment]:
    tables = [
        Fragment(top=top, block=table(cells, links, page.height))
        for top, cells in cut_out(page, _LAYOUT, MARGIN)
    ]
    page.analyze(_LAYOUT)
    boxes = [box for box in page if isinstance(box, LTTextBox)]
    fragments = [each for box in boxes for each in paragraphs(box, links, page.height)]
    for each in tables:
        insert(fragments, each)
    for image in islice(images_in(page), MAX_ON_A_PAGE):
        insert_image(fragments, image, collector)
    return fragments

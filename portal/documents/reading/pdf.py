"""PDF with a text. Such a file says where letters stand: headings and lists are read from that."""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import (
    LAParams,
    LTChar,
    LTFigure,
    LTImage,
    LTLayoutContainer,
    LTPage,
    LTTextBox,
    LTTextLine,
)
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from PIL import Image

from portal.documents.outline import (
    Block,
    Cell,
    Heading,
    Leftover,
    Origin,
    Outline,
    Paragraph,
    Picture,
    Reading,
    Refusal,
    Refused,
    Remark,
    Run,
    Table,
    text_of,
)
from portal.documents.reading.pictures import Album
from portal.documents.reading.ruled import cut_out
from portal.documents.runs import Look, tidied
from portal.documents.typed import MARKER

MOST_PAGES = 200
MOST_CHARACTERS = 2_000_000
#: The part of a page’s height, at its top and at its foot, where headers and footers stand.
MARGIN = 0.075
#: How much larger than the text a heading is at least.
LARGER = 1.12
LONGEST_HEADING = 160
#: Smaller pictures, in pixels, are rules, bullets and ornaments.
SMALLEST_PICTURE = 40
_LAYOUT = LAParams(detect_vertical=False)
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_UNKNOWN_LETTER = re.compile(r"\(cid:\d+\)")
_ENDS_A_SENTENCE = (".", "!", "?", ":", ";", "…", "»")
#: Colour components a pixel, by Pillow’s name of the mode.
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}


@dataclass
class Piece:
    """A paragraph as it stands on its page, a picture or a table."""

    runs: list[Run] = field(default_factory=list)
    size: float = 0.0
    top: float = 0.0
    is_in_margin: bool = False
    is_above: bool = False
    picture: Picture | None = None
    table: Table | None = None

    @property
    def text(self) -> str:
        return text_of(self.runs).strip()

    @property
    def is_bold(self) -> bool:
        return all(run.bold for run in self.runs if run.text.strip())


def read(content: bytes) -> Reading:
    album = Album()
    try:
        pages = [_pieces(page, links, album) for page, links in _pages(content)]
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise Refused(Refusal.PASSWORD) from error
    repeated, pieces = _without_margins(pages)
    text = "".join(piece.text for piece in pieces)
    has_table = any(piece.table for piece in pieces)
    if not has_table and not any(char.isalnum() for char in _UNKNOWN_LETTER.sub("", text)):
        raise Refused(Refusal.NO_TEXT)
    leftovers = [
        Leftover(Origin.HEADER if piece.is_above else Origin.FOOTER, (Paragraph(tidied(piece.runs)),))
        for piece in repeated
    ]
    remarks = tuple(sorted(album.remarks | {Remark.PDF_LAYOUT}))
    outline = Outline(_blocks(_joined_over_pages(pieces)), leftovers=tuple(leftovers), remarks=remarks)
    return Reading(outline, tuple(album.pictures))


def _pages(content: bytes) -> Iterator[tuple[LTPage, list[tuple[tuple[float, ...], str]]]]:
    document = PDFDocument(PDFParser(BytesIO(content)))
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    number = 0
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        if number > MOST_PAGES:
            raise Refused(Refusal.TOO_MUCH)
        interpreter.process_page(page)
        yield device.get_result(), _links(page)
    if not number:
        raise Refused(Refusal.BROKEN)


def _links(page: PDFPage) -> list[tuple[tuple[float, ...], str]]:
    """Where the page’s links stand and where they lead."""
    found = []
    for reference in resolve1(page.annots) or []:
        annotation = resolve1(reference)
        if not isinstance(annotation, dict):
            continue
        action = resolve1(annotation.get("A"))
        address = resolve1(action.get("URI")) if isinstance(action, dict) else None
        corners = resolve1(annotation.get("Rect"))
        if isinstance(address, bytes) and isinstance(corners, list) and len(corners) == 4:
            box = tuple(float(resolve1(corner)) for corner in corners)
            found.append((box, address.decode("utf-8", "replace")))
    return found


# Paragraphs of a page


def _pieces(page: LTPage, links: Sequence[tuple[tuple[float, ...], str]], album: Album) -> list[Piece]:
    pieces: list[Piece] = []
    tables = [
        Piece(top=grid.top, table=_table(cells, links, page.height))
        for grid, cells in cut_out(page, _LAYOUT, MARGIN)
    ]
    page.analyze(_LAYOUT)
    for box in page:
        if isinstance(box, LTTextBox):
            pieces += _paragraphs(box, links, page.height)
    for table in tables:
        _insert(pieces, table)
    for image in _images(page):
        _put(pieces, image, album)
    return pieces


def _table(rows: list[list[LTLayoutContainer]], links, height: float) -> Table:
    return Table(tuple(tuple(_cell(cell, links, height) for cell in row) for row in rows))


def _cell(cell: LTLayoutContainer, links, height: float) -> Cell:
    boxes = (box for box in cell if isinstance(box, LTTextBox))
    pieces = (piece for box in boxes for piece in _paragraphs(box, links, height))
    return Cell(tuple(Paragraph(tidied(piece.runs)) for piece in pieces))


def _insert(pieces: list[Piece], new: Piece) -> None:
    """Before the first paragraph that stands below it."""
    place = next((at for at, piece in enumerate(pieces) if piece.top < new.top), len(pieces))
    pieces.insert(place, new)


def _paragraphs(box: LTTextBox, links, height: float) -> Iterator[Piece]:
    piece: Piece | None = None
    above: LTTextLine | None = None
    for line in box:
        if not isinstance(line, LTTextLine) or not line.get_text().strip():
            continue
        runs, size = _runs(line, links)
        new = Piece([*runs], size, line.y1, _is_in_margin(line, height), line.y0 > height / 2)
        if piece is None or above is None or _begins(new, piece, line, above, box):
            if piece is not None:
                yield piece
            piece = new
        else:
            joint = "" if piece.text.endswith(("-", "\N{HYPHEN}")) else " "
            piece.runs += [piece.runs[-1].__class__(joint, *_look(piece.runs[-1])), *runs]
        above = line
    if piece is not None:
        yield piece


def _look(run: Run) -> tuple[bool, bool, str]:
    return run.bold, run.italic, run.href


def _begins(new: Piece, piece: Piece, line: LTTextLine, above: LTTextLine, box: LTTextBox) -> bool:
    """Whether a line opens a paragraph: by a marker, another size or weight, or after a short line."""
    if MARKER.match(new.text) or abs(new.size - piece.size) > 0.75 or new.is_bold != piece.is_bold:
        # Bold words may end a line of an ordinary paragraph.
        return bool(MARKER.match(new.text)) or abs(new.size - piece.size) > 0.75 or piece.is_bold
    is_short = above.x1 < box.x1 - 0.15 * (box.x1 - box.x0)
    return is_short and piece.text.endswith(_ENDS_A_SENTENCE)


def _runs(line: LTTextLine, links) -> tuple[tuple[Run, ...], float]:
    """The runs of a line, and the size of most of its letters in points."""
    runs: list[Run] = []
    sizes: Counter[float] = Counter()
    look = Look()
    for letter in line:
        if isinstance(letter, LTChar):
            sizes[round(letter.size * 2) / 2] += 1
            bold, italic = _BOLD.search(letter.fontname), _ITALIC.search(letter.fontname)
            look = Look(bool(bold), bool(italic), _address_at(letter, links))
        runs.append(look.run(letter.get_text()))
    return tidied(Run(run.text.replace("\n", " "), *_look(run)) for run in runs), sizes.most_common(1)[0][
        0
    ]


def _address_at(letter: LTChar, links) -> str:
    x, y = (letter.x0 + letter.x1) / 2, (letter.y0 + letter.y1) / 2
    for (left, bottom, right, top), address in links:
        if left <= x <= right and bottom <= y <= top:
            return address
    return ""


def _is_in_margin(line: LTTextLine, height: float) -> bool:
    return line.y0 > height * (1 - MARGIN) or line.y1 < height * MARGIN


# Pictures


def _images(container: Iterable) -> Iterator[LTImage]:
    for element in container:
        if isinstance(element, LTImage):
            yield element
        elif isinstance(element, LTFigure):
            yield from _images(element)


def _put(pieces: list[Piece], image: LTImage, album: Album) -> None:
    """Puts a picture before the first paragraph that stands below it."""
    if min(image.srcsize) < SMALLEST_PICTURE:
        return
    try:
        number = _add(image, album)
    except (ValueError, TypeError, OSError, KeyError, struct.error, NotImplementedError):
        number = None
    if number is None:
        album.remarks.add(Remark.PICTURES_UNREADABLE)
        return
    _insert(pieces, Piece(top=(image.y0 + image.y1) / 2, picture=Picture(number)))


def _add(image: LTImage, album: Album) -> int | None:
    filters = [str(name) for name, _parameters in image.stream.get_filters()]
    data = image.stream.get_data()
    if any("DCT" in name or "JPX" in name for name in filters):
        return album.add(data)
    width, height = image.srcsize
    mode = _MODES.get(len(data) // (width * height)) if image.bits == 8 else None
    if mode is None:
        return None
    return album.add_drawn(Image.frombytes(mode, (width, height), data).convert("RGB"))


# The document as a whole


def _without_margins(pages: Sequence[Sequence[Piece]]) -> tuple[list[Piece], list[Piece]]:
    """What every page repeats in its margins, said once, and the rest; page numbers are left out."""
    often: Counter[str] = Counter()
    for pieces in pages:
        often.update({_shape(piece) for piece in pieces if piece.is_in_margin})
    needed = max(2, len(pages) // 2)
    repeated: dict[str, Piece] = {}
    kept: list[Piece] = []
    for piece in (piece for pieces in pages for piece in pieces):
        shape = _shape(piece)
        if piece.is_in_margin and not any(char.isalpha() for char in piece.text):
            continue
        if piece.is_in_margin and often[shape] >= needed:
            repeated.setdefault(shape, piece)
        else:
            kept.append(piece)
    return list(repeated.values()), kept


def _shape(piece: Piece) -> str:
    return re.sub(r"\d+", "#", piece.text)


def _joined_over_pages(pieces: Sequence[Piece]) -> list[Piece]:
    """A sentence that goes on in the next column or on the next page is one paragraph again."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.picture is None
            and piece.picture is None
            and last.size == piece.size
            and last.text
            and not last.text.endswith(_ENDS_A_SENTENCE)
            and piece.text[:1].islower()
            and not MARKER.match(piece.text)
        ):
            last.runs += [Run(" "), *piece.runs]
        else:
            joined.append(piece)
    return joined


def _blocks(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    weights: Counter[float] = Counter()
    for piece in pieces:
        weights[piece.size] += len(piece.text)
    usual = weights.most_common(1)[0][0] if weights else 0.0
    sizes = sorted({piece.size for piece in pieces if _is_large(piece, usual)}, reverse=True)
    levels = {size: min(level, 4) for level, size in enumerate(sizes, start=1)}
    blocks: list[Block] = []
    for piece in pieces:
        runs = tidied(piece.runs)
        if piece.picture:
            blocks.append(piece.picture)
        elif piece.table:
            blocks.append(piece.table)
        elif not runs:
            continue
        elif _is_large(piece, usual):
            blocks.append(Heading(runs, levels[piece.size]))
        elif _is_bold_line(piece):
            blocks.append(Heading(runs, min(len(levels) + 1, 5)))
        else:
            blocks.append(Paragraph(runs))
    return tuple(blocks)


def _is_large(piece: Piece, usual: float) -> bool:
    text = piece.text
    return piece.size >= usual * LARGER and 1 < len(text) <= LONGEST_HEADING and not MARKER.match(text)


def _is_bold_line(piece: Piece) -> bool:
    text = piece.text
    is_sentence = text.endswith((".", ",", ";", "!"))
    return (
        piece.is_bold and 1 < len(text) <= LONGEST_HEADING and not is_sentence and not MARKER.match(text)
    )

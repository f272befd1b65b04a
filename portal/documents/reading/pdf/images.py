"""The pictures of a page of a PDF."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from pdfminer.layout import LTFigure, LTImage
from PIL import Image

from portal.documents.outline import Picture, Remark
from portal.documents.reading.pdf.fragments import Fragment, insert
from portal.documents.reading.pictures import MAX_PIXELS, PictureCollector

#: Smaller pictures, in pixels, are rules, bullets and ornaments.
SMALLEST = 40
#: On one page: more are the tiles of a drawing.
MAX_ON_A_PAGE = 200
#: Colour components a pixel, by Pillow’s name of the mode.
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}


def images_in(container: Iterable) -> Iterator[LTImage]:
    for element in container:
        if isinstance(element, LTImage):
            yield element
        elif isinstance(element, LTFigure):
            yield from images_in(element)


def put(pieces: list[Fragment], image: LTImage, album: PictureCollector) -> None:
    """Puts a picture before the first paragraph that stands below it."""
    width, height = image.srcsize
    if min(width, height) < SMALLEST:
        return
    number = None
    if width * height <= MAX_PIXELS:
        try:
            number = _add(image, album)
        except (ValueError, TypeError, OSError, KeyError, struct.error, NotImplementedError):
            number = None
    if number is None:
        album.remarks.add(Remark.PICTURES_UNREADABLE)
        return
    insert(pieces, Fragment(top=(image.y0 + image.y1) / 2, picture=Picture(number)))


def _add(image: LTImage, album: PictureCollector) -> int | None:
    filters = [str(name) for name, _parameters in image.stream.get_filters()]
    data = image.stream.get_data()
    if any("DCT" in name or "JPX" in name for name in filters):
        return album.add(data)
    width, height = image.srcsize
    mode = _MODES.get(len(data) // (width * height)) if image.bits == 8 else None
    if mode is None:
        return None
    return album.add_drawn(Image.frombytes(mode, (width, height), data).convert("RGB"))

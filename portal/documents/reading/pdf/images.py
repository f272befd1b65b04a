"""The pictures of a page of a PDF."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from pdfminer.layout import LTFigure, LTImage
from PIL import Image

from portal.documents.outline import Picture, Remark
from portal.documents.reading.pdf.fragments import Fragment, insert
from portal.documents.reading.pictures import MAX_PIXELS, PictureCollector, as_png

#: In pixels: smaller pictures are lines, bullets and ornaments.
SMALLEST = 40
#: On one page: more are the tiles of a drawing.
MAX_ON_A_PAGE = 200
#: Colour components of a pixel → Pillow’s mode.
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}


def images_in(container: Iterable) -> Iterator[LTImage]:
    for element in container:
        if isinstance(element, LTImage):
            yield element
        elif isinstance(element, LTFigure):
            yield from images_in(element)


def insert_image(fragments: list[Fragment], image: LTImage, collector: PictureCollector) -> None:
    if min(image.srcsize) < SMALLEST:
        return
    try:
        number = _add(image, collector)
    except (ValueError, TypeError, OSError, KeyError, struct.error, NotImplementedError):
        number = None
    if number is None:
        collector.remarks.add(Remark.PICTURES_UNREADABLE)
    else:
        insert(fragments, Fragment(top=(image.y0 + image.y1) / 2, block=Picture(number)))


def _add(image: LTImage, collector: PictureCollector) -> int | None:
    width, height = image.srcsize
    if width * height > MAX_PIXELS:
        return None
    filters = [str(name) for name, _parameters in image.stream.get_filters()]
    data = image.stream.get_data()
    if any("DCT" in name or "JPX" in name for name in filters):
        return collector.add(data)
    mode = _MODES.get(len(data) // (width * height)) if image.bits == 8 else None
    if mode is None:
        return None
    return collector.add(as_png(Image.frombytes(mode, (width, height), data).convert("RGB")))

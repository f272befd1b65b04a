"""Collects the pictures of a document in formats that browsers show."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from io import BytesIO

from PIL import Image

from portal.documents.bounds import MAX_PICTURES
from portal.documents.outline import PictureFile, Remark, pictures_in

#: Pillow’s formats that browsers show → file extensions.
_KEPT = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
#: Formats that become PNG. Pillow reads EMF and WMF on Windows only.
_CONVERTED = {"BMP", "TIFF", "PPM", "JPEG2000"}
MAX_PIXELS = 40_000_000
#: In pixels: the site shows no longer side.
LONGEST_SIDE = 16_000
#: In bytes: one picture, and all pictures of a document.
MAX_BYTES = 15 * 1024 * 1024
MAX_TOTAL_BYTES = 60 * 1024 * 1024


class PictureCollector:
    """Numbers the pictures in the order of their first use, each once."""

    def __init__(self) -> None:
        self.pictures: list[PictureFile] = []
        self.remarks: set[Remark] = set()
        self._numbers: dict[bytes, int | None] = {}

    def add(self, content: bytes) -> int | None:
        """The index of the picture in `pictures`; None if it is not kept."""
        if content not in self._numbers:
            self._numbers[content] = self._keep(content)
        return self._numbers[content]

    def remarks_on(self, text: Iterable) -> set[Remark]:
        """The remarks on the pictures, once the text that shows them is read."""
        shown = {picture.number for picture in pictures_in(text)}
        is_incomplete = len(shown) < len(self.pictures)
        return self.remarks | ({Remark.PICTURES_OUTSIDE_TEXT} if is_incomplete else set())

    def _keep(self, content: bytes) -> int | None:
        if len(self.pictures) >= MAX_PICTURES:
            self.remarks.add(Remark.PICTURES_TOO_MANY)
            return None
        picture = _converted(content)
        kept = sum(len(each.content) for each in self.pictures)
        if picture is None or kept + len(picture.content) > MAX_TOTAL_BYTES:
            self.remarks.add(Remark.PICTURES_UNREADABLE)
            return None
        self.pictures.append(picture)
        return len(self.pictures) - 1


def _converted(content: bytes) -> PictureFile | None:
    """The picture in a format that browsers show; None if it is broken, unknown or too large."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(content)) as image:
            if image.width * image.height > MAX_PIXELS or max(image.size) > LONGEST_SIDE:
                return None
            size = image.size
            if image.format in _CONVERTED:
                mode = "RGBA" if "A" in image.getbands() else "RGB"
                content, extension = as_png(image.convert(mode)), "png"
            else:
                extension = _KEPT[image.format or ""]
                image.load()
    except Exception:
        # Pillow’s readers raise exceptions of any kind for broken files.
        return None
    return PictureFile(content, extension, *size) if len(content) <= MAX_BYTES else None


def as_png(image: Image.Image) -> bytes:
    output = BytesIO()
    image.save(output, "PNG")
    return output.getvalue()

"""The pictures of a document, as far as a site can show them."""

from __future__ import annotations

import hashlib
import warnings
from io import BytesIO

from PIL import Image

from portal.documents.bounds import MAX_PICTURES
from portal.documents.outline import PictureFile, Remark

#: What browsers and Wagtail both know, by Pillow’s name.
_KEPT = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
#: What Pillow can turn into one of those. Drawings of Windows (EMF, WMF) need Windows.
_REDRAWN = {"BMP", "TIFF", "PPM", "JPEG2000"}
MAX_PIXELS = 40_000_000
#: In pixels: the site draws no longer one.
LONGEST_SIDE = 16_000
MAX_BYTES = 15 * 1024 * 1024
#: Of all pictures of one document together.
MAX_BYTES_IN_ALL = 60 * 1024 * 1024


class PictureCollector:
    """Pictures in the order in which they come, each once. Answers a picture’s number, or None."""

    def __init__(self) -> None:
        self.pictures: list[PictureFile] = []
        self.remarks: set[Remark] = set()
        self._numbers: dict[str, int | None] = {}
        self._weight = 0

    def add(self, content: bytes) -> int | None:
        key = hashlib.sha256(content).hexdigest()
        if key not in self._numbers:
            self._numbers[key] = self._number_for(content)
        return self._numbers[key]

    def add_drawn(self, image: Image.Image) -> int | None:
        output = BytesIO()
        image.save(output, "PNG")
        return self.add(output.getvalue())

    def _number_for(self, content: bytes) -> int | None:
        if len(self.pictures) >= MAX_PICTURES:
            self.remarks.add(Remark.PICTURES_TOO_MANY)
            return None
        picture = _shown(content)
        if picture is None or self._weight + len(picture.content) > MAX_BYTES_IN_ALL:
            self.remarks.add(Remark.PICTURES_UNREADABLE)
            return None
        self._weight += len(picture.content)
        self.pictures.append(picture)
        return len(self.pictures) - 1


def _shown(content: bytes) -> PictureFile | None:
    """The picture as a site shows it; None for one that it cannot show."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(content)) as image:
            if image.width * image.height > MAX_PIXELS or max(image.size) > LONGEST_SIDE:
                return None
            if image.format in _REDRAWN:
                content, extension = _redrawn(image), "png"
            else:
                extension = _KEPT[image.format or ""]
                image.load()
            size = image.size
    except Exception:
        # Pillow has no base class for what a broken file makes its many readers raise.
        return None
    return PictureFile(content, extension, *size) if len(content) <= MAX_BYTES else None


def _redrawn(image: Image.Image) -> bytes:
    output = BytesIO()
    image.convert("RGBA" if "A" in image.getbands() else "RGB").save(output, "PNG")
    return output.getvalue()

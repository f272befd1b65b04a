"""The picture that social networks show for a page without a photograph."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO

from django.conf import settings
from django.core.cache import cache as drawn_pictures
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.text import capfirst
from PIL import Image

from portal.printing import typst
from portal.printing.characters import breakable, drawable
from portal.printing.responses import refusal

TEMPLATE = "share_picture.typ"
FAMILIES = ("understand", "inspire", "join")
#: Characters drawn of each text; no title is longer.
MAX_LENGTH = 300
#: Timeouts of our cache, and of browsers and social networks, in seconds.
KEPT = 30 * 24 * 3600
FRESH = 24 * 3600


@dataclass(frozen=True)
class ShareCard:
    """Texts of the picture, with any characters and of any length; all but the title may be empty."""

    title: str
    kind: str = ""
    park: str = ""
    family: str = ""
    language: str = "fr"


def draw(card: ShareCard) -> bytes:
    """Returns a PNG of 1200 × 630 pixels, cached by content."""
    data = _data(card)
    key = f"share-picture-{_digest(data)}"
    picture = drawn_pictures.get(key)
    if picture is None:
        picture = _with_palette(typst.compile_png(TEMPLATE, data))
        drawn_pictures.set(key, picture, KEPT)
    return picture


def share_response(request: HttpRequest, card: ShareCard) -> HttpResponse:
    """Returns the picture, or a 304 if the client has it already, without drawing it."""
    etag = f'"{fingerprint(card)}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = HttpResponse(draw(card), content_type="image/png")
        except typst.PrintingError as error:
            return refusal(error, TEMPLATE)
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, public=True, max_age=FRESH)
    return response


def fingerprint(card: ShareCard) -> str:
    """Returns a hash that changes with the picture, for caches."""
    return _digest(_data(card))


def _data(card: ShareCard) -> dict[str, str]:
    """Returns the template’s data. An undrawable title is replaced by the kind or the site’s name."""
    title, kind = _legible(card.title), _legible(card.kind)
    return {
        "title": title or capfirst(kind) or settings.SITE_NAME,
        "kind": capfirst(kind) if title else "",
        "park": _legible(card.park),
        "site": settings.SITE_NAME,
        "family": card.family if card.family in FAMILIES else "neutral",
        "language": _language(card.language),
    }


def _legible(text: str) -> str:
    """Returns the drawable text, or an empty string if most of its characters cannot be drawn."""
    text = text[:MAX_LENGTH]
    drawn = drawable(text)
    kept, wanted = (sum(map(str.isalnum, each)) for each in (drawn, text))
    if not kept or kept * 2 < wanted:
        return ""
    return breakable(drawn)


def _language(code: str) -> str:
    """Returns the language code without region, or "fr" if it is invalid, which Typst would refuse."""
    language = code.partition("-")[0].lower()
    return language if re.fullmatch("[a-z]{2,3}", language) else "fr"


def _digest(data: dict[str, str]) -> str:
    return sha256(json.dumps([_drawing(), data]).encode()).hexdigest()[:32]


@cache
def _drawing() -> str:
    """Returns a hash of the template, styles and drawings, so that no outdated picture is served."""
    static = settings.BASE_DIR / "static"
    sources = (
        typst.TEMPLATES / TEMPLATE,
        typst.TEMPLATES / "drawing.typ",
        static / "css" / "tokens.css",
        static / "img" / "contours.svg",
        static / "img" / "logo.svg",
    )
    return sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def _with_palette(picture: bytes) -> bytes:
    """Returns the same picture in 256 colours, a third of the size."""
    content = BytesIO()
    drawing = Image.open(BytesIO(picture)).convert("RGB")
    drawing.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(content, "PNG")
    return content.getvalue()

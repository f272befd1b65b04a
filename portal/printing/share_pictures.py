"""The picture that social networks show of a page that has no photograph."""

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
#: No title is longer; what a card says beyond is not drawn.
MAX_LENGTH = 300
#: How long a drawn picture is kept here, and then by browsers and networks, in seconds.
KEPT = 30 * 24 * 3600
FRESH = 24 * 3600


@dataclass(frozen=True)
class ShareCard:
    """What the picture says, in any characters and of any length; all but the title may be empty."""

    title: str
    kind: str = ""
    park: str = ""
    family: str = ""
    language: str = "fr"


def draw(card: ShareCard) -> bytes:
    """A PNG of 1200 × 630 pixels, drawn once for all cards that say the same."""
    data = _data(card)
    key = f"share-picture-{_digest(data)}"
    picture = drawn_pictures.get(key)
    if picture is None:
        picture = _with_palette(typst.compile_png(TEMPLATE, data))
        drawn_pictures.set(key, picture, KEPT)
    return picture


def share_response(request: HttpRequest, card: ShareCard) -> HttpResponse:
    """The picture, or a bare 304 for whoever has it already, at the cost of no drawing."""
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
    """The same as long as the picture is, for whoever keeps it."""
    return _digest(_data(card))


def _data(card: ShareCard) -> dict[str, str]:
    """What the template draws. A title that is not legible leaves its place to the kind or the site."""
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
    """The text as it can be drawn; nothing where most of its letters cannot be."""
    text = text[:MAX_LENGTH]
    drawn = drawable(text)
    kept, wanted = (sum(map(str.isalnum, each)) for each in (drawn, text))
    if not kept or kept * 2 < wanted:
        return ""
    return breakable(drawn)


def _language(code: str) -> str:
    """The language without its region; French if that is none, for Typst refuses what is no code."""
    language = code.partition("-")[0].lower()
    return language if re.fullmatch("[a-z]{2,3}", language) else "fr"


def _digest(data: dict[str, str]) -> str:
    return sha256(json.dumps([_drawing(), data]).encode()).hexdigest()[:32]


@cache
def _drawing() -> str:
    """Changes with all that the picture is drawn from, so that no older one is served."""
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
    """The same picture in 256 colours, which weighs a third."""
    content = BytesIO()
    drawing = Image.open(BytesIO(picture)).convert("RGB")
    drawing.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(content, "PNG")
    return content.getvalue()

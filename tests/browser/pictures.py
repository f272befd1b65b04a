"""The pictures of the guides, and what each shows: its size and its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from PIL import Image
from playwright.sync_api import Locator

from home.help.guides import guides

FOLDER = settings.BASE_DIR / "static" / "img" / "aide"
#: Enough for the flat colours of the admin, and a fourth of the weight.
COLOURS = 64
MARGIN = 10
#: What the browser itself says, in a language of its own.
SPEECHLESS = "[type=file] { color: transparent !important } ::file-selector-button { display: none }"
#: Names of days and months, and whatever stands in figures, change with the day.
OF_THE_DAY = re.compile(
    r"\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|février|mars|avril|mai|juin|juillet"
    r"|août|septembre|octobre|novembre|décembre|\d+(er|e)?)\b"
)


@dataclass(frozen=True)
class Shot:
    """A picture (PNG), its size in pixels, and the words on it."""

    content: bytes
    width: int
    height: int
    words: str


def take(shown: Locator) -> Shot:
    """With a little of what stands around."""
    words = lasting(shown.inner_text())
    shown.scroll_into_view_if_needed()
    box, room = shown.bounding_box(), shown.page.locator("main").bounding_box()
    left, top = max(box["x"] - MARGIN, room["x"]), max(box["y"] - MARGIN, 0)
    clip = {
        "x": left,
        "y": top,
        "width": min(box["x"] + box["width"] + MARGIN, room["x"] + room["width"]) - left,
        "height": box["height"] + 2 * MARGIN,
    }
    photo = shown.page.screenshot(clip=clip, animations="disabled", caret="hide", style=SPEECHLESS)
    image = Image.open(BytesIO(photo))
    file = BytesIO()
    image.convert("RGB").quantize(COLOURS).save(file, "PNG", optimize=True)
    return Shot(file.getvalue(), *image.size, words)


def plain(text: str) -> str:
    """Without what typography and styles make of it."""
    return " ".join(text.replace("’", "'").casefold().split())


def lasting(text: str) -> str:
    """The words that are the same on any day."""
    return OF_THE_DAY.sub("…", " ".join(text.split()))


def in_guides() -> set[str]:
    """The scenes of which a guide has a picture."""
    return {step.scene for guide in guides().values() for step in guide.steps if step.alt}

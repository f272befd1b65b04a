"""The one door to Typst, which lays out files from a template of ours and plain data.

Data reaches a template as JSON and is never read as markup. Only the fonts inside Typst’s own package
are used, so that the same file comes out of every machine. No template imports a package: Typst would
fetch it from the network.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

TEMPLATES = Path(__file__).parent / "templates"
#: Shared by all threads; a compiler is not, hence one for each file.
FONTS = typst.Fonts(include_system_fonts=False)
#: At which one point of a template is one pixel of the picture.
PIXELS_PER_INCH = 72


class PrintingError(Exception):
    """A file that could not be made, whatever the reason."""


def compile_png(template: str, data: dict[str, Any]) -> bytes:
    """A picture of the one page that the template makes of the data.

    Templates read the data by `json(bytes(sys.inputs.data))`, and the site’s drawings and colours by
    paths from the root of the project.
    """
    return _compile(template, data, format="png", ppi=PIXELS_PER_INCH)


def _compile(template: str, data: dict[str, Any], **export: Any) -> bytes:
    try:
        file = typst.compile(
            TEMPLATES / template,
            root=settings.BASE_DIR,
            font_paths=FONTS,
            sys_inputs={"data": json.dumps(data)},
            **export,
        )
    except (RuntimeError, OSError, TypeError, ValueError) as error:
        raise PrintingError(f"{template}: {error}") from error
    if not isinstance(file, bytes):
        raise PrintingError(f"{template}: a picture has one page, this has {len(file)}.")
    return file

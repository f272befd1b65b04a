"""The only module that calls Typst, which compiles files from our templates and plain data.

Data is passed as JSON and never parsed as markup. Only the fonts bundled with Typst’s Python package are
used, so that every machine produces the same file. No template imports a Typst package: Typst would
download it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import Any

import typst
from django.conf import settings

TEMPLATES = Path(__file__).parent / "templates"
#: Paths of the project that templates may read: templates, colours and drawings.
SHARED = ("portal/printing/templates", "static/css/tokens.css", "static/img")
#: Shared by all threads; compilers are not thread-safe, so each file has its own.
FONTS = typst.Fonts(include_system_fonts=False)
#: At this resolution, one point of a template is one pixel of the picture.
PIXELS_PER_INCH = 72
#: PDF/UA-1, checked by the compiler: tags, alternative texts, title and language.
ACCESSIBLE = ["ua-1"]
#: Limit of a file’s data, in characters of JSON: about 150 pages, compiled in half a gigabyte of memory.
MAX_DATA = 500_000
#: Files compiled at the same time in one process, and how long the next one waits, in seconds.
AT_ONCE, PATIENCE = 2, 10
_turns = BoundedSemaphore(AT_ONCE)
#: A document that compiles only if Typst can read the picture.
_ALONE = b'#set document(title: "x")\n#pdf.artifact(image("/pictures/" + sys.inputs.name))'


class PrintingError(Exception):
    """Raised when a file could not be made, for any reason."""


class Busy(PrintingError):
    """Raised when too many files are being made: retry later."""


def compile_png(template: str, data: dict[str, Any]) -> bytes:
    """Returns a PNG of the single page of a template. Raises PrintingError.

    Templates read the data with `json(bytes(sys.inputs.data))`, and the site’s drawings and colours with
    paths from the project root.
    """
    return _compile(template, data, {}, format="png", ppi=PIXELS_PER_INCH)


def compile_pdf(template: str, data: dict[str, Any], pictures: Mapping[str, bytes]) -> bytes:
    """Returns an accessible PDF, the same bytes for the same data and pictures. Raises PrintingError.

    Pictures are files in `/pictures/`; the readable ones are listed in `data.pictures`, so that a broken
    one does not prevent the rest.
    """
    try:
        return _compile_pdf(template, data, pictures)
    except Busy:
        raise
    except PrintingError:
        sound = {name: content for name, content in pictures.items() if _is_sound(name, content)}
        if len(sound) == len(pictures):
            raise
    return _compile_pdf(template, data, sound)


def _compile_pdf(template: str, data: dict[str, Any], pictures: Mapping[str, bytes]) -> bytes:
    told = data | {"pictures": sorted(pictures)}
    return _compile(template, told, pictures, format="pdf", pdf_standards=ACCESSIBLE)


def _is_sound(name: str, content: bytes) -> bool:
    try:
        _compile_source(_ALONE, {name: content}, {"name": name}, pdf_standards=ACCESSIBLE)
    except (RuntimeError, OSError, ValueError):
        return False
    return True


def _compile(template: str, data: dict[str, Any], pictures: Mapping[str, bytes], **export: Any) -> bytes:
    told = json.dumps(data, ensure_ascii=False)
    if len(told) > MAX_DATA:
        raise PrintingError(f"{template}: {len(told)} letters are more than one file holds.")
    try:
        source = (TEMPLATES / template).read_bytes()
        file = _compile_source(source, pictures, {"data": told}, **export)
    except (RuntimeError, OSError, TypeError, ValueError) as error:
        raise PrintingError(f"{template}: {error}") from error
    if not isinstance(file, bytes):
        raise PrintingError(f"{template}: a picture has one page, this has {len(file)}.")
    return file


def _compile_source(
    source: bytes, pictures: Mapping[str, bytes], inputs: dict[str, str], **export: Any
) -> Any:
    """Compiles in a temporary root that contains only what a template may read."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for shared in SHARED:
            (root / shared).parent.mkdir(parents=True, exist_ok=True)
            (root / shared).symlink_to(settings.BASE_DIR / shared)
        for name, content in pictures.items():
            (root / "pictures").mkdir(exist_ok=True)
            (root / "pictures" / name).write_bytes(content)
        with _turn():
            return typst.compile(
                {"main.typ": source}, root=root, font_paths=FONTS, sys_inputs=inputs, **export
            )


@contextmanager
def _turn() -> Iterator[None]:
    """Holds one of the compilation slots. Raises Busy if none is free in time."""
    if not _turns.acquire(timeout=PATIENCE):
        raise Busy("Too many files are being made.")
    try:
        yield
    finally:
        _turns.release()

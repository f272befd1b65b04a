"""The one door to Typst, which lays out files from a template of ours and plain data.

Data reaches a template as JSON and is never read as markup. Only the fonts inside Typst’s own package
are used, so that the same file comes out of every machine. No template imports a package: Typst would
fetch it from the network.
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
#: What templates read of the project: each other, colours and drawings.
SHARED = ("portal/printing/templates", "static/css/tokens.css", "static/img")
#: Shared by all threads; a compiler is not, hence one for each file.
FONTS = typst.Fonts(include_system_fonts=False)
#: At which one point of a template is one pixel of the picture.
PIXELS_PER_INCH = 72
#: Checked by the compiler: every part tagged, every picture described, title and language declared.
ACCESSIBLE = ["ua-1"]
#: The most that one file is made of, in letters of its data: some 150 pages, laid out in half a gigabyte.
MAX_DATA = 500_000
#: Files laid out at the same time by one process, and how long another one waits, in seconds.
AT_ONCE, PATIENCE = 2, 10
_turns = BoundedSemaphore(AT_ONCE)
#: Tells whether Typst can read a picture.
_ALONE = b'#set document(title: "x")\n#pdf.artifact(image("/pictures/" + sys.inputs.name))'


class PrintingError(Exception):
    """A file that could not be made, whatever the reason."""


class Busy(PrintingError):
    """Too many files are being made: this one can be had in a moment."""


def compile_png(template: str, data: dict[str, Any]) -> bytes:
    """A picture of the one page that the template makes of the data.

    Templates read the data by `json(bytes(sys.inputs.data))`, and the site’s drawings and colours by
    paths from the root of the project.
    """
    return _compile(template, data, {}, format="png", ppi=PIXELS_PER_INCH)


def compile_pdf(template: str, data: dict[str, Any], pictures: Mapping[str, bytes]) -> bytes:
    """An accessible PDF of the data, the same bytes for the same data and pictures.

    The template finds the pictures at `/pictures/` and those that can be read listed in `data.pictures`:
    a broken one takes nothing else with it.
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
    """Below a root that holds what a template may read, and nothing else of the project."""
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
    """Raises Busy where none comes in time."""
    if not _turns.acquire(timeout=PATIENCE):
        raise Busy("Too many files are being made.")
    try:
        yield
    finally:
        _turns.release()

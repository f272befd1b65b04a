"""Raster pictures, converted so that every format can be written from them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import BoundedSemaphore
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps

#: The formats that browsers show, by Pillow’s names; Pillow’s other readers are never used.
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
#: Maximum width × height, in pixels, of one image and of all images of an animation together.
MOST_PIXELS, MOST_PIXELS_IN_ALL = 50_000_000, 500_000_000
#: Maximum width or height in pixels: the limit of WebP.
LONGEST_SIDE = 16_000
#: Maximum size in bytes of a colour profile; cameras write smaller ones.
_LARGEST_PROFILE = 1024 * 1024
_GIF_FRAME = b"\x21\xf9\x04"
#: Limits how many pictures one process decodes at a time: each may take several hundred megabytes.
_turns = BoundedSemaphore(2)


class Unreadable(Exception):
    """Raised for a picture that cannot be rendered."""


class TooLarge(Unreadable):
    """Raised for a picture with too many pixels."""


def check(file: BinaryIO) -> None:
    """Raises `Unreadable` if the picture could not be rendered later."""
    sound(file)


def sound(file: BinaryIO) -> Image.Image:
    """Returns the picture (the first image of an animation): upright, in 8 bits of grey, RGB or RGBA, in
    sRGB, without camera metadata (place, serial number). Raises `Unreadable`.
    """
    with _turns, _readable(file) as image:
        _check_sizes(image, file)
        image.load()
        return _bare(_in_colours_of_the_web(_upright(image)))


@contextmanager
def _readable(file: BinaryIO) -> Iterator[Image.Image]:
    try:
        file.seek(0)
        with Image.open(file, formats=FORMATS) as image:
            yield image
    except (Unreadable, MemoryError):
        raise
    except Image.DecompressionBombError as error:
        raise TooLarge from error
    except Exception as error:
        # Pillow’s readers have no base class for the errors of broken files.
        raise Unreadable(type(error).__name__) from error


def _check_sizes(image: Image.Image, file: BinaryIO) -> None:
    """Raises `TooLarge` from the file header, before anything is decoded."""
    pixels = image.width * image.height
    if pixels > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
        raise TooLarge
    if pixels * _frames(image, file) > MOST_PIXELS_IN_ALL:
        raise TooLarge


def _frames(image: Image.Image, file: BinaryIO) -> int:
    if image.format != "GIF":
        return getattr(image, "n_frames", 1)
    at = file.tell()
    file.seek(0)
    number = file.read().count(_GIF_FRAME)
    file.seek(at)
    return max(1, number)


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:
        # The EXIF data may be invalid although the picture is not.
        return image


def _in_colours_of_the_web(image: Image.Image) -> Image.Image:
    plain = _in_eight_bits(image)
    profile = image.info.get("icc_profile")
    if not profile or len(profile) > _LARGEST_PROFILE:
        return _as_rgb(plain)
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if not plain.has_transparency_data:
            given = plain if plain.mode in ("RGB", "CMYK", "L") else plain.convert("RGB")
            return _converted(given, source)
        given = plain.convert("RGBA")
        colours = _converted(given.convert("RGB"), source)
        colours.putalpha(given.getchannel("A"))
        return colours
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return _as_rgb(plain)


def _converted(image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
    if converted is None:
        raise ValueError("No picture came back.")
    return converted


_SRGB = ImageCms.createProfile("sRGB")


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Scales 16-bit grey to 8 bits: Pillow would clip it at 255, so that most of it became white."""
    if image.mode.startswith("I"):
        return _bare(image.convert("I").point(lambda value: value * (1 / 256)).convert("L"))
    return _bare(image.convert("L")) if image.mode == "F" else image


def _as_rgb(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


def _bare(image: Image.Image) -> Image.Image:
    bare = image.copy()
    bare.info = {}
    return bare

"""Renditions of pictures, from a converted copy of the file or with a placeholder."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import willow
from django.core.cache import cache
from django.core.exceptions import BadRequest
from django.core.files import File
from django.templatetags.static import static
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter, SourceImageIOError
from willow.plugins.pillow import PillowImage

from portal.media.pictures import drawings, photographs

if TYPE_CHECKING:
    from portal.media.models import Picture, Rendition

logger = logging.getLogger(__name__)

STAND_IN = "img/missing-picture.svg"
#: For how long, in seconds, a picture that failed is neither tried nor logged again.
REMEMBERED_SECONDS = 3600


class SoundFilter(Filter):
    """Wagtail’s filter, applied to the converted picture, whatever the file format."""

    @contextmanager
    def get_willow_image(self, image: Picture, source: File | None = None) -> Iterator[Any]:
        if source is not None:
            yield sound(image, source)
        else:
            with image.get_willow_image() as willow_image:
                yield willow_image


def sound(image: Picture, file: Any) -> Any:
    """Returns the picture of a file as an image that Willow can write in every requested format."""
    return _sound_drawing(file) if image.is_svg() else _sound_photograph(file)


def _sound_drawing(file: Any) -> Any:
    file.seek(0)
    content = file.read(drawings.MOST_BYTES + 1)
    drawings.check(content)
    return willow.Image.open(BytesIO(content))


def _sound_photograph(file: Any) -> PillowImage:
    picture = PillowImage(photographs.sound(file))
    picture.format_name = _format_of(file)
    return picture


def _format_of(file: Any) -> str:
    """Returns the source format, from which Wagtail chooses the output format if none is requested."""
    file.seek(0)
    head = file.read(16)
    if head.startswith(b"\xff\xd8"):
        return "jpeg"
    if head.startswith(b"\x89PNG"):
        return "png"
    if head.startswith(b"GIF8"):
        return "gif"
    return "webp" if head[8:12] == b"WEBP" else "avif"


class Undrawable(SourceImageIOError, InvalidFilterSpecError, BadRequest):
    """Raised for a picture that cannot be rendered. Each Wagtail view catches one of the base classes.

    A request for such a picture alone returns status 400.
    """


@contextmanager
def guarded(image: Picture, spec: str = "") -> Iterator[None]:
    """Raises `Undrawable` if the picture cannot be rendered, and logs it once."""
    key = f"{_key(image)}-{spec}"
    if cache.get(key):
        raise Undrawable
    try:
        yield
    except InvalidFilterSpecError:
        raise  # the error is in the requested filter, not in the picture
    except Exception as error:
        # A broken, missing or hostile file can raise any error in the picture readers.
        tell_once(image, error)
        cache.set(key, True, REMEMBERED_SECONDS)
        raise Undrawable from error


def tell_once(image: Picture, error: Exception) -> None:
    if cache.add(_key(image), True, REMEMBERED_SECONDS):
        logger.warning("Picture %s cannot be drawn: %s", image.pk, type(error).__name__)


def _key(image: Picture) -> str:
    return f"undrawable-picture-{image.pk}-{image.file_hash or image.file_size}"


def stand_in(image: Picture, spec: str) -> Rendition:
    """Returns an unsaved rendition: a neutral placeholder drawing."""
    from portal.media.models import Rendition

    rendition = Rendition(image=image, filter_spec=spec, width=300, height=200)
    rendition.file = SimpleNamespace(
        url=static(STAND_IN), name=STAND_IN, width=rendition.width, height=rendition.height
    )
    rendition.is_stand_in = True
    return rendition

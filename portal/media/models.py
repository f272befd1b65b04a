"""The models of uploaded pictures and documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files import File
from django.db import DatabaseError, models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, SourceImageIOError
from wagtail.images.models import Image as WagtailImage

from portal.forms.lines import OneLineMixin
from portal.media.pictures.renditions import SoundFilter, guarded, sound, stand_in, tell_once
from portal.operations.outages import is_unavailable


class Picture(OneLineMixin, AbstractImage, models.Model):
    """A picture. Its alternative text is stored where it is used, in the language of the page."""

    credit = models.CharField(
        _("crédit"),
        max_length=160,
        blank=True,
        help_text=_("Qui a fait l’image, par exemple « Photo : Camille Leroy »."),
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("add_drawing", _("Peut déposer des dessins SVG"))]

    @property
    def default_alt_text(self) -> str:
        """Empty: a picture is decorative unless the page that uses it has an alternative text."""
        return ""

    def drawn(self, filter: Filter | str) -> Rendition | None:
        """Returns the rendition; None if the picture cannot be rendered."""
        try:
            return super().get_rendition(filter)
        except SourceImageIOError as error:
            tell_once(self, error)
        except DatabaseError as error:
            # The rendition cannot be saved now: the page is shown without it.
            if not is_unavailable(error):
                raise
        return None

    def get_rendition(self, filter: Filter | str) -> Rendition:
        """Returns the rendition, or a placeholder if it cannot be rendered, so that no list fails."""
        return self.drawn(filter) or self._stand_ins(filter)[0]

    def get_renditions(self, *filters: Filter | str) -> dict[str, Rendition]:
        try:
            return super().get_renditions(*filters)
        except (SourceImageIOError, DatabaseError) as error:
            if isinstance(error, SourceImageIOError):
                tell_once(self, error)
            elif not is_unavailable(error):
                raise
            return {each.filter_spec: each for each in self._stand_ins(*filters)}

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:
        with guarded(self, filter.spec):
            return super().generate_rendition_file(SoundFilter(filter.spec), source=source)

    @contextmanager
    def get_willow_image(self) -> Iterator[Any]:
        with guarded(self), self.open_file() as file:
            yield sound(self, file)

    def _stand_ins(self, *filters: Filter | str) -> list[Rendition]:
        cleaned = (
            self.clean_filter_for_svg(Filter(spec=each) if isinstance(each, str) else each)
            for each in filters
        )
        return [stand_in(self, each.spec) for each in cleaned]


class Rendition(AbstractRendition, models.Model):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"),
                name="one_rendition_per_filter",
            )
        ]


class PortalDocument(OneLineMixin, AbstractDocument):
    """A file to download, served through Wagtail’s view, which checks permissions."""

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

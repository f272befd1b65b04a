"""Builds the page of a draft without saving it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.html import format_html
from wagtail.images.models import AbstractImage

from methods.importing.converter.body import BodyBlock, DraftPicture
from methods.importing.converter.sheet import SheetDraft
from methods.models import ImportedDocument, MethodSheetPage

#: Returns the site’s picture for one of a document, or None if it must not be shown.
PictureFor = Callable[[DraftPicture], AbstractImage | None]


def build_page(draft: SheetDraft, document: ImportedDocument, picture_for: PictureFor) -> MethodSheetPage:
    return MethodSheetPage(
        title=draft.title,
        locale=document.parent.locale,
        stage=document.stage,
        live=False,
        body=[block for piece in draft.body if (block := _block(piece, picture_for)) is not None],
        **draft.fields,
    )


def _block(piece: BodyBlock, picture_for: PictureFor) -> tuple[str, Any] | None:
    """A block of the page. A picture that is not shown leaves its caption."""
    if not isinstance(piece.value, DraftPicture):
        return piece.kind, piece.value
    if image := picture_for(piece.value):
        return "picture", {"image": image, "caption": piece.value.caption}
    caption = piece.value.caption
    return ("text", format_html("<p>{}</p>", caption)) if caption else None

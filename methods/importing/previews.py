"""Renders the preview of a sheet with its real template, before the sheet exists."""

from __future__ import annotations

from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Page

from methods.importing.converter.body import DraftPicture
from methods.importing.converter.sheet import SheetDraft
from methods.importing.pages import build_page
from methods.models import ImportedDocument, ImportedPicture
from portal.media.models import Picture, Rendition


def picture_address(document: ImportedDocument, number: int) -> str:
    return reverse("import_picture", args=(document.pk, number))


def render_preview(document: ImportedDocument, draft: SheetDraft, request: HttpRequest) -> HttpResponse:
    """The page as readers would see it."""
    kept = {each.number: each for each in document.pictures.defer("content")}

    def picture_for(wanted: DraftPicture) -> Picture | None:
        picture = kept.get(wanted.number)
        return _shown(document, picture, wanted) if picture else None

    page = build_page(draft, document, picture_for)
    parent = document.parent
    page.slug = "apercu"
    page.depth = parent.depth + 1
    page.path = Page._get_path(parent.path, page.depth, 1)
    page.set_url_path(parent)
    page.breadcrumb = [*parent.breadcrumb, page]
    # As in the panel beside an editor: without the bar for editors.
    return page.make_preview_request(request, extra_request_attrs={"in_preview_panel": True})


def _shown(document: ImportedDocument, kept: ImportedPicture, wanted: DraftPicture) -> Picture:
    """An unsaved picture. Its key is negative, so that queries find nothing."""
    address = picture_address(document, kept.number)
    picture = Picture(pk=-1 - kept.number, collection=None, width=kept.width, height=kept.height)
    picture.contextual_alt_text = wanted.alternative
    picture.file.name = f"{kept.number}.{kept.extension}"
    # Of this picture alone, which is not saved.
    picture.get_renditions = lambda *filters: {  # type: ignore[method-assign]
        getattr(each, "spec", each): _rendition(picture, each, address) for each in filters
    }
    return picture


def _rendition(picture: Picture, filter, address: str) -> Rendition:
    rendition = Rendition(
        image=picture,
        width=picture.width,
        height=picture.height,
        filter_spec=getattr(filter, "spec", filter),
    )
    rendition.file = SimpleNamespace(url=address, width=picture.width, height=picture.height)
    return rendition

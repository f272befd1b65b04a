"""Fetches what a page’s prose links to in one batch instead of block by block.

Wagtail looks up the links of each rich text separately, with several queries per block. Here `resolve`
sets the page before it is rendered, and the link handlers read from its batch.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import StructValue
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from portal.documents.texts import restricted_documents, text_of
from portal.pages.querysets import restricted_pages
from portal.search.documents import Attachment

_current: ContextVar[Linked | None] = ContextVar("linked", default=None)


class Linked:
    """The pages and documents that a page’s prose links to, loaded on first use.

    Each page is its translation in the reader’s language if published, else the page linked.
    """

    def __init__(self, page: Page):
        self._page = page

    @cached_property
    def _ids(self) -> dict[type, set[int | None]]:
        return _linked_ids(self._page)

    def covers(self, model: type, ids: list[int | None]) -> bool:
        return self._ids[model].issuperset(ids)

    @cached_property
    def documents(self) -> dict[int | None, AbstractDocument]:
        return get_document_model().objects.in_bulk(self._ids[AbstractDocument])

    @cached_property
    def pages(self) -> dict[int | None, Page]:
        ids = self._ids[Page]
        if not ids:
            return {}
        keys = Page.objects.filter(id__in=ids).values("translation_key")
        translated = Q(translation_key__in=keys, locale__language_code=get_language(), live=True)
        pages = list(
            Page.objects.filter(Q(id__in=ids) | translated)
            .select_related("locale")
            .annotate(is_restricted=restricted_pages())
        )
        by_key = {
            page.translation_key: page
            for page in pages
            if page.live and page.locale.language_code == get_language()
        }
        return {page.pk: by_key.get(page.translation_key, page) for page in pages if page.pk in ids}


def resolve(page: Page) -> None:
    """Sets the page to render next, and prefetches the renditions of its pictures."""
    _current.set(Linked(page))
    pictures = [
        picture
        for field in page._meta.get_fields()
        if isinstance(field, StreamField)
        for picture in _pictures_in(getattr(page, field.name))
    ]
    if page.listing_picture:
        pictures.append(page.listing_picture)
    if pictures:
        prefetch_related_objects(pictures, "renditions")


def forget(**_signal: Any) -> None:
    """Clears the batch between two requests of one thread."""
    _current.set(None)


def page_to_show(page: Page) -> Page | None:
    """Returns the page in the reader’s language, or None if not everybody may read it."""
    linked = _current.get()
    if linked is None or not linked.covers(Page, [page.pk]):
        return page if page.live else None
    shown = linked.pages.get(page.pk)
    return shown if shown is not None and shown.live and not shown.is_restricted else None


class BatchedPageLinkHandler(PageLinkHandler):
    """Wagtail’s page links, read from the batch of the current page if it has them all."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        linked = _current.get()
        ids = [_as_id(attrs.get("id")) for attrs in attrs_list]
        if linked is None or not linked.covers(Page, ids):
            return super().expand_db_attributes_many(attrs_list)
        return [_opening_tag(linked.pages.get(page_id)) for page_id in ids]


class BatchedDocumentLinkHandler(DocumentLinkHandler):
    """Wagtail’s document links, read from the same batch."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[AbstractDocument | None]:
        linked = _current.get()
        ids = [_as_id(attrs.get("id")) for attrs in attrs_list]
        if linked is None or not linked.covers(AbstractDocument, ids):
            return super().get_many(attrs_list)
        return [linked.documents.get(document_id) for document_id in ids]


def linked_documents(page: Page) -> set[int | None]:
    """Returns the ids of the documents that a page’s prose links to or offers for download."""
    return _linked_ids(page)[AbstractDocument]


def attached_to(page: Page) -> list[Attachment]:
    """Returns the texts of the linked documents that everybody may read."""
    ids = linked_documents(page)
    documents = (
        get_document_model().objects.filter(pk__in=ids).exclude(restricted_documents()).order_by("pk")
    )
    return [
        Attachment(document.title, text_of(document)) for document in documents.select_related("text")
    ]


def _opening_tag(page: Page | None) -> str:
    """Returns the opening tag of a page link, without href if the page is missing or not published."""
    if page is None or not page.live or not (url := page.url):
        return "<a>"
    return format_html('<a href="{}">', url)


def _as_id(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def _linked_ids(page: Page) -> dict[type, set[int | None]]:
    """Returns the ids of the pages and documents that the page’s prose links to, by model."""
    ids: dict[type, set[int | None]] = {Page: set(), AbstractDocument: set()}
    for field in page._meta.get_fields():
        if not isinstance(field, StreamField | RichTextField):
            continue
        for model, object_id, *_where in field.extract_references(getattr(page, field.name)):
            for kind in ids:
                if issubclass(model, kind):
                    ids[kind].add(_as_id(object_id))
    return ids


def _pictures_in(value: Any) -> Iterator[AbstractImage]:
    if isinstance(value, AbstractImage):
        yield value
    elif isinstance(value, StreamValue):
        for child in value:
            yield from _pictures_in(child.value)
    elif isinstance(value, ListValue):
        for item in value:
            yield from _pictures_in(item)
    elif isinstance(value, StructValue):
        for item in value.values():
            yield from _pictures_in(item)

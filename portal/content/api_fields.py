"""API serializer fields for page values."""

from __future__ import annotations

from typing import Any

from django.db.models import Manager
from rest_framework.fields import Field
from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import StructValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html

from portal.content import link_prefetch

#: Filters of image renditions: photographs are large enough to be reused, SVG drawings are sent as they
#: are.
PHOTOGRAPH = "max-1200x1200|format-jpeg|jpegquality-80"
DRAWING = "original|preserve-svg"


class Plain(Field):
    """A read-only value of a page."""

    def __init__(self, **options: Any):
        super().__init__(read_only=True, **options)


class Html(Plain):
    """A rich text as HTML, with links only to pages that everybody may read."""

    def to_representation(self, value: str) -> str:
        return expand_db_html(value)


class Blocks(Plain):
    """The blocks of a stream field, each with its type and value."""

    def to_representation(self, value: StreamValue) -> Any:
        return represented(value)


class Rows(Plain):
    """Child rows of a page, with the given columns."""

    def __init__(self, *columns: str, **options: Any):
        super().__init__(**options)
        self.columns = columns

    def __deepcopy__(self, _memo: dict) -> Rows:
        return type(self)(*self.columns)

    def to_representation(self, value: Any) -> list[dict[str, Any]]:
        rows = value.all() if isinstance(value, Manager) else value
        return [{column: getattr(row, column) for column in self.columns} for row in rows]


class Record(Plain):
    """One related row of a page, with the given columns."""

    def __init__(self, *columns: str, **options: Any):
        super().__init__(**options)
        self.columns = columns

    def __deepcopy__(self, _memo: dict) -> Record:
        return type(self)(*self.columns)

    def to_representation(self, value: Any) -> dict[str, Any]:
        return {column: getattr(value, column) for column in self.columns}


class Links(Plain):
    """Other pages, each with id, title and URL."""

    def to_representation(self, value: Any) -> list[dict[str, Any]]:
        return [link(page) for page in value]


class PageLink(Plain):
    """Another page, with id, title and URL."""

    def to_representation(self, value: Page) -> dict[str, Any]:
        return link(value)


class Terms(Plain):
    """Themes, audiences or tags of a page, with name and slug, read from a prefetched attribute."""

    def __init__(self, fetched_as: str, **options: Any):
        super().__init__(**options)
        self.fetched_as = fetched_as

    def __deepcopy__(self, _memo: dict) -> Terms:
        return type(self)(self.fetched_as)

    def get_attribute(self, instance: Any) -> Any:
        return getattr(instance, self.fetched_as)

    def to_representation(self, value: list) -> list[dict[str, str]]:
        terms = [getattr(row, "tag", row) for row in value]
        return [{"name": term.name, "slug": term.slug} for term in terms]


class ListingPicture(Plain):
    """The listing picture of a page; None if there is none or its file is missing."""

    def get_attribute(self, instance: Any) -> Any:
        return instance

    def to_representation(self, value: Any) -> dict[str, Any] | None:
        if value.listing_picture is None:
            return None
        return picture(value.listing_picture, value.listing_picture_alt)


def picture(image: AbstractImage, alt: str) -> dict[str, Any] | None:
    shown = image.drawn(DRAWING if image.is_svg() else PHOTOGRAPH)
    if shown is None:
        return None
    return {
        "url": shown.full_url,
        "width": round(shown.width),
        "height": round(shown.height),
        "alt": alt,
        "credit": image.credit,
    }


def link(page: Page) -> dict[str, Any]:
    return {"id": page.pk, "title": page.title, "url": page.full_url}


def represented(value: Any) -> Any:
    """Returns a block value as JSON data, at any depth; pages that not everybody may read become None."""
    match value:
        case StreamValue():
            return [{"type": child.block_type, "value": represented(child.value)} for child in value]
        case StructValue():
            return {name: represented(inner) for name, inner in value.items()}
        case ListValue():
            return [represented(inner) for inner in value]
        case RichText():
            return expand_db_html(value.source)
        case TypedTable():
            return {
                "caption": value.caption or "",
                "headings": [column["heading"] for column in value.columns],
                "rows": [list(row["values"]) for row in value.row_data],
            }
        case AbstractImage():
            return picture(value, getattr(value, "contextual_alt_text", None) or "")
        case AbstractDocument():
            return {"title": value.title, "url": value.full_url}
        case Page():
            shown = link_prefetch.page_to_show(value)
            return link(shown) if shown else None
        case _:
            return value

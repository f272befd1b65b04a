"""Pages as PDF files: what all page types share, and the printed form of each StreamField block."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractImage
from wagtail.rich_text import expand_db_html

from portal.content import alternate_views, link_prefetch
from portal.content.alternate_views import PDF, AlternateView
from portal.content.blocks import runs
from portal.printing import documents
from portal.printing.documents import Block, Document, Fact, Line
from portal.printing.responses import pdf_response
from portal.territory.dates import in_words

if TYPE_CHECKING:
    from portal.content.models import PortalPage

#: Sharp at the width of a printed page, with a small file size.
PICTURE_FILTER = "max-1200x1200|format-jpeg|jpegquality-80"
DRAWING_FILTER = "original|preserve-svg"

#: Takes a page and its request, returns the document to print.
Printer = Callable[[Any, HttpRequest], Document]


@dataclass(frozen=True)
class PrintedView(AlternateView):
    """The PDF of a page; `chapter` builds the page as one of several in a booklet."""

    chapter: Printer | None = None


def alternate_view(printer: Printer, chapter: Printer | None = None) -> PrintedView:
    """Returns the alternate view `pdf/` for pages that `printer` turns into documents.

    If that file is not a text, such as a poster, `chapter` builds the chapter of a booklet instead.
    """
    return PrintedView(PDF, partial(_serve, printer), chapter=chapter or printer)


def chapter(page: PortalPage, request: HttpRequest) -> Document | None:
    """Returns the page as a booklet chapter, in its own language; None for a type without PDF."""
    found = alternate_views.find(page, PDF)
    if not isinstance(found, PrintedView) or found.chapter is None:
        return None
    with override(page.locale.language_code):
        link_prefetch.resolve(page)
        return found.chapter(page, request)


def _serve(printer: Printer, page: PortalPage, request: HttpRequest) -> HttpResponse:
    link_prefetch.resolve(page)
    return pdf_response(request, printer(page, request), page.slug)


def document(
    page: PortalPage, request: HttpRequest, template: str = "document.typ", **content: Any
) -> Document:
    """Returns the document of a page; `content` adds or overrides fields for its type."""
    shared = {
        "title": page.title,
        "address": page.canonical_url(request),
        "language": page.locale.language_code,
        "kind": page.label,
        "park": page.park.name if page.park else "",
        "family": page.family,
        "summary": page.summary,
        "notice": _("Contenu de démonstration") if page.is_demonstration else "",
        "picture": picture(page.listing_picture, page.listing_picture_alt),
        "facts": tuple(Fact(fact.label, fact.value, fact.note) for fact in page.facts),
        "colophon": review(page),
    }
    return Document(template, **(shared | content))


def review(page: PortalPage) -> tuple[Line, ...]:
    """Returns the date of the last review; an empty tuple if there is none."""
    if not page.reviewed_on:
        return ()
    return (Line(_("Page relue le %(date)s.") % {"date": in_words(page.reviewed_on)}),)


def part(title: str, html: str) -> tuple[Block, ...]:
    """Returns a rich text under its title; an empty tuple if it is empty."""
    return (documents.Heading(title), prose(html)) if html else ()


def links(title: str, pages: list, request: HttpRequest) -> tuple[Block, ...]:
    """Returns pages under a title, each with its URL; an empty tuple if there are none."""
    lines = tuple(Line(page.title, page.get_full_url(request) or "") for page in pages)
    return (documents.Heading(title), documents.Bullets(lines)) if lines else ()


def prose(html: str) -> documents.Prose:
    """Returns a rich text, with its links to pages and documents resolved."""
    return documents.Prose(expand_db_html(html))


def plain(text: str) -> documents.Prose:
    """Returns a plain text, split into paragraphs."""
    return documents.Prose(linebreaks(text, autoescape=True))


def minutes(number: int | None) -> str:
    """Returns the duration as text; an empty string if not given."""
    time = ngettext("%(minutes)s minute", "%(minutes)s minutes", number or 0)
    return time % {"minutes": number} if number else ""


def picture(image: AbstractImage | None, alt: str, caption: str = "") -> documents.Picture | None:
    if image is None:
        return None
    version = sha256(f"{image.file.name} {image.file_hash} {image.get_focal_point()}".encode())
    ending = "svg" if image.is_svg() else "jpg"
    name = f"{image.pk}-{version.hexdigest()[:12]}.{ending}"
    return documents.Picture(name, partial(_content, image), alt, caption, image.credit, image)


def _content(image: AbstractImage) -> bytes:
    """Returns the bytes of an image to print; empty if the file is missing or broken."""
    shown = image.drawn(DRAWING_FILTER if image.is_svg() else PICTURE_FILTER)
    if shown is None:
        return b""
    try:
        with shown.file.open("rb") as file:
            return file.read()
    except OSError:
        return b""


def gallery(title: str, stream: StreamValue) -> tuple[Block, ...]:
    """Returns pictures or downloads under a title; an empty tuple if there are none."""
    blocks = tuple(_blocks(stream))
    return (documents.Heading(title), *blocks) if blocks else ()


def body(title: str, stream: StreamValue) -> tuple[Block, ...]:
    """Returns the blocks of a text, under the title unless the text starts with a heading."""
    blocks = tuple(_blocks(stream))
    if blocks and not isinstance(blocks[0], documents.Heading):
        return (documents.Heading(title), *blocks)
    return blocks


def _blocks(stream: StreamValue) -> Iterator[Block]:
    for run in runs(stream):
        for number, child in enumerate(run.blocks, start=run.first_step or 0):
            if child.block_type == "step":
                yield _step(number, child.value)
            else:
                yield from BLOCKS.get(child.block_type, _rendered)(child)


def _rendered(child: StreamValue.StreamChild) -> Iterator[Block]:
    """Prints a block without a printed form of its own as rendered HTML."""
    yield documents.Prose(str(child.render()))


def _heading(child: StreamValue.StreamChild) -> Iterator[Block]:
    yield documents.Heading(child.value)


def _text(child: StreamValue.StreamChild) -> Iterator[Block]:
    yield prose(child.value.source)


def _step(number: int, value: Any) -> Block:
    text = expand_db_html(value["text"].source)
    return documents.Step(number, value["title"], text, minutes(value["minutes"]))


def _advice(child: StreamValue.StreamChild) -> Iterator[Block]:
    yield documents.Box("advice", _("Conseil"), html=expand_db_html(child.value["text"].source))


def _watch_point(child: StreamValue.StreamChild) -> Iterator[Block]:
    text = expand_db_html(child.value["text"].source)
    yield documents.Box("watch_point", _("Point de vigilance"), html=text)


def _questions(child: StreamValue.StreamChild) -> Iterator[Block]:
    label = child.value["title"] or _("Questions à poser")
    yield documents.Box("questions", label, lines=tuple(map(Line, child.value["questions"])))


def _example(child: StreamValue.StreamChild) -> Iterator[Block]:
    value = child.value
    page = link_prefetch.page_to_show(value["page"]) if value["page"] else None
    yield documents.Box(
        "example",
        _("Exemple"),
        value["title"],
        expand_db_html(value["text"].source),
        (Line(page.title, page.full_url or ""),) if page else (),
    )


def _quotation(child: StreamValue.StreamChild) -> Iterator[Block]:
    yield documents.Quotation(child.value["text"], child.value["author"], child.value["source"])


def _table(child: StreamValue.StreamChild) -> Iterator[Block]:
    table = child.value
    yield documents.Table(
        tuple(column["heading"] for column in table.columns),
        tuple(tuple(row["values"]) for row in table.row_data),
        table.caption or "",
    )


def _picture(child: StreamValue.StreamChild) -> Iterator[Block]:
    image = child.value["image"]
    alt = image.contextual_alt_text if image else ""
    if shown := picture(image, alt or "", child.value["caption"]):
        yield shown


def _download(child: StreamValue.StreamChild) -> Iterator[Block]:
    file = child.value["document"]
    if file:
        kind = file.file_extension.upper()
        weight = f"{kind}, {filesizeformat(file.file_size)}" if file.file_size else kind
        name = child.value["label"] or file.title
        yield documents.Bullets((Line(f"{name} ({weight})", file.url),))


BLOCKS: dict[str, Callable[[StreamValue.StreamChild], Iterator[Block]]] = {
    "heading": _heading,
    "text": _text,
    "advice": _advice,
    "watch_point": _watch_point,
    "questions": _questions,
    "example": _example,
    "quotation": _quotation,
    "table": _table,
    "picture": _picture,
    "download": _download,
}

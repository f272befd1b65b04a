"""What stands in a page’s <head>, for browsers, search engines and shares."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.content import share
from portal.printing import qr_codes

SHARE_FILTER = "fill-1200x630|format-jpeg|jpegquality-80"
# Inside <script>, these three could end the element or open a comment.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Part:
    """What an address shows when it is no page: some other form of one, or something beside them all.

    Ends the breadcrumb.
    """

    name: str


@dataclass(frozen=True)
class Head:
    title: str
    description: str
    canonical: str = ""
    #: What to print: the canonical address, or that of the alternate view being read.
    address: str = ""
    share_picture: str = ""
    robots: str = ""
    json_ld: str = ""

    @property
    def qr_code(self) -> SafeString:
        """The printed address, for a telephone."""
        return qr_codes.drawing(self.address)


def default_description() -> str:
    return _(
        "Comprendre, animer et vivre la démarche « lien social et solidarités de proximité » "
        "des Parcs naturels régionaux."
    )


def for_no_page() -> Head:
    """For answers that are no page of the site, such as errors."""
    return Head(title=settings.SITE_NAME, description=default_description(), robots="noindex")


def for_part(head: Head, title: str, description: str) -> Head:
    """Of a part of a page that has an address of its own."""
    return replace(
        head,
        title=f"{title} – {settings.SITE_NAME}",
        description=description or head.description,
    )


def for_list_page(head: Head, number: int, searched: str = "") -> Head:
    """Of one of the pages of a list, each with a title of its own."""
    title = f"{searched} – {head.title}" if searched else head.title
    if number > 1:
        title = _("%(title)s, page %(number)d") % {"title": title, "number": number}
    return replace(head, title=title)


def for_page(page: Page, request) -> Head:
    title = page.seo_title or page.title
    return Head(
        title=title if page.is_home else f"{title} – {settings.SITE_NAME}",
        description=page.search_description or page.summary or default_description(),
        canonical=page.canonical_url(request),
        address=page.canonical_url(request),
        share_picture=_share_picture(page, request),
        json_ld=_json_ld(page, request),
    )


def _share_picture(page: Page, request) -> str:
    """Its photograph, cut to the size that networks show; drawn for a page without one."""
    picture = page.listing_picture
    if picture is not None and not picture.is_svg() and (shown := picture.drawn(SHARE_FILTER)):
        return _absolute(shown.url)
    return share.address(page, request)


def _json_ld(page: Page, request) -> SafeString:
    found = page.structured_data(request) or {"@type": "WebPage"}
    shared = {
        "@context": "https://schema.org",
        "name": page.title,
        "description": page.summary,
        "url": page.canonical_url(request),
        "inLanguage": page.locale.language_code,
    }
    graph: list[dict[str, Any]] = [
        {key: value for key, value in (shared | about).items() if value not in ("", None, [])}
        for about in (found if isinstance(found, list) else [found])
    ]
    if len(page.breadcrumb) > 1:
        graph.append(_breadcrumb_list(page, request))
    return mark_safe(json.dumps(graph, ensure_ascii=False).translate(_ESCAPES))


def _breadcrumb_list(page: Page, request) -> dict:
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": step.title,
                "item": step.get_full_url(request),
            }
            for position, step in enumerate(page.breadcrumb, start=1)
        ],
    }


def _absolute(url: str) -> str:
    return url if url.startswith("http") else f"{settings.SITE_URL}{url}"

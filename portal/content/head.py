"""The content of a page’s <head>, for browsers, search engines and social networks."""

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
# Inside <script>, these characters could end the element or open a comment.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Head:
    title: str
    description: str
    canonical: str = ""
    #: The URL to print: the canonical URL, or that of the alternate view.
    address: str = ""
    share_picture: str = ""
    robots: str = ""
    json_ld: str = ""

    @property
    def qr_code(self) -> SafeString:
        """The QR code of the printed URL, as SVG."""
        return qr_codes.drawing(self.address)


def default_description() -> str:
    return _(
        "Comprendre, animer et vivre la démarche « lien social et solidarités de proximité » "
        "des Parcs naturels régionaux."
    )


def for_no_page() -> Head:
    """Returns the head of responses that are not pages, such as errors."""
    return Head(title=settings.SITE_NAME, description=default_description(), robots="noindex")


def for_part(head: Head, title: str, description: str) -> Head:
    """Returns the head of a part of a page with its own URL."""
    return replace(
        head,
        title=f"{title} – {settings.SITE_NAME}",
        description=description or head.description,
    )


def for_list_page(head: Head, number: int, searched: str = "") -> Head:
    """Returns the head of one page of a list; its title has the search text and the page number."""
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
    """Returns the URL of the photograph, cropped for social networks, or of the drawn picture."""
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

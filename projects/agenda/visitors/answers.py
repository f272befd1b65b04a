"""How the forms of visitors are answered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from portal.content import head
from portal.content.models import PortalPage


def context_of(page: PortalPage, request: HttpRequest, part: str, title: str) -> dict[str, Any]:
    """What the template of an address below a page reads; `part` ends its breadcrumb."""
    request.portal_page = page  # type: ignore[attr-defined]
    request.portal_part = head.Part(part)  # type: ignore[attr-defined]
    own_head = replace(head.for_no_page(), title=f"{title}, {page.title} – {settings.SITE_NAME}")
    return {"page": page, "head": own_head}


def private(answer: HttpResponse) -> HttpResponse:
    """Kept by no cache, listed by no search engine, and its address told to no other site."""
    add_never_cache_headers(answer)
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex"
    return answer

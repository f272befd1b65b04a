"""Helpers for all feeds: plain text, last modification, conditional responses."""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date, quote_etag

from portal.caching import versions
from portal.content.models import PortalPage

ATOM = "application/atom+xml"
FRESH_SECONDS = 300
_NEVER = datetime(2000, 1, 1, tzinfo=timezone.get_default_timezone())
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
#: Characters not allowed in XML or iCalendar.
_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Atom(Atom1Feed):
    """An Atom feed whose `updated` is the last change of its content, not the time of the request."""

    def __init__(self, modified: datetime, **facts):
        super().__init__(**facts)
        self._modified = modified

    def latest_post_date(self):
        return self._modified


def host() -> str:
    """Returns the site’s domain, used to make identifiers globally unique."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def printable(text: str) -> str:
    """Normalises line breaks and removes control characters."""
    return _UNPRINTABLE.sub("", _LINE_BREAK.sub("\n", text))


def last_edit() -> datetime:
    """Returns when the public site last changed: entries removed from a feed leave no date in it."""
    return versions.last_move() or _NEVER


def is_open(page: PortalPage) -> bool:
    """False for restricted pages: they have no feed, as feed readers cannot sign in."""
    return not page.get_view_restrictions().exists()


def answer(
    request: HttpRequest, body: bytes, kind: str, modified: datetime, file_name: str = ""
) -> HttpResponse:
    """Returns a cacheable response for a polled file; 304 if it has not changed."""
    response = HttpResponse(body, content_type=f"{kind}; charset=utf-8")
    etag, moment = quote_etag(sha256(body).hexdigest()[:32]), int(modified.timestamp())
    response["ETag"], response["Last-Modified"] = etag, http_date(moment)
    if file_name:
        response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    same = get_conditional_response(request, etag, moment, response) or response
    patch_cache_control(same, public=True, max_age=FRESH_SECONDS)
    return same

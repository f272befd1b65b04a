"""What feeds of every room share: plain texts, a date that tells of changes, conditional answers."""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date, quote_etag
from wagtail.models import ModelLogEntry, PageLogEntry

from portal.content.models import PortalPage

ATOM = "application/atom+xml"
FRESH_SECONDS = 300
_LOGS = (PageLogEntry, ModelLogEntry)
_NEVER = datetime(2000, 1, 1, tzinfo=timezone.get_default_timezone())
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
#: What neither XML nor a calendar may hold.
_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Atom(Atom1Feed):
    """As new as what it was made of, not as the moment it is read."""

    def __init__(self, modified: datetime, **facts):
        super().__init__(**facts)
        self._modified = modified

    def latest_post_date(self):
        return self._modified


def host() -> str:
    """The site’s domain, for identifiers that nobody else gives."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def printable(text: str) -> str:
    """As every program reads it: with one kind of line break and no control character."""
    return _UNPRINTABLE.sub("", _LINE_BREAK.sub("\n", text))


def last_edit() -> datetime:
    """When anything was last edited: what leaves a feed is in it no more to say when."""
    entries = (model.objects.aggregate(last=Max("timestamp"))["last"] for model in _LOGS)
    return max((moment for moment in entries if moment), default=_NEVER)


def is_open(page: PortalPage) -> bool:
    """A program cannot sign in: what is restricted has no feed."""
    return not page.get_view_restrictions().exists()


def answer(
    request: HttpRequest, body: bytes, kind: str, modified: datetime, file_name: str = ""
) -> HttpResponse:
    """A file that programs ask again and again: not sent twice while it is the same."""
    response = HttpResponse(body, content_type=f"{kind}; charset=utf-8")
    etag, moment = quote_etag(sha256(body).hexdigest()[:32]), int(modified.timestamp())
    response["ETag"], response["Last-Modified"] = etag, http_date(moment)
    if file_name:
        response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    same = get_conditional_response(request, etag, moment, response) or response
    patch_cache_control(same, public=True, max_age=FRESH_SECONDS)
    return same

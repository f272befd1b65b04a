"""The page cache: a WSGI application in front of Django, for visitors who are not signed in.

A valid answer is sent without running a view, a middleware or a template of Django. It is valid if the
versions of the database are those it was drawn at, and if no moment has passed at which it would be drawn
differently: no request that begins after a commit gets an older page.
"""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from threading import Event, Lock
from typing import Any
from urllib.parse import unquote_plus

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.urls import reverse
from django.utils.http import parse_http_date_safe

from portal.caching import sharing, tables, versions
from portal.caching.drawing import KEY, Drawing
from portal.caching.models import Scope
from portal.caching.moments import Horizon
from portal.caching.store import Entry, Key, Store, bodies_of, digest_of
from portal.caching.versions import Versions
from portal.operations.serving import THREADS

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Headers = list[tuple[str, str]]

#: Longer query strings are not kept.
MOST_QUERY_CHARACTERS = 400
#: How long a request waits for another one that draws the same answer, in seconds.
MOST_SECONDS_WAITED = 5.0
#: Parameters that other sites append to links; they are removed before an answer is drawn.
TRACKING = frozenset({"fbclid", "gclid", "mc_cid", "mc_eid", "msclkid"})
TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "at_")
#: Headers that each answer sets anew.
SET_ANEW = frozenset({"content-length", "content-encoding", "etag", "vary"})
#: Headers that an answer « 304 » does not carry.
OF_BODIES = frozenset({"content-type", "content-length", "content-encoding", "content-disposition"})
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")


def application_for(django: Application) -> Application:
    """Returns Django’s application with the page cache in front, or alone if the cache is off."""
    if not settings.PAGE_CACHE_BYTES or settings.MAINTENANCE:
        return django
    passed_by = (settings.STATIC_URL, settings.MEDIA_URL, reverse("wagtailadmin_home"), reverse("health"))
    return PageCache(django, settings.PAGE_CACHE_BYTES, most_waiting=THREADS // 2, passed_by=passed_by)


class PageCache:
    """`passed_by`: prefixes of paths that are never kept. `most_waiting`: most threads that wait."""

    def __init__(
        self,
        application: Application,
        most_bytes: int,
        *,
        most_waiting: int,
        passed_by: tuple[str, ...] = (),
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._application, self._clock, self._passed_by = application, clock, passed_by
        self.store = Store(most_bytes)
        self._horizon = Horizon()
        self._cookies = sharing.personal_cookies()
        self._parameters = sharing.known_parameters()
        self._of_dates = tables.of_scope(Scope.DATES)
        self._lock, self._most_waiting, self._waiting = Lock(), most_waiting, 0
        self._drawn: dict[Key, Event] = {}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        key = self._key(environ)
        current = versions.read() if key else None
        if key is None or current is None:
            return self._application(environ, start_response)
        entry = self.store.get(key)
        if entry is None:
            return self._draw(key, current, environ, start_response)
        if not entry.is_valid(current, self._clock()):
            with self._one_at_a_time(key) as waited:
                current = (versions.read() if waited else current) or current
                entry = self.store.get(key) if waited else None
                if entry is None or not entry.is_valid(current, self._clock()):
                    return self._draw(key, current, environ, start_response, is_known=True)
        for count in entry.at_each_reading:
            count(environ)
        return _send(entry, environ, start_response)

    def _key(self, environ: dict[str, Any]) -> Key | None:
        """Returns the key of a request that may be answered from the cache, else None.

        Removes the parameters that other sites append from the query string.
        """
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or path.startswith(self._passed_by):
            return None
        cookies = environ.get("HTTP_COOKIE")
        if cookies and not self._cookies.isdisjoint(_cookie_names(cookies)):
            return None
        if "HTTP_AUTHORIZATION" in environ or environ.get("CONTENT_TYPE"):
            return None  # Django would decode the address as the type of the body says
        if query := environ.get("QUERY_STRING", ""):
            query = environ["QUERY_STRING"] = _without_tracking(query)
            if len(query) > MOST_QUERY_CHARACTERS or not self._parameters.issuperset(_names(query)):
                return None
        scheme = f"{environ['wsgi.url_scheme']} {environ.get('HTTP_X_FORWARDED_PROTO', '')}"
        return Key(scheme, environ.get("HTTP_HOST", ""), path, query)

    def _one_at_a_time(self, key: Key) -> _Turn:
        return _Turn(self, key)

    def _draw(
        self,
        key: Key,
        current: Versions,
        environ: dict[str, Any],
        start_response: Callable[..., Any],
        is_known: bool = False,
    ) -> Iterable[bytes]:
        """Lets Django answer; keeps the answer if it is the same for every visitor."""
        if environ["REQUEST_METHOD"] != "GET":
            return self._application(environ, start_response)
        asked = dict(environ)
        if is_known:
            # It will answer for everybody: the conditions of this reader are checked afterwards.
            for name in CONDITIONS:
                environ.pop(name, None)
        drawing = environ[KEY] = Drawing()
        began, answered = self._clock(), _Answered()
        with connections[DEFAULT_DB_ALIAS].execute_wrapper(_Noting(drawing, self._of_dates)):
            chunks = self._application(environ, answered.start)
        if not drawing.is_shared or not answered.is_kept:
            self.store.forget(key)
            return answered.pass_on(chunks, start_response)
        body, close = b"".join(chunks), getattr(chunks, "close", None)
        try:
            entry = self._entry(answered.headers, body, drawing, current, began)
        except Error:  # the database has gone since the answer was drawn
            return _Answer(answered.pass_on([body], start_response), close)
        self.store.put(key, entry)
        return _Answer(_send(entry, asked, start_response), close)

    def _entry(
        self, headers: Headers, body: bytes, drawing: Drawing, current: Versions, began: float
    ) -> Entry:
        named = {name.lower(): value for name, value in headers}
        if named.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        scopes = [Scope.CONTENT, Scope.DATES] if drawing.reads_dates else [Scope.CONTENT]
        return Entry(
            headers=tuple((name, value) for name, value in headers if name.lower() not in SET_ANEW),
            bodies=bodies_of(body, named.get("content-type", "")),
            length=len(body),
            digest=digest_of(body),
            versions=current,
            reads_dates=drawing.reads_dates,
            until=min(self._horizon.until(scope, current, began) for scope in scopes),
            at_each_reading=tuple(drawing.at_each_reading),
        )


class _Turn:
    """Lets one request draw an answer while others wait for it, a bounded number for a bounded time.

    Entering returns whether another request has drawn it in the meantime.
    """

    def __init__(self, cache: PageCache, key: Key) -> None:
        self._cache, self._key, self._mine = cache, key, Event()
        self._is_drawer = False

    def __enter__(self) -> bool:
        cache = self._cache
        with cache._lock:
            theirs = cache._drawn.setdefault(self._key, self._mine)
            self._is_drawer = theirs is self._mine
            if self._is_drawer or cache._waiting >= cache._most_waiting:
                return False
            cache._waiting += 1
        try:
            theirs.wait(MOST_SECONDS_WAITED)
        finally:
            with cache._lock:
                cache._waiting -= 1
        return True

    def __exit__(self, *_exception: object) -> None:
        if self._is_drawer:
            with self._cache._lock:
                self._cache._drawn.pop(self._key, None)
            self._mine.set()


class _Answered:
    """What the application says before its body."""

    def __init__(self) -> None:
        self.status, self.headers, self.error = "", Headers(), None

    def start(self, status: str, headers: Headers, error: Any = None) -> Callable[[bytes], object]:
        self.status, self.headers, self.error = status, list(headers), error
        return _no_write

    @property
    def is_kept(self) -> bool:
        return self.status.startswith("200 ")

    def pass_on(self, chunks: Iterable[bytes], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response(self.status, self.headers, *([self.error] if self.error else []))
        return chunks


class _Noting:
    """Notes whether an answer reads a table that moves the version of dates."""

    def __init__(self, drawing: Drawing, tables_of_dates: tuple[str, ...]) -> None:
        self._drawing, self._tables = drawing, tables_of_dates

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not self._drawing.reads_dates and any(table in sql for table in self._tables):
            self._drawing.reads_dates = True
        return execute(sql, *rest)


class _Answer:
    """A body that closes Django’s response when the server has sent it."""

    def __init__(self, chunks: Iterable[bytes], close: Callable[[], object] | None) -> None:
        self._chunks, self._close = chunks, close

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._chunks)

    def close(self) -> None:
        if self._close:
            self._close()


def _send(entry: Entry, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    coding = _coding(environ.get("HTTP_ACCEPT_ENCODING", ""), "identity" in entry.bodies)
    own = [("ETag", f'"{entry.digest}-{coding}"'), ("Vary", "Accept-Encoding")]
    if _has_it(entry, environ):
        kept = [pair for pair in entry.headers if pair[0].lower() not in OF_BODIES]
        start_response("304 Not Modified", [*kept, *own])
        return []
    body = entry.body(coding)
    own.append(("Content-Length", str(len(body))))
    if coding != "identity":
        own.append(("Content-Encoding", coding))
    start_response("200 OK", [*entry.headers, *own])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _has_it(entry: Entry, environ: dict[str, Any]) -> bool:
    """Whether the reader already has this answer, in any coding."""
    if tags := environ.get("HTTP_IF_NONE_MATCH"):
        return tags.strip() == "*" or any(
            tag.strip().removeprefix("W/").strip('"').partition("-")[0] == entry.digest
            for tag in tags.split(",")
        )
    if since := environ.get("HTTP_IF_MODIFIED_SINCE"):
        moment = parse_http_date_safe(since)
        modified = parse_http_date_safe(dict(entry.headers).get("Last-Modified", ""))
        return moment is not None and modified is not None and modified <= moment
    return False


@lru_cache(maxsize=256)
def _coding(accepted: str, is_compressed: bool) -> str:
    """Returns br, gzip or identity: the smallest that the reader accepts."""
    if is_compressed:
        return "identity"
    refused: set[str] = set()
    named: set[str] = set()
    for part in accepted.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        is_refused = weight.replace(" ", "") in ("q=0", "q=0.0", "q=0.00", "q=0.000")
        (refused if is_refused else named).add(name.strip())
    return next(
        (each for each in ("br", "gzip") if each in named or ("*" in named and each not in refused)),
        "identity",
    )


def _cookie_names(cookies: str) -> Iterator[str]:
    return (part.partition("=")[0].strip() for part in cookies.split(";"))


def _names(query: str) -> Iterator[str]:
    return (unquote_plus(part.partition("=")[0]) for part in query.split("&") if part)


def _without_tracking(query: str) -> str:
    """Returns the query string without the parameters that other sites append, or empty ones."""
    return "&".join(
        part
        for part in query.split("&")
        if part
        and (name := unquote_plus(part.partition("=")[0])) not in TRACKING
        and not name.startswith(TRACKING_PREFIXES)
    )


def _no_write(_data: bytes) -> None:
    raise RuntimeError("Django answers with an iterable, and never writes.")

"""Visitors who read through the page cache, as a server lets them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from wsgiref.util import setup_testing_defaults

import brotli
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

from portal.caching.models import Scope
from portal.caching.page_cache import PageCache
from portal.operations.requests import PortalHandler

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    sent: bytes

    @property
    def body(self) -> bytes:
        return UNPACK.get(self.headers.get("Content-Encoding", ""), bytes)(self.sent)

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Visitors:
    """A page cache with a clock, and Django behind it, whose requests are counted."""

    now: float | None = None
    #: The paths that Django was asked for, in order.
    drawn: list[str] = field(default_factory=list)
    megabytes: int = 32

    def __post_init__(self):
        options = {"clock": lambda: self.now} if self.now else {}
        django = PortalHandler()

        def counted(environ, start_response):
            self.drawn.append(environ["PATH_INFO"])
            return django(environ, start_response)

        self.cache = PageCache(counted, self.megabytes * 2**20, most_waiting=8, **options)

    def get(self, address: str, method: str = "GET", **headers: str) -> Answer:
        """Headers are named as in a WSGI environment, without HTTP_."""
        next_transaction()
        path, _mark, query = address.partition("?")
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query}
        named = {"HOST": "localhost", "USER_AGENT": FIREFOX, "ACCEPT_ENCODING": "br, gzip", **headers}
        environ |= {
            name if name == "CONTENT_TYPE" else f"HTTP_{name}": value for name, value in named.items()
        }
        setup_testing_defaults(environ)
        said: list = []
        with connections_left_open():
            chunks = self.cache(environ, lambda status, sent, error=None: said.append((status, sent)))
            sent = b"".join(chunks)
            if hasattr(chunks, "close"):
                chunks.close()
        status, pairs = said[-1]
        return Answer(int(status.split()[0]), dict(pairs), sent)

    def was_drawn(self, address: str, **headers: str) -> bool:
        """Asks for it; returns whether Django drew the answer."""
        before = len(self.drawn)
        assert self.get(address, **headers).status == 200
        return len(self.drawn) > before


@contextmanager
def connections_left_open() -> Iterator[None]:
    """Django would close the connection of a test in the midst of its transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def next_transaction() -> None:
    """PostgreSQL notes a move once a transaction; a test is one, and stands for many."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for scope in Scope:
                cursor.execute("SELECT set_config(%s, '', false)", [f"portal.moved_{scope}"])

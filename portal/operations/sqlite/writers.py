"""Who of this process waits for SQLite’s one writer.

Threads that wait answer nobody. In a crowd of our own all have their turn, however many there are; where
somebody outside holds the database, a few go on waiting and all others are told at once.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Condition

from portal.operations.outages import Waited
from portal.settings.environment import SQLITE_WAIT_SECONDS

#: So many wait to the end for somebody outside.
PATIENT = 4
#: The others give up once the first has waited for somebody outside for so many seconds.
USUAL = 0.5
#: How often they look who writes, in seconds.
LOOK = 0.1

_patience: ContextVar[float] = ContextVar("patience", default=SQLITE_WAIT_SECONDS)


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """For what is read by people who should not wait for those who write; 0 waits for nobody."""
    token = _patience.set(min(seconds, _patience.get()))
    try:
        yield
    finally:
        _patience.reset(token)


class Queue:
    """Of threads, in the order in which they came."""

    def __init__(self) -> None:
        self._moved = Condition()
        self._waiting: list[object] = []
        self._since = 0.0
        self._writer: sqlite3.Connection | None = None

    @contextmanager
    def turn(self) -> Iterator[float]:
        """For how many seconds whoever is in front may still ask the database. Raises Waited."""
        me, until = object(), time.monotonic() + _patience.get()
        with self._moved:
            if not self._waiting:
                self._since = time.monotonic()
            self._waiting.append(me)
            try:
                self._come_to_the_front(me, until)
            except BaseException:
                self._waiting.remove(me)
                raise
        try:
            yield max(until - time.monotonic(), 0)
        finally:
            with self._moved:
                self._waiting.remove(me)
                self._since = time.monotonic()
                self._moved.notify_all()

    def writes(self, connection: sqlite3.Connection) -> None:
        """Somebody of this process, from now to the end of their transaction."""
        self._writer = connection

    def _come_to_the_front(self, me: object, until: float) -> None:
        while (place := self._waiting.index(me)) > 0:
            now = time.monotonic()
            if self._is_our_own():
                self._since = now
            last = until if place < PATIENT else min(until, self._since + USUAL)
            if now >= last:
                raise Waited("database is locked")
            self._moved.wait(min(last - now, LOOK))

    def _is_our_own(self) -> bool:
        """Whether who writes is one of us."""
        try:
            return self._writer is not None and self._writer.in_transaction
        except sqlite3.ProgrammingError:  # closed meanwhile
            return False


queue = Queue()

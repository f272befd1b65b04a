"""Queue of this process’s threads that wait for SQLite’s single write lock.

Waiting threads serve no requests. While one of our own threads writes, all others wait for their turn;
while another process holds the lock, a few keep waiting and the others fail early.
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

#: Number of threads that wait for another process until their timeout.
PATIENT = 4
#: The others fail once the first thread has waited this many seconds for another process.
USUAL = 0.5
#: Polling interval, in seconds.
LOOK = 0.1

_patience: ContextVar[float] = ContextVar("patience", default=SQLITE_WAIT_SECONDS)


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Limits how long writes in this context wait for the lock, for read requests; 0 means not at all."""
    token = _patience.set(min(seconds, _patience.get()))
    try:
        yield
    finally:
        _patience.reset(token)


class Queue:
    """A first-in, first-out queue of threads."""

    def __init__(self) -> None:
        self._moved = Condition()
        self._waiting: list[object] = []
        self._since = 0.0
        self._writer: sqlite3.Connection | None = None

    @contextmanager
    def turn(self) -> Iterator[float]:
        """Waits for its turn; yields the seconds left to ask the database. Raises Waited on timeout."""
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
        """Records the connection of this process that writes, until its transaction ends."""
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
        """Returns whether a connection of this process holds the lock."""
        try:
            return self._writer is not None and self._writer.in_transaction
        except sqlite3.ProgrammingError:  # the connection was closed in the meantime
            return False


queue = Queue()

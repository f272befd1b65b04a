"""Who of this process waits for SQLite’s one writer.

Threads that wait answer nobody. In a crowd each writer takes milliseconds, and all have their turn; where
somebody outside holds the database for longer, a few go on waiting and all others are told at once.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Condition

from portal.operations.outages import Waited
from portal.settings.environment import SQLITE_WAIT_SECONDS

#: Whose turn comes next but these waits no longer than `USUAL` behind somebody who waits.
PATIENT = 4
#: No writer of the portal takes so many seconds.
USUAL = 0.5

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

    def _come_to_the_front(self, me: object, until: float) -> None:
        while (place := self._waiting.index(me)) > 0:
            last = until if place < PATIENT else min(until, self._since + USUAL)
            left = last - time.monotonic()
            if left <= 0:
                raise Waited("database is locked")
            self._moved.wait(left)


queue = Queue()

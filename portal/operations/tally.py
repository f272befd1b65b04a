"""Counters incremented at each request and written to the database in batches.

Each process counts in memory and writes every ten seconds, after a response is sent or in a thread of its
own: no reader waits for it, and SQLite’s write lock is not taken for each page. A process that is killed
loses its counts since the last write.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Hashable
from datetime import date
from multiprocessing.util import Finalize
from threading import Lock, Thread
from typing import Any

from django.core.signals import request_finished
from django.db import DatabaseError, close_old_connections

from portal.operations import faults
from portal.operations.sqlite.writers import waiting_at_most

logger = logging.getLogger(__name__)


#: Longest time between two writes while a server counts.
SECONDS = 10.0

_writes: list[Callable[..., None]] = []


class Tally:
    """In-memory counts, due to be written after `most` additions or `seconds` seconds."""

    def __init__(
        self, most: int = 200, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic
    ):
        self._most, self._seconds, self._clock = most, seconds, clock
        self._lock = Lock()
        self._counts: Counter[tuple[Hashable, date]] = Counter()
        self._added = 0
        self._since = clock()

    def add(self, what: Hashable, day: date) -> None:
        with self._lock:
            self._counts[what, day] += 1
            self._added += 1

    def take(self, *, if_due: bool = False) -> Counter:
        """Returns all counts and resets them; with `if_due`, an empty counter before they are due."""
        with self._lock:
            if if_due and self._added < self._most and self._clock() - self._since < self._seconds:
                return Counter()
            counts, self._counts = self._counts, Counter()
            self._added, self._since = 0, self._clock()
            return counts

    def put_back(self, counts: Counter) -> None:
        """Adds counts that could not be written, for the next time."""
        with self._lock:
            self._counts += counts

    def pour(self, add: Callable[[Counter], None], *, if_due: bool = False) -> None:
        """Writes the counts with `add`, without waiting for the lock; keeps them on a DatabaseError."""
        counts = self.take(if_due=if_due)
        if not counts:
            return
        try:
            with waiting_at_most(0):
                add(counts)
        except DatabaseError as error:
            self.put_back(counts)
            logger.warning("%s: written later (%s)", add.__module__, type(error).__name__)


def write_after_answers(write: Callable[..., None]) -> None:
    """Calls `write(if_due=True)` after each response, and `write()` when the process ends."""

    def write_if_due(sender: Any, **_signal: Any) -> None:
        write(if_due=True)

    _writes.append(write)
    request_finished.connect(write_if_due, weak=False, dispatch_uid=f"write-{write.__module__}")
    # Servers run workers with multiprocessing, whose processes end without `atexit`.
    Finalize(None, write, exitpriority=10)


def write_regularly() -> None:
    """Starts a thread that writes all counts: no response of Django ends while the page cache answers."""
    Thread(target=_write_for_ever, name="tally", daemon=True).start()


def _write_for_ever() -> None:
    while True:
        time.sleep(SECONDS)
        for write in _writes:
            faults.attempt(logger, "Writing counts", write)
        close_old_connections()

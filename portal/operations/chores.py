"""What the portal does by itself, now and then: send mail, remind people, forget what was promised so.

A room registers its chores in `AppConfig.ready()`; `manage.py work` does them, one worker at a time.
Each can be done twice without harm, and none leaves a half of it behind when it is stopped.
"""

from __future__ import annotations

import fcntl
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from zlib import crc32

from django.conf import settings
from django.db import DatabaseError, connection

from portal.operations import faults
from portal.operations.privacy import private_file

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    """`every` is the time between two of them, in seconds."""

    name: str
    do: Callable[[], object]
    every: float


_registry: list[Chore] = []


def register(name: str, do: Callable[[], object], every: float) -> None:
    _registry.append(Chore(name, do, every))


class Round:
    """Does what is due, and remembers since when it is not."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._done_at: dict[str, float] = {}
        self._is_lost = False

    def take_turn(self) -> bool:
        """Does what is due unless another worker is at it; whether nothing went wrong.

        What fails is said, waits for its next turn and stops no other: no chore another, no record the
        rest of its chore (`faults.each`).
        """
        due = [chore for chore in _registry if self._is_due(chore)]
        if not due:
            return True
        try:
            with alone("work") as is_mine:
                self._is_lost = False
                results = [self._do(chore) for chore in due] if is_mine else []
                return all(results)
        except DatabaseError as error:
            if not self._is_lost:  # said once, however long it is away
                logger.error("The database cannot be asked: %s", faults.described(error))
            self._is_lost = True
            connection.close()
            return False

    def _is_due(self, chore: Chore) -> bool:
        last = self._done_at.get(chore.name)
        return last is None or self._clock() - last >= chore.every

    def _do(self, chore: Chore) -> bool:
        self._done_at[chore.name] = self._clock()
        return attempt(chore.name, chore.do)


def attempt(name: str, do: Callable[[], object]) -> bool:
    """Does a chore; whether it went well for every record. What failed is in the log."""
    before = faults.failures()
    try:
        do()
    except Exception as error:
        faults.note(logger, f"The chore {name}", error)
    return faults.failures() == before


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Whether nobody else does this at the moment, on any machine that shares the database."""
    held = _held_in_postgresql if connection.vendor == "postgresql" else _held_in_folder
    with held(name) as is_mine:
        yield is_mine


@contextmanager
def _held_in_postgresql(name: str) -> Iterator[bool]:
    """By an advisory lock, which ends with the connection whatever becomes of the worker."""
    key = crc32(name.encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        is_mine = cursor.fetchone()[0]
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


@contextmanager
def _held_in_folder(name: str) -> Iterator[bool]:
    """By a file: an SQLite database is shared by the processes of one machine only."""
    with private_file(settings.VAR_DIR / f"{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True

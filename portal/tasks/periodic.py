"""Periodic tasks: sending mail, reminding people, deleting personal data on time.

An app registers its tasks in `AppConfig.ready()`; `manage.py work` runs them, one worker at a time.
Each task is idempotent, and stopping it leaves no record half-written.
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
class PeriodicTask:
    """`every` is the minimum time between two runs, in seconds.

    A task that `deletes_personal_data` returns how many records, and `manage.py purge_personal_data` runs
    it too.
    """

    name: str
    do: Callable[[], object]
    every: float
    deletes_personal_data: bool = False


_registry: list[PeriodicTask] = []


def register(
    name: str, do: Callable[[], object], every: float, deletes_personal_data: bool = False
) -> None:
    _registry.append(PeriodicTask(name, do, every, deletes_personal_data))


def that_delete_personal_data() -> list[PeriodicTask]:
    return [task for task in _registry if task.deletes_personal_data]


class Scheduler:
    """Runs the tasks that are due, and stores when each last ran."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last_run: dict[str, float] = {}
        self._is_lost = False

    def run_due(self) -> bool:
        """Runs the tasks that are due, unless another worker does; returns False if anything failed.

        A task that fails is logged, waits for its next run and stops no other task; within a task, a
        record that fails stops no other record (`faults.each`).
        """
        due = [task for task in _registry if self._is_due(task)]
        if not due:
            return True
        try:
            with alone("work") as is_mine:
                self._is_lost = False
                results = [self._run(task) for task in due] if is_mine else []
                return all(results)
        except DatabaseError as error:
            if not self._is_lost:  # logged once per outage
                logger.error("The database cannot be asked: %s", faults.described(error))
            self._is_lost = True
            connection.close()
            return False

    def _is_due(self, task: PeriodicTask) -> bool:
        last = self._last_run.get(task.name)
        return last is None or self._clock() - last >= task.every

    def _run(self, task: PeriodicTask) -> bool:
        self._last_run[task.name] = self._clock()
        return faults.attempt(logger, f"The task {task.name}", task.do)


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Yields True if this process gets the lock `name`, across all machines that share the database."""
    held = _held_in_postgresql if connection.vendor == "postgresql" else _held_in_folder
    with held(name) as is_mine:
        yield is_mine


@contextmanager
def _held_in_postgresql(name: str) -> Iterator[bool]:
    """Uses an advisory lock, released with the connection even if the worker is killed."""
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
    """Uses a file lock: only processes of one machine share an SQLite database."""
    with private_file(settings.VAR_DIR / f"{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True

"""Logs exceptions without personal data.

The text of an exception may contain names, addresses or a message; its class and traceback do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from logging import Logger
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from django.db import DatabaseError, connection

#: Innermost frames of a traceback that are logged.
MOST_FRAMES = 12

_ROOT = Path(__file__).resolve().parents[2]
_failures: ContextVar[int] = ContextVar("failures", default=0)
Record = TypeVar("Record")


def described(error: BaseException) -> str:
    """Returns the class of an error and of its cause, with their frames: `KeyError at x.py:12 f < …`."""
    told = f"{type(error).__name__}{_where(error)}"
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{told}; after {type(cause).__name__}{_where(cause)}" if cause else told


def _where(error: BaseException) -> str:
    frames = list(reversed(extract_tb(error.__traceback__)))[:MOST_FRAMES]
    return (
        " at " + " < ".join(f"{_short(f.filename)}:{f.lineno} {f.name}" for f in frames) if frames else ""
    )


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else "/".join(path.parts[-2:])


def note(logger: Logger, what: str, error: BaseException) -> None:
    """Logs in one line that `what` failed, and counts the failure for `failures`."""
    logger.error("%s failed: %s", what, described(error))
    _failures.set(_failures.get() + 1)


def failures() -> int:
    """Returns the number of failures noted so far in this context; compare it before and after."""
    return _failures.get()


def each(
    logger: Logger,
    what: str,
    records: Iterable[Record],
    do: Callable[[Record], int | None],
    key: Callable[[Record], object] = lambda record: getattr(record, "pk", record),
) -> int:
    """Calls `do` for each record; returns the sum of its results (None counts as 0).

    A failing record is logged with its key, and the others continue. `do` must be atomic.
    Raises the database error if the connection is lost, since no record caused it.
    """
    done = 0
    for record in records:
        try:
            done += do(record) or 0
        except Exception as error:
            if isinstance(error, DatabaseError) and not connection.is_usable():
                raise
            note(logger, f"{what}: {type(record).__name__} {key(record)}", error)
    return done


def attempt(logger: Logger, what: str, do: Callable[[], object]) -> bool:
    """Calls `do`; returns whether nothing failed. Failures are logged."""
    before = failures()
    try:
        do()
    except Exception as error:
        note(logger, what, error)
    return failures() == before

"""What went wrong, told without a word of what it went wrong with.

The text of an exception may hold names, addresses or a message; its kind and where it happened hold none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from logging import Logger
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from django.db import DatabaseError, connection

#: Of a traceback: the innermost, where it happened.
MOST_FRAMES = 12

_ROOT = Path(__file__).resolve().parents[2]
_failures: ContextVar[int] = ContextVar("failures", default=0)
Record = TypeVar("Record")


def described(error: BaseException) -> str:
    """The kind of an error, what caused it, and the frames of both: `KeyError at x.py:12 f < …`."""
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
    """Says in one line that `what` failed, and counts it for whoever asked for all of it."""
    logger.error("%s failed: %s", what, described(error))
    _failures.set(_failures.get() + 1)


def failures() -> int:
    """How many were noted so far in this thread: a difference says that not all went well."""
    return _failures.get()


def each(
    logger: Logger,
    what: str,
    records: Iterable[Record],
    do: Callable[[Record], int | None],
    key: Callable[[Record], object] = lambda record: getattr(record, "pk", record),
) -> int:
    """Does something to each record for itself; answers the sum of what `do` answers.

    A record that fails is noted with its key, and the others go on. `do` is all or nothing by itself.
    A database that is away is no fault of a record: its error is raised.
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
    """Calls `do`; returns whether it went well for every record. What failed is in the log."""
    before = failures()
    try:
        do()
    except Exception as error:
        note(logger, what, error)
    return failures() == before

"""Whether an error says that the database cannot be asked now; all other errors are ours."""

from __future__ import annotations

import sqlite3

import psycopg
from django.db import InterfaceError, OperationalError

#: Held by somebody else, out of reach, or full.
_OF_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
}
#: By the beginning of SQLSTATE: connection lost, resources short, shut down, locks, deadlocks, time out.
_OF_POSTGRESQL = ("08", "53", "57", "55P03", "40")


def is_unavailable(error: BaseException | None) -> bool:
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _OF_SQLITE
    if isinstance(cause, psycopg.Error):
        return cause.sqlstate is None or cause.sqlstate.startswith(_OF_POSTGRESQL)
    return isinstance(error, Waited)


class Waited(OperationalError):
    """Somebody else has written for too long."""

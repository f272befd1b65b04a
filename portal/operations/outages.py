"""Recognises errors that mean the database is unavailable; all others are bugs of ours."""

from __future__ import annotations

import sqlite3

import psycopg
from django.db import InterfaceError, OperationalError

#: Locked by another connection, unreachable, or full.
_OF_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
}
#: Prefixes of SQLSTATE: connection lost, lack of resources, shutdown, locks, deadlocks, timeouts.
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
    """Raised when the write lock was held for too long by another writer."""

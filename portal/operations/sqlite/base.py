"""Django’s SQLite backend, with a queue for write statements."""

from __future__ import annotations

import re
from typing import Any

from django.db.backends.sqlite3 import base

from portal.operations.sqlite.writers import queue
from portal.settings.environment import SQLITE_WAIT_SECONDS

#: Statements that take the write lock outside a transaction.
_WRITES = re.compile(r"\s*(BEGIN IMMEDIATE|INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)


class Cursor(base.SQLiteCursorWrapper):
    def execute(self, query: str, params: Any = None) -> Any:
        if self.connection.in_transaction or not _WRITES.match(query):
            return super().execute(query, params)
        with queue.turn() as seconds:
            self._wait_at_most(seconds)
            try:
                answer = super().execute(query, params)
                queue.writes(self.connection)
                return answer
            finally:
                self._wait_at_most(SQLITE_WAIT_SECONDS)

    def _wait_at_most(self, seconds: float) -> None:
        self.connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}").close()


class DatabaseWrapper(base.DatabaseWrapper):
    def create_cursor(self, name: str | None = None) -> Cursor:
        return self.connection.cursor(factory=Cursor)

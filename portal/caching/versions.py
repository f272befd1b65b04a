"""Reads the versions, on the connection that Django keeps for the thread."""

from __future__ import annotations

import time
from datetime import datetime
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max
from django.db.models.functions import Now

from portal.caching.models import Move, Version

#: Moves that are counted at each reading, at most; then they are added to the row of versions.
MOST_MOVES = 200

_READ = {
    "sqlite": "SELECT content, dates, 0 FROM caching_version",
    "postgresql": (
        "SELECT v.content + count(m.id) FILTER (WHERE m.scope = 'content'),"
        " v.dates + count(m.id) FILTER (WHERE m.scope = 'dates'), count(m.id)"
        " FROM caching_version v LEFT JOIN caching_move m ON true GROUP BY v.id"
    ),
}
_ADD_UP = """
WITH gone AS (DELETE FROM caching_move RETURNING scope, moved_at), added AS (
    SELECT
        count(*) FILTER (WHERE scope = 'content') AS content,
        count(*) FILTER (WHERE scope = 'dates') AS dates,
        max(moved_at) FILTER (WHERE scope = 'content') AS content_at,
        max(moved_at) FILTER (WHERE scope = 'dates') AS dates_at
    FROM gone
)
UPDATE caching_version v SET
    content = v.content + added.content,
    dates = v.dates + added.dates,
    content_moved_at = greatest(v.content_moved_at, added.content_at),
    dates_moved_at = greatest(v.dates_moved_at, added.dates_at)
FROM added
"""


class Versions(NamedTuple):
    content: int
    dates: int


def read() -> Versions | None:
    """Returns the versions as committed now; None if the database does not answer or has none."""
    connection = connections[DEFAULT_DB_ALIAS]
    was_open = connection.connection is not None
    try:
        return _read(connection)
    except Error:
        if not was_open or connection.in_atomic_block:
            return None
    connection.close()  # the server has ended it since the last request
    try:
        return _read(connection)
    except Error:
        return None


def _read(connection: BaseDatabaseWrapper) -> Versions | None:
    connection.ensure_connection()
    # The driver’s own cursor: this is all that an answer from the cache asks the database.
    with connection.wrap_database_errors:
        row = connection.connection.execute(_READ[connection.vendor]).fetchone()
    return _versions(row)


def _versions(row: tuple[int, int, int] | None) -> Versions | None:
    if row is None:
        return None
    content, dates, moves = row
    if moves > MOST_MOVES:
        add_up_moves()
    return Versions(content, dates)


def add_up_moves() -> None:
    """Adds the moves to the row of versions, on PostgreSQL; no reader sees another number by it."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_ADD_UP)


def last_move() -> datetime | None:
    """Returns the moment at which what the public sees last changed; None if it is not known."""
    row = Version.objects.aggregate(content=Max("content_moved_at"), dates=Max("dates_moved_at"))
    moves = Move.objects.aggregate(last=Max("moved_at"))
    return max((moment for moment in (*row.values(), *moves.values()) if moment), default=None)


def exist(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database has their tables: it is migrated so far."""
    return Version._meta.db_table in connection.introspection.table_names()


def begin() -> None:
    """Makes the row of versions, or sets numbers that no kept answer can have."""
    number = time.time_ns() // 1000
    Version.objects.update_or_create(
        pk=1,
        defaults={
            "content": number,
            "dates": number,
            "content_moved_at": Now(),
            "dates_moved_at": Now(),
        },
    )

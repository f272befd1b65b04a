"""Backups: the database and the uploads in one file, on SQLite and on PostgreSQL.

A file is a gzipped tar with a seal at its end (`sealed`): the database (`database.sqlite3`, or
`database.dump` in pg_dump's own format), every upload under `media/`, and `manifest.json`, which names
the size and the SHA-256 of each. All of it is checked before anything changes.
"""

from portal.operations.archive.errors import ArchiveError
from portal.operations.archive.services import back_up, restore
from portal.operations.archive.storing import uploads

__all__ = ["ArchiveError", "back_up", "restore", "uploads"]

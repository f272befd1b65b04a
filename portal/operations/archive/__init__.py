"""Backups: the database and the uploads in one file, on SQLite and on PostgreSQL.

A file is a gzipped tar that ends with a seal (`sealed`): the database (`database.sqlite3`, or
`database.dump` in pg_dump's custom format), every upload under `media/`, and `manifest.json`, with the
size and the SHA-256 of each. Restoring checks the whole file before it changes anything.
"""

from portal.operations.archive.errors import ArchiveError
from portal.operations.archive.services import back_up, restore
from portal.operations.archive.storing import uploads

__all__ = ["ArchiveError", "back_up", "restore", "uploads"]

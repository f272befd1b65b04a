"""An SQLite database as migrations leave it: made once for a set of migrations, then copied."""

import hashlib
import os
import sqlite3
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

#: Where SQLite keeps a database in memory that the threads of a process share.
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"
FOLDER = settings.BASE_DIR / "var" / "tests"


def kept() -> Path:
    """The file for the migrations of all apps, made or not."""
    content = hashlib.sha256(sqlite3.sqlite_version.encode())
    for app in apps.get_app_configs():
        content.update(app.label.encode())
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            content.update(path.read_bytes())
    return FOLDER / f"migrated-{content.hexdigest()[:16]}.sqlite3"


def load(path: Path) -> None:
    """Gives the tests a copy in memory."""
    connection.close()
    connection.settings_dict["NAME"] = IN_MEMORY
    connection.ensure_connection()
    with sqlite3.connect(path) as source:
        source.backup(connection.connection)


def keep(path: Path) -> None:
    """Writes down what the tests begin with; older ones go. Several processes may do so at once."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for older in FOLDER.glob("migrated-*"):
        if older != path:
            older.unlink(missing_ok=True)
    unfinished = FOLDER / f"unfinished-{os.getpid()}"
    with sqlite3.connect(unfinished) as target:
        connection.ensure_connection()
        connection.connection.backup(target)
    unfinished.rename(path)

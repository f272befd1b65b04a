"""A database as migrations leave it: made once for a set of migrations, then copied.

On SQLite it is a file of var/tests, on PostgreSQL a database that stays on the server.
"""

import hashlib
import os
import sqlite3
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases

from portal.caching import triggers
from tests.support.databases import server

#: Where SQLite keeps a database in memory that the threads of a process share.
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"
FOLDER = settings.BASE_DIR / "var" / "tests"
#: How the names of PostgreSQL databases to copy begin.
TEMPLATES = "portal_migrated_"


def set_up() -> list:
    """Gives the tests a database, and returns what Django is to tear down after them."""
    if connection.vendor == "postgresql":
        return _set_up_on_server()
    path = kept()
    if path.exists():
        load(path)
        return []
    made = _set_up()
    keep(path)
    return made


def template() -> str:
    """The name of the PostgreSQL database for the migrations and triggers of all apps, made or not."""
    return f"{TEMPLATES}{_digest()}"


def _set_up_on_server() -> list:
    """Under a lock of the server: who begins meanwhile waits, and copies what the first one migrated."""
    name = template()
    with server() as told:
        told.execute("SELECT pg_advisory_lock(hashtext(%s))", [TEMPLATES])
        kept_there = [row[0] for row in told.execute("SELECT datname FROM pg_database")]
        if name in kept_there:
            connection.settings_dict["TEST"].update(TEMPLATE=name, MIGRATE=False)
            return _set_up()
        made = _set_up()
        connection.close()
        for older in kept_there:
            if older.startswith(TEMPLATES):
                told.execute(f'DROP DATABASE "{older}"')
        told.execute(f'CREATE DATABASE "{name}" TEMPLATE "{connection.settings_dict["NAME"]}"')
        return made


def _set_up() -> list:
    return setup_databases(verbosity=0, interactive=False, serialized_aliases=())


def kept() -> Path:
    """The SQLite file for the migrations and triggers of all apps, made or not."""
    return FOLDER / f"migrated-{_digest(sqlite3.sqlite_version)}.sqlite3"


def _digest(engine: str = "") -> str:
    content = hashlib.sha256(engine.encode())
    for app in apps.get_app_configs():
        content.update(app.label.encode())
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            content.update(path.read_bytes())
    content.update("".join(sorted(triggers.statements(connection.vendor).values())).encode())
    content.update(triggers.FUNCTION_OF_POSTGRESQL.encode())
    return content.hexdigest()[:16]


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

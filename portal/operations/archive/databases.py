"""Dumps the database to a file, loads it, and checks whether such a file contains a portal."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg.pq import Conninfo

from portal.operations import logs
from portal.operations.archive.errors import ArchiveError

#: How long to wait for a writer that locks the database while it is replaced.
WAIT_SECONDS = 30
PAGES_AT_ONCE = 1000
MIGRATIONS, PAGES = "django_migrations", "wagtailcore_page"
SERVICE = "portal"

Migration = tuple[str, str]


def file_name() -> str:
    return "database.sqlite3" if connection.vendor == "sqlite" else "database.dump"


def dump(target: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
    else:
        _postgresql("pg_dump", "--format=custom", "--no-owner", f"--file={target}", f"--dbname={_NAMED}")


def load(source: Path) -> None:
    """Replaces the database, all or nothing."""
    connection.close()
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(source)) as copy:
            copy.backup(connection.connection, pages=PAGES_AT_ONCE, progress=_until(WAIT_SECONDS))
        connection.close()
        return
    options = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
    _postgresql("pg_restore", *options, f"--dbname={_NAMED}", str(source))


def _until(seconds: float):
    """Returns a progress callback that raises ArchiveError if the copy stalls for `seconds` seconds.

    SQLite itself would wait for a writer forever.
    """
    seen: dict[int, float] = {}

    def progress(_status: int, remaining: int, _total: int) -> None:
        since = seen.setdefault(remaining, time.monotonic())
        if time.monotonic() - since > seconds:
            raise ArchiveError(
                "Somebody else is writing to the database: stop the portal, then try again."
            )

    return progress


def check(source: Path) -> list[Migration]:
    """Returns the migrations that the file lacks, for a portal of this version or an earlier one.

    Raises ArchiveError for any other file.
    """
    tables, applied, has_pages = _contents(source)
    known = set(MigrationLoader(None).disk_migrations)
    labels = {config.label for config in apps.get_app_configs()}
    ours = {config.label for config in apps.get_app_configs() if _is_ours(config)}
    if not tables:
        raise ArchiveError("The database of this backup is empty.")
    if not has_pages or not ours.intersection(app for app, _name in applied):
        raise ArchiveError("The database of this backup is none of the portal’s.")
    newer = sorted(each for each in applied - known if each[0] in labels)
    if newer:
        raise ArchiveError(
            f"This backup is of a later version of the portal ({'.'.join(newer[0])}): update it first."
        )
    lacking = sorted(known - applied)
    expected = set(connection.introspection.django_table_names(include_views=False))
    if not lacking and (absent := sorted(expected - tables)):
        raise ArchiveError(f"The database of this backup lacks tables ({absent[0]}).")
    return lacking


def _is_ours(config) -> bool:
    return config.name.split(".")[0] in {"portal", "projects", "methods", "home"}


def check_live() -> None:
    """Raises ArchiveError if the current database contains no portal."""
    tables = set(connection.introspection.table_names())
    if not {MIGRATIONS, PAGES} <= tables:
        raise ArchiveError("This database holds no portal: there is nothing to back up.")


def _contents(source: Path) -> tuple[set[str], set[Migration], bool]:
    """Returns the tables, the applied migrations, and whether there is a page."""
    if connection.vendor == "sqlite":
        return _contents_of_sqlite(source)
    listed = _postgresql("pg_restore", "--list", str(source)).splitlines()
    rows = [line.split() for line in listed if " TABLE DATA " in line]
    tables = {row[row.index("DATA") + 2] for row in rows}
    if not {MIGRATIONS, PAGES} <= tables:
        return tables, set(), False
    applied = {(row[1], row[2]) for row in _copied(source, MIGRATIONS)}
    return tables, applied, any(True for _row in _copied(source, PAGES))


def _contents_of_sqlite(source: Path) -> tuple[set[str], set[Migration], bool]:
    with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise ArchiveError("The database of this backup is damaged.")
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not {MIGRATIONS, PAGES} <= tables:
            return tables, set(), False
        applied = set(copy.execute("SELECT app, name FROM django_migrations"))
        return tables, applied, copy.execute("SELECT 1 FROM wagtailcore_page").fetchone() is not None


def _copied(source: Path, table: str) -> Iterator[list[str]]:
    """Yields the rows of a table, as text columns, from pg_dump’s output."""
    said = _postgresql("pg_restore", "--data-only", f"--table={table}", "--file=-", str(source))
    is_row = False
    for line in said.splitlines():
        if line == r"\.":
            is_row = False
        elif is_row:
            yield line.split("\t")
        elif line.startswith("COPY "):
            is_row = True


_NAMED = f"service={SERVICE}"


@contextmanager
def _service() -> Iterator[dict[str, str]]:
    """Yields environment variables with the database connection, for libpq’s programs.

    A private service file keeps it from other users. It has all options of DATABASE_URL (sslmode,
    sslrootcert…) that libpq knows.
    """
    database = connection.settings_dict
    known = {option.keyword.decode() for option in Conninfo.get_defaults()} - {"service"}
    facts = {
        "dbname": database["NAME"],
        "host": database["HOST"],
        "port": database["PORT"],
        "user": database["USER"],
        **{name: value for name, value in database.get("OPTIONS", {}).items() if name in known},
    }
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:  # not readable by others
        lines = [f"{name}={value}" for name, value in facts.items() if value not in ("", None)]
        file.write("\n".join([f"[{SERVICE}]", *lines, ""]))
        file.flush()
        variables = {"PGSERVICEFILE": file.name, "LC_ALL": "C.UTF-8"}
        if database["PASSWORD"]:
            variables["PGPASSWORD"] = str(database["PASSWORD"])
        yield variables


def _postgresql(program: str, *arguments: str) -> str:
    """Runs a PostgreSQL program on the portal’s database; returns its output. Raises ArchiveError."""
    path = shutil.which(program)
    if path is None:
        raise ArchiveError(f"{program} is missing: install PostgreSQL’s client programs.")
    with _service() as variables:
        done = subprocess.run(  # noqa: S603
            [path, *arguments],
            env={**os.environ, **variables},
            capture_output=True,
            text=True,
            errors="replace",
        )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it gives no reason"])[-1]
        raise ArchiveError(f"{program} failed: {logs.cut(last).rstrip('.')}.")
    return done.stdout

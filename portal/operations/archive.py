"""Backups: the database and the uploads in one file, on SQLite and on PostgreSQL.

A file is a gzipped tar: `manifest.json`, the database (`database.sqlite3`, or `database.dump` in
pg_dump's own format) and every upload under `media/`.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

MANIFEST = "manifest.json"
MEDIA = "media/"
FORMAT = 1


class ArchiveError(Exception):
    """What went wrong, in one sentence for the person at the keyboard."""


def back_up(folder: Path) -> Path:
    """Writes one backup into `folder` and answers its path. Raises ArchiveError."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"vivre-ensemble-{timezone.localtime():%Y%m%d-%H%M%S}.tar.gz"
    unfinished = target.with_suffix(".unfinished")
    with tempfile.TemporaryDirectory() as scratch:
        dump = Path(scratch) / _database_name()
        _dump(dump)
        manifest = Path(scratch) / MANIFEST
        manifest.write_text(json.dumps({"format": FORMAT, "database": connection.vendor}))
        unfinished.touch(mode=0o600)  # it holds passwords’ hashes from its first byte on
        with tarfile.open(unfinished, "w:gz") as archive:
            archive.add(manifest, MANIFEST)
            archive.add(dump, dump.name)
            for name in uploads():
                with default_storage.open(name) as upload, tempfile.NamedTemporaryFile() as copy:
                    shutil.copyfileobj(upload, copy)
                    copy.flush()
                    archive.add(copy.name, MEDIA + name)
    unfinished.rename(target)
    return target


def restore(path: Path) -> None:
    """Puts the database and the uploads back as they were. Raises ArchiveError.

    The whole file is checked before anything changes.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _unpack(path, folder)
        _check(folder)
        connection.close()
        _load(folder / _database_name())
        _put_uploads(folder / MEDIA)


def _unpack(path: Path, folder: Path) -> None:
    try:
        with tarfile.open(path, "r:gz") as archive:
            archive.extractall(folder, filter="data")
    except FileNotFoundError:
        raise ArchiveError(f"There is no file {path}.") from None
    except (tarfile.TarError, OSError, EOFError, zlib.error) as error:
        raise ArchiveError(f"{path} is not a backup, or it is damaged ({error}).") from error


def _check(folder: Path) -> None:
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError):
        raise ArchiveError("This file is not a backup of the portal.") from None
    if manifest.get("format") != FORMAT:
        raise ArchiveError("This backup was made by another version of the portal.")
    if manifest.get("database") != connection.vendor:
        raise ArchiveError(
            f"This backup holds a {manifest.get('database')} database, "
            f"and the portal runs on {connection.vendor}."
        )
    if not (folder / _database_name()).exists():
        raise ArchiveError("This backup holds no database.")


def _database_name() -> str:
    return "database.sqlite3" if connection.vendor == "sqlite" else "database.dump"


def _dump(target: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
        return
    _postgresql("pg_dump", "--format=custom", "--no-owner", f"--file={target}", _database())


def _load(dump: Path) -> None:
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(dump)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise ArchiveError("The database of this backup is damaged.")
            connection.ensure_connection()
            copy.backup(connection.connection)
        return
    options = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
    _postgresql("pg_restore", *options, f"--dbname={_database()}", str(dump))


def _database() -> str:
    return str(settings.DATABASES["default"]["NAME"])


def _postgresql(program: str, *arguments: str) -> None:
    """Runs one of PostgreSQL’s programs on the portal’s database, its password out of sight."""
    path = shutil.which(program)
    if path is None:
        raise ArchiveError(f"{program} is missing: install PostgreSQL’s client programs.")
    database = connection.settings_dict
    variables = {
        "PGHOST": database["HOST"],
        "PGPORT": database["PORT"],
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
    }
    known = {name: str(value) for name, value in variables.items() if value}
    done = subprocess.run(  # noqa: S603
        [path, *arguments], env={**os.environ, **known}, capture_output=True, text=True
    )
    if done.returncode:
        raise ArchiveError(f"{program} failed: {done.stderr.strip().splitlines()[-1:]}")


def uploads(folder: str = "") -> Iterator[str]:
    """The name of every stored file."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in files)
    for name in folders:
        yield from uploads(prefix + name)


def _put_uploads(folder: Path) -> None:
    kept = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    for name, path in kept.items():
        default_storage.delete(name)
        with path.open("rb") as content:
            default_storage.save(name, File(content))
    for name in list(uploads()):
        if name not in kept:
            default_storage.delete(name)

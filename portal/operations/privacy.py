"""Restricts the portal’s files to their owner: the database and uploads contain personal data."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FOLDER, FILE = 0o700, 0o600
#: A folder that contains one of these is the portal’s own, not shared with others.
_OURS = ("secret-key", "portal.sqlite3", "media", "static", "start.lock", "backups")
_DATABASE = ("portal.sqlite3", "portal.sqlite3-wal", "portal.sqlite3-shm")


def private_folder(path: Path) -> Path:
    """Creates the folder; makes it private if it is the portal’s own. Cheap: runs at each start."""
    path.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    if _is_ours(path):
        _narrow(path, FOLDER)
        for name in _DATABASE:
            _narrow(path / name, FILE)
    return path


@contextmanager
def private_files() -> Iterator[None]:
    """Sets umask 077, so that new files are private. For commands, since it affects the whole process."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def private_file(path: Path) -> Path:
    """Creates an empty private file if there is none: files that SQLite creates are public."""
    with suppress(OSError):
        path.touch(mode=FILE, exist_ok=False)
    return path


def close_to_others(path: Path) -> None:
    """Makes all files in a folder of the portal private, including those of older versions."""
    if not _is_ours(path):
        return
    for folder, _folders, files in os.walk(path):
        _narrow(Path(folder), FOLDER)
        for name in files:
            # FOLDER, not FILE: executables stay executable.
            _narrow(Path(folder, name), FOLDER)


def _is_ours(path: Path) -> bool:
    with suppress(OSError):
        names = {each.name for each in os.scandir(path)}
        return not path.stat().st_mode & stat.S_ISVTX and (not names or not names.isdisjoint(_OURS))
    return False


def _narrow(path: Path, most: int) -> None:
    """Removes permissions beyond `most`. Links and files of other owners are unchanged."""
    with suppress(OSError):
        mode = stat.S_IMODE(path.lstat().st_mode)
        if mode & ~most and not path.is_symlink():
            path.chmod(mode & most)

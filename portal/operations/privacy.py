"""What the portal keeps on a disk is its owner’s alone: the database and uploads hold people’s data."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FOLDER, FILE = 0o700, 0o600
#: Whoever holds one of these is a folder of the portal’s, and no place that others use too.
_OURS = ("secret-key", "portal.sqlite3", "media", "static", "start.lock", "backups")
_DATABASE = ("portal.sqlite3", "portal.sqlite3-wal", "portal.sqlite3-shm")


def private_folder(path: Path) -> Path:
    """Makes the folder, and closes it to others where it is the portal’s own. At each start: cheap."""
    path.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    if _is_ours(path):
        _narrow(path, FOLDER)
        for name in _DATABASE:
            _narrow(path / name, FILE)
    return path


@contextmanager
def private_files() -> Iterator[None]:
    """Whatever is written within is the owner’s alone; for commands, as it holds for a whole process."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def private_file(path: Path) -> Path:
    """An empty file to begin with, where there is none: what SQLite makes itself, others may read."""
    with suppress(OSError):
        path.touch(mode=FILE, exist_ok=False)
    return path


def close_to_others(path: Path) -> None:
    """All that lies in a folder of the portal’s, as earlier versions left it too."""
    if not _is_ours(path):
        return
    for folder, _folders, files in os.walk(path):
        _narrow(Path(folder), FOLDER)
        for name in files:
            # What its owner may run stays so.
            _narrow(Path(folder, name), FOLDER)


def _is_ours(path: Path) -> bool:
    with suppress(OSError):
        names = {each.name for each in os.scandir(path)}
        return not path.stat().st_mode & stat.S_ISVTX and (not names or not names.isdisjoint(_OURS))
    return False


def _narrow(path: Path, most: int) -> None:
    """Takes away what others may do. What is somebody else’s, or a link, stays as it is."""
    with suppress(OSError):
        mode = stat.S_IMODE(path.lstat().st_mode)
        if mode & ~most and not path.is_symlink():
            path.chmod(mode & most)

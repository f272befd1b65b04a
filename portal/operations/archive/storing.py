"""Uploads: local files are part of a backup; files in an S3 bucket must be backed up there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage

#: Prefix of the folder that holds the current uploads while they are replaced.
BEFORE = ".before-restoring-"


def are_here() -> bool:
    return isinstance(default_storage, FileSystemStorage) or not settings.S3_BUCKET


def how_to_save_them() -> str:
    return (
        f"The uploads lie in the bucket {settings.S3_BUCKET} and are NOT in this file: save them there "
        f"(versions of the bucket, or: aws s3 sync s3://{settings.S3_BUCKET} FOLDER)."
    )


def uploads(folder: str = "") -> Iterator[str]:
    """Yields the name of every stored file."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in sorted(files))
    for name in sorted(folders):
        if not name.startswith(BEFORE):
            yield from uploads(prefix + name)


@contextmanager
def in_the_place_of_uploads(folder: Path) -> Iterator[None]:
    """Replaces all uploads by the content of a folder; an exception in the block restores them."""
    if not isinstance(default_storage, FileSystemStorage):
        yield
        _put_one_by_one(folder)
        return
    root = Path(default_storage.location)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    # The folder itself may be a mount point: only its content is moved.
    with tempfile.TemporaryDirectory(prefix=BEFORE, dir=root) as before:
        former = [path for path in root.iterdir() if path != Path(before)]
        try:
            _move(former, Path(before))
            _move(folder.iterdir() if folder.exists() else (), root)
            yield
        except BaseException:
            _remove(path for path in root.iterdir() if path != Path(before))
            _move(Path(before).iterdir(), root)
            raise


def _move(paths: Iterable[Path], folder: Path) -> None:
    for path in list(paths):
        shutil.move(path, folder / path.name)


def _remove(paths: Iterable[Path]) -> None:
    for path in list(paths):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _put_one_by_one(folder: Path) -> None:
    kept = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name, path in kept.items():
        default_storage.delete(name)
        with path.open("rb") as content:
            default_storage.save(name, File(content))

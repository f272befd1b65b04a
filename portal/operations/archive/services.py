"""Creates and restores backups."""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import msgspec
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from portal.operations.archive import databases, sealed, storing
from portal.operations.archive.errors import ArchiveError, in_words
from portal.operations.archive.sealed import Member
from portal.operations.privacy import private_files
from portal.operations.signals import database_restored

MANIFEST = "manifest.json"
MEDIA = "media/"
FORMAT = 2


class Facts(msgspec.Struct):
    """The fields of the manifest that every version of the portal writes."""

    format: int
    database: str


class Manifest(Facts):
    uploads: bool
    members: dict[str, Member]


@dataclass(frozen=True)
class Restored:
    """Results to report after a restore."""

    has_uploads: bool
    is_older: bool


def back_up(folder: Path) -> Path:
    """Writes a backup into `folder` and returns its path. Raises ArchiveError."""
    with in_words("The backup"), private_files():
        databases.check_live()
        folder.mkdir(parents=True, exist_ok=True)
        target = _free(folder / f"vivre-ensemble-{timezone.localtime():%Y%m%d-%H%M%S}.tar.gz")
        unfinished = target.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        try:
            _pack(unfinished)
            unfinished.rename(target)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    return target


def _free(path: Path) -> Path:
    number, free = 2, path
    while free.exists():
        free = path.with_name(path.name.replace(".tar.gz", f"-{number}.tar.gz"))
        number += 1
    return free


def _pack(path: Path) -> None:
    with _scratch() as scratch, sealed.packing(path) as archive:
        dump = Path(scratch) / databases.file_name()
        databases.dump(dump)
        databases.check(dump)
        with dump.open("rb") as content:
            archive.add(dump.name, content)
        for name in storing.uploads() if storing.are_here() else ():
            _pack_upload(archive, name)
        manifest = {
            "format": FORMAT,
            "database": connection.vendor,
            "made": timezone.now().isoformat(),
            "uploads": storing.are_here(),
            "members": archive.manifest,
        }
        archive.add(MANIFEST, BytesIO(json.dumps(manifest).encode()))


def _pack_upload(archive: sealed.Packing, name: str) -> None:
    """Adds a copy of an upload, which cannot change meanwhile; skips it if it was just deleted."""
    with tempfile.TemporaryFile() as copy:
        try:
            with default_storage.open(name) as upload:
                shutil.copyfileobj(upload, copy)
        except FileNotFoundError:
            return
        copy.seek(0)
        archive.add(MEDIA + name, copy)


def restore(path: Path) -> Restored:
    """Restores the database and the uploads. Checks the whole file first.

    Raises ArchiveError, and then changes nothing.
    """
    with in_words("Restoring"), private_files():
        _check_kind(path)
        sealed.check_seal(path)
        with _scratch() as scratch:
            folder = Path(scratch)
            manifest = _manifest(folder, sealed.unpack(path, folder))
            dump = folder / databases.file_name()
            lacking = databases.check(dump)
            has_uploads = manifest.uploads
            uploads = storing.in_the_place_of_uploads(folder / MEDIA) if has_uploads else nullcontext()
            with uploads:
                databases.load(dump)
    database_restored.send(restore)
    return Restored(has_uploads=has_uploads, is_older=bool(lacking))


def _check_kind(path: Path) -> None:
    """Raises ArchiveError if the manifest names another database or format; ignores unreadable files."""
    with suppress(ValueError, RecursionError):
        _check_facts(msgspec.json.decode(sealed.peek(path, MANIFEST), type=Facts))


def _check_facts(facts: Facts) -> None:
    if facts.database != connection.vendor:
        raise ArchiveError(
            f"This backup holds a {facts.database[:20]} database, "
            f"and the portal runs on {connection.vendor}."
        )
    if facts.format != FORMAT:
        raise ArchiveError("This backup was made by another version of the portal.")


def _manifest(folder: Path, found: dict[str, Member]) -> Manifest:
    """Returns the manifest. Raises ArchiveError if it is invalid or does not match the content."""
    if MANIFEST not in found:
        raise ArchiveError("This file is not a backup of the portal: it has no manifest.")
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (ValueError, RecursionError) as error:
        raise ArchiveError("This backup is damaged: its manifest cannot be read.") from error
    _check_facts(manifest)
    held = {name: member for name, member in found.items() if name != MANIFEST}
    if manifest.members != held:
        raise ArchiveError("This backup is damaged: it does not hold what its manifest says.")
    if databases.file_name() not in held:
        raise ArchiveError("This backup holds no database.")
    return manifest


def _scratch() -> tempfile.TemporaryDirectory:
    """Creates a private folder beside the data, from which files are moved into place."""
    return tempfile.TemporaryDirectory(prefix="archive-", dir=settings.VAR_DIR)

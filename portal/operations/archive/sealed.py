"""A gzipped tar that detects the change of a single bit.

gzip’s own checksum covers the content, but neither its header nor the bits between its blocks. So the
file ends with a seal: an additional, empty gzip member, whose comment is the SHA-256 of all bytes before
it. `tar xzf` reads such a file as usual.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from portal.operations.archive.errors import ArchiveError, in_words

CHUNK = 1024 * 1024
_HEAD = b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x00\xff"
_EMPTY = b"\x03\x00" + bytes(8)
_MEMBER_NAME = re.compile(r"[^\x00-\x1f\\]+")


@dataclass(frozen=True)
class Member:
    size: int
    sha256: str


def seal(digest: str) -> bytes:
    return _HEAD + f"sha256={digest}".encode() + b"\x00" + _EMPTY


SEAL_LENGTH = len(seal("0" * 64))


class Packing:
    """An archive being written; `members` are the files added so far."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.members: dict[str, Member] = {}

    def add(self, name: str, content: IO[bytes]) -> None:
        """Adds a file. `content` must be seekable and must not change: it is read twice."""
        digest = hashlib.sha256()
        while chunk := content.read(CHUNK):
            digest.update(chunk)
        info = tarfile.TarInfo(name)
        info.size, info.mode = content.tell(), 0o600
        content.seek(0)
        self._tar.addfile(info, content)
        self.members[name] = Member(info.size, digest.hexdigest())

    @property
    def manifest(self) -> dict[str, Any]:
        return {name: asdict(member) for name, member in self.members.items()}


class _Digesting:
    """A file wrapper that computes the SHA-256 of the written bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._sum = file, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._sum.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    @property
    def digest(self) -> str:
        return self._sum.hexdigest()


@contextmanager
def packing(path: Path) -> Iterator[Packing]:
    """Creates an archive that is private from its first byte on: it contains password hashes."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(opened, "wb") as file:
        written = _Digesting(file)
        zipped = gzip.GzipFile("", "wb", 6, fileobj=written, mtime=0)
        with zipped, tarfile.open(fileobj=zipped, mode="w|", format=tarfile.PAX_FORMAT) as tar:
            yield Packing(tar)
        file.write(seal(written.digest))
        file.flush()
        os.fsync(file.fileno())


def check_seal(path: Path) -> None:
    """Raises ArchiveError if any bit of the file has changed."""
    total = hashlib.sha256()
    with in_words(f"Reading {path}"), path.open("rb") as file:
        left = path.stat().st_size - SEAL_LENGTH
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            total.update(chunk)
            left -= len(chunk)
        if left != 0 or file.read() != seal(total.hexdigest()):
            raise ArchiveError(f"{path} is not a backup of the portal, or it is damaged.")


def unpack(path: Path, folder: Path) -> dict[str, Member]:
    """Extracts all members into a folder and returns them by name. Raises ArchiveError."""
    found: dict[str, Member] = {}
    with in_words(f"Unpacking {path}"), tarfile.open(path, "r:gz") as tar:
        for info in tar:
            if not info.isreg() or not _is_safe(info.name) or info.name in found:
                raise ArchiveError(f"{path} is not a backup of the portal: it holds {info.name!r}.")
            content = tar.extractfile(info)
            if content is None:
                raise ArchiveError(f"{path} cannot be read: {info.name!r} has no content.")
            found[info.name] = _written(content, folder / info.name)
    return found


def peek(path: Path, name: str) -> bytes:
    """Returns the start of one member of an unchecked tar, or b"" if it cannot be read."""
    try:
        with tarfile.open(path, "r:gz") as tar:
            content = tar.extractfile(name)
            return content.read(CHUNK) if content else b""
    except Exception:
        return b""


def _is_safe(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(_MEMBER_NAME.fullmatch(name)) and name[0] != "/" and ".." not in parts


def _written(content: IO[bytes], target: Path) -> Member:
    target.parent.mkdir(parents=True, exist_ok=True)
    size, total = 0, hashlib.sha256()
    with target.open("xb") as file:
        while chunk := content.read(CHUNK):
            file.write(chunk)
            total.update(chunk)
            size += len(chunk)
    return Member(size, total.hexdigest())

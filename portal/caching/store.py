"""The answers kept in the memory of a process, least recently used out, within a number of bytes."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import NamedTuple

import brotli

from portal.caching.drawing import Environ
from portal.caching.versions import Versions

#: An answer larger than this part of the whole memory is not kept.
LARGEST_PART = 8
#: Bytes that an entry takes beside its bodies and headers, about.
OVERHEAD = 1200
#: Kinds that compression does not make smaller begin with these.
COMPRESSED_KINDS = ("image/png", "image/webp", "image/jpeg", "application/pdf", "application/zip")
#: Of Brotli (0 to 11): drawing anew may happen at each change, so speed counts.
BROTLI_QUALITY = 5


class Key(NamedTuple):
    """The address of an answer: scheme and host as asked, path, and known query parameters."""

    scheme: str
    host: str
    path: str
    query: str


@dataclass(frozen=True)
class Entry:
    """An answer with all that is needed to send it again."""

    headers: tuple[tuple[str, str], ...]
    #: By content coding: br and gzip, or identity alone for what is compressed already.
    bodies: dict[str, bytes]
    length: int
    digest: str
    versions: Versions
    reads_dates: bool
    #: Timestamp (seconds) from which it would be drawn differently.
    until: float
    at_each_reading: tuple[Callable[[Environ], None], ...]

    def is_valid(self, versions: Versions, now: float) -> bool:
        has_not_moved = self.versions.content == versions.content and (
            not self.reads_dates or self.versions.dates == versions.dates
        )
        return has_not_moved and now < self.until

    def body(self, coding: str) -> bytes:
        """Returns the body in that coding; identity is unpacked, as hardly anybody asks for it."""
        if coding in self.bodies:
            return self.bodies[coding]
        return gzip.decompress(self.bodies["gzip"])

    @property
    def size(self) -> int:
        headers = sum(len(name) + len(value) for name, value in self.headers)
        return OVERHEAD + headers + sum(len(body) for body in self.bodies.values())


def bodies_of(body: bytes, kind: str) -> dict[str, bytes]:
    if kind.startswith(COMPRESSED_KINDS):
        return {"identity": body}
    return {
        "br": brotli.compress(body, quality=BROTLI_QUALITY),
        "gzip": gzip.compress(body, compresslevel=6, mtime=0),
    }


def digest_of(body: bytes) -> str:
    return sha256(body).hexdigest()[:24]


class Store:
    def __init__(self, most_bytes: int):
        self._most = most_bytes
        self._lock = Lock()
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Key) -> Entry | None:
        """Returns the entry, valid or not."""
        with self._lock:
            if entry := self._entries.get(key):
                self._entries.move_to_end(key)
            return entry

    def put(self, key: Key, entry: Entry) -> None:
        with self._lock:
            if before := self._entries.pop(key, None):
                self.bytes -= before.size
            if entry.size > self._most / LARGEST_PART:
                return
            self._entries[key] = entry
            self.bytes += entry.size
            while self.bytes > self._most:
                _oldest, dropped = self._entries.popitem(last=False)
                self.bytes -= dropped.size

    def forget(self, key: Key) -> None:
        with self._lock:
            if before := self._entries.pop(key, None):
                self.bytes -= before.size

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()
            self.bytes = 0

"""What a reading process gives up before it reads: memory, time, files, the network, other programs.

The libraries that read files are not made for hostile ones. What they may be led to do ends here.
"""

from __future__ import annotations

import contextlib
import ctypes
import resource
import sys

_NEW_NETWORK, _NEW_USER = 0x4000_0000, 0x1000_0000
_WRITING = 0x1 | 0x2  # os.O_WRONLY, os.O_RDWR
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.kill",
    "shutil.",
    "ctypes.dlopen",
)


def confine(processor: int, memory: int, answer: int, files: int) -> None:
    """Seconds of the processor, bytes of memory, bytes of any file written, files open at once.

    Not every system grants each of these: the time is watched from outside as well.
    """
    _leave_the_network()
    for limit, most in (
        (resource.RLIMIT_CPU, processor),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, answer),
        (resource.RLIMIT_NOFILE, files),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))
    sys.addaudithook(_refuse)


def _leave_the_network() -> None:
    """Into a network of its own that has no way out, where the system lets a process do so."""
    with contextlib.suppress(OSError, AttributeError):
        unshare = ctypes.CDLL(None).unshare
        if unshare(_NEW_NETWORK):
            unshare(_NEW_NETWORK | _NEW_USER)


def _refuse(event: str, arguments: tuple) -> None:
    is_writing = event == "open" and _opens_for_writing(*arguments[:3])
    if is_writing or event.startswith(_REFUSED):
        raise PermissionError(event)


def _opens_for_writing(_path: object, mode: str | None = None, flags: int = 0) -> bool:
    return bool(mode and set(mode) & set("wax+")) or bool(isinstance(flags, int) and flags & _WRITING)

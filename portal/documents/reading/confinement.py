"""Limits the current process: memory, time, files, network, other programs.

The libraries that read files are not made for hostile ones: this bounds the harm that they can do.
"""

from __future__ import annotations

import contextlib
import ctypes
import resource
import sys

_NEW_NETWORK, _NEW_USER = 0x4000_0000, 0x1000_0000
_WRITING = 0x1 | 0x2  # os.O_WRONLY, os.O_RDWR
_PROCESS_EVENTS = ("exec", "fork", "posix_spawn", "spawn", "system", "kill")
_FILE_EVENTS = ("remove", "rename", "rmdir", "mkdir", "link", "symlink", "truncate", "chmod", "chown")
_REFUSED = (
    *("socket.", "subprocess.", "shutil.", "ctypes.dlopen"),
    *(f"os.{event}" for event in _PROCESS_EVENTS + _FILE_EVENTS),
)


def confine(processor: int, memory: int, answer: int, files: int) -> None:
    """Limits processor seconds, bytes of memory, bytes of each written file, and open files.

    Some systems refuse some of these limits: the parent process limits the time as well.
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
    """Moves the process to an empty network namespace, where the system allows it."""
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

"""Has a file read in a process of its own, and checks what that process answers."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import BinaryIO

import msgspec

from portal.documents import bounds
from portal.documents.outline import Answer, Outline, Reading, Refusal, Refused, RefusedReading

#: Of a file that somebody imports, in bytes; said at the form.
MAX_BYTES = 20 * 1024 * 1024
#: Of an outline, packed, in bytes.
MAX_OUTLINE = 4 * 1024 * 1024
#: Files read at the same time by one process, and how long another one waits, in seconds.
MAX_CONCURRENT, WAIT_SECONDS = 2, 5
_slots = BoundedSemaphore(MAX_CONCURRENT)
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Limits:
    """What a reading may take: bytes of the file, seconds of the clock and of the processor, bytes of
    memory and of the answer, open files.
    """

    content: int = MAX_BYTES
    seconds: float = 20
    processor: int = 15
    memory: int = 768 * 1024 * 1024
    answer: int = 100 * 1024 * 1024
    files: int = 32

    @property
    def arguments(self) -> list[str]:
        return [str(limit) for limit in (self.processor, self.memory, self.answer, self.files)]


#: While somebody waits, and while nobody does.
IMPORT_LIMITS = Limits()
SEARCH_LIMITS = Limits(content=30 * 1024 * 1024, seconds=40, processor=30, answer=8 * 1024 * 1024)


def read(file: BinaryIO) -> Reading:
    """What a file says. Raises `Refused` for one that cannot be read, or not within bounds."""
    answer = _asked("outline", file, IMPORT_LIMITS, type=Answer | RefusedReading)
    if isinstance(answer, RefusedReading):
        raise Refused(answer.reason)
    if len(answer.outline) > MAX_OUTLINE or len(answer.pictures) > bounds.MAX_PICTURES:
        raise Refused(Refusal.TOO_LONG)
    outline = msgspec.msgpack.decode(answer.outline, type=Outline)
    bounds.check_size(outline)
    return Reading(outline, answer.pictures)


def text_of(file: BinaryIO) -> str:
    """The text of a file, of a long one its beginning. Raises `Refused` as `read` does."""
    answer = _asked("text", file, SEARCH_LIMITS, type=str | RefusedReading)
    if isinstance(answer, RefusedReading):
        raise Refused(answer.reason)
    return answer


def _asked(question: str, file: BinaryIO, limits: Limits, *, type):
    content = file.read(limits.content + 1)
    if len(content) > limits.content:
        raise Refused(Refusal.TOO_BIG)
    with _slot():
        packed = _answer(question, content, limits)
    try:
        return msgspec.msgpack.decode(packed, type=type)
    except msgspec.MsgspecError as error:
        raise Refused(Refusal.BROKEN) from error


@contextmanager
def _slot() -> Iterator[None]:
    """Raises `Refused` where none comes in time: readings never hold all threads of a server."""
    if not _slots.acquire(timeout=WAIT_SECONDS):
        raise Refused(Refusal.BUSY)
    try:
        yield
    finally:
        _slots.release()


def _answer(question: str, content: bytes, limits: Limits) -> bytes:
    """What the process writes. It knows where Python and our code are, and nothing else.

    It takes its limits upon itself before it reads anything (`reading.confinement`).
    """
    environment = {"PYTHONPATH": str(_ROOT), "PATH": os.defpath, "LANG": "C.UTF-8"}
    program = [sys.executable, "-s", "-B", "-m", "portal.documents.reading", question, *limits.arguments]
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(content)
        given.seek(0)
        try:
            process = subprocess.run(  # noqa: S603
                program,
                stdin=given,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env=environment,
                cwd=_ROOT,
                timeout=limits.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Refused(Refusal.TOO_MUCH) from error
        if process.returncode:
            raise Refused(Refusal.TOO_MUCH if process.returncode < 0 else Refusal.BROKEN)
        answer.seek(0)
        return answer.read(limits.answer + 1)

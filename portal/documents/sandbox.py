"""Reads files in a child process with limits, and validates its answers."""

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
from typing import BinaryIO, TypeVar

import msgspec

from portal.documents import bounds
from portal.documents.outline import Answer, Outline, Reading, Refusal, Refused

#: Of an imported file, in bytes; the form shows it.
MAX_BYTES = 20 * 1024 * 1024
#: Of a packed outline, in bytes.
MAX_OUTLINE = 4 * 1024 * 1024
#: Files that one server process reads at the same time; how long another file waits, in seconds.
MAX_CONCURRENT, WAIT_SECONDS = 2, 5
_slots = BoundedSemaphore(MAX_CONCURRENT)
T = TypeVar("T")
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Limits:
    """In bytes: the file, the memory, the answer. In seconds: the clock and the processor. Open files."""

    content: int = MAX_BYTES
    seconds: float = 20
    processor: int = 15
    memory: int = 768 * 1024 * 1024
    answer: int = 100 * 1024 * 1024
    files: int = 32


#: A person waits for an import; nobody waits for the search.
IMPORT_LIMITS = Limits()
SEARCH_LIMITS = Limits(content=30 * 1024 * 1024, seconds=40, processor=30, answer=8 * 1024 * 1024)


def read(file: BinaryIO) -> Reading:
    """Raises `Refused` for a file that cannot be read, or that exceeds a limit."""
    answer = _ask("outline", file, IMPORT_LIMITS)
    if len(answer.outline) > MAX_OUTLINE or len(answer.pictures) > bounds.MAX_PICTURES:
        raise Refused(Refusal.TOO_LONG)
    outline = _decode(answer.outline, Outline)
    bounds.check_size(outline)
    return Reading(outline, answer.pictures)


def text_of(file: BinaryIO) -> str:
    """The text of a file, only its beginning if it is long. Raises `Refused` as `read` does."""
    return _ask("text", file, SEARCH_LIMITS).text


def _ask(question: str, file: BinaryIO, limits: Limits) -> Answer:
    content = file.read(limits.content + 1)
    if len(content) > limits.content:
        raise Refused(Refusal.TOO_BIG)
    with _slot():
        packed = _answer(question, content, limits)
    answer = _decode(packed, Answer)
    if answer.refusal:
        raise Refused(answer.refusal)
    return answer


def _decode(packed: bytes, kind: type[T]) -> T:
    try:
        return msgspec.msgpack.decode(packed, type=kind)
    except msgspec.MsgspecError as error:
        raise Refused(Refusal.BROKEN) from error


@contextmanager
def _slot() -> Iterator[None]:
    """Waits for a slot. Raises `Refused` after `WAIT_SECONDS`, so that requests never pile up."""
    if not _slots.acquire(timeout=WAIT_SECONDS):
        raise Refused(Refusal.BUSY)
    try:
        yield
    finally:
        _slots.release()


def _answer(question: str, content: bytes, limits: Limits) -> bytes:
    """The output of the child process, which gets no environment variable with a secret.

    It limits itself before it reads anything (`reading.confinement`).
    """
    environment = {"PYTHONPATH": str(_ROOT), "PATH": os.defpath, "LANG": "C.UTF-8"}
    program = [sys.executable, "-s", "-B", "-m", "portal.documents.reading", question]
    program += map(str, (limits.processor, limits.memory, limits.answer, limits.files))
    with tempfile.TemporaryFile() as answer:
        try:
            process = subprocess.run(  # noqa: S603
                program,
                input=content,
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

"""Has a file read in a process of its own, and checks what that process answers."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

import msgspec

from portal.documents.outline import Reading, Refusal, Refused, RefusedReading

#: Of the file, in bytes; said at the form.
MOST_BYTES = 20 * 1024 * 1024
#: After which the reading is given up.
MOST_SECONDS = 20
_ROOT = Path(__file__).resolve().parents[2]


def read(file: BinaryIO) -> Reading:
    """What a file says. Raises `Refused` for one that cannot be read, or not within bounds."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Refused(Refusal.TOO_BIG)
    match msgspec.msgpack.decode(_answer(content), type=Reading | RefusedReading):
        case RefusedReading(reason):
            raise Refused(reason)
        case reading:
            return reading


def _answer(content: bytes) -> bytes:
    """What the process writes. It knows where Python and our code are, and nothing else."""
    environment = {"PYTHONPATH": str(_ROOT), "PATH": os.defpath, "LANG": "C.UTF-8"}
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(content)
        given.seek(0)
        try:
            process = subprocess.run(
                [sys.executable, "-m", "portal.documents.reading"],
                stdin=given,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env=environment,
                cwd=_ROOT,
                timeout=MOST_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Refused(Refusal.TOO_MUCH) from error
        if process.returncode:
            raise Refused(Refusal.TOO_MUCH if process.returncode < 0 else Refusal.BROKEN)
        answer.seek(0)
        return answer.read()

"""Reads one file, from standard input to standard output, within the limits of its own process.

The libraries that read files are not made for hostile ones. Here they have no database, no secret, no
file to write and a bounded share of the machine; what they answer is checked by whoever asked.
"""

from __future__ import annotations

import contextlib
import resource
import sys

import msgspec

from portal.documents.outline import Reading, Refusal, Refused, RefusedReading
from portal.documents.reading import read

#: Bytes of memory, seconds of processor, bytes of the answer.
MOST_MEMORY = 768 * 1024 * 1024
MOST_PROCESSOR = 15
MOST_ANSWER = 100 * 1024 * 1024


def main() -> None:
    for limit, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_PROCESSOR),
        (resource.RLIMIT_FSIZE, MOST_ANSWER),
        (resource.RLIMIT_CORE, 0),
    ):
        # Not every system lets each of them be set; the time is watched from outside as well.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))
    try:
        answer: Reading | RefusedReading = read(sys.stdin.buffer.read())
    except Refused as refused:
        answer = RefusedReading(refused.reason)
    except MemoryError:
        answer = RefusedReading(Refusal.TOO_MUCH)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


main()

"""Reads one file, from standard input to standard output, within the limits of its own process.

    python -m portal.documents.reading (outline|text) PROCESSOR MEMORY ANSWER FILES < file > answer

The limits are those of `confinement.confine`. What is answered is checked by whoever asked.
"""

from __future__ import annotations

import sys

import msgspec

from portal.documents.outline import Answer, Refusal, Refused, RefusedReading
from portal.documents.reading.confinement import confine


def main(question: str, *limits: str) -> None:
    confine(*map(int, limits))
    try:
        answer: Answer | RefusedReading | str = _answer(question, sys.stdin.buffer.read())
    except Refused as refused:
        answer = RefusedReading(refused.reason)
    except MemoryError:
        answer = RefusedReading(Refusal.TOO_MUCH)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


def _answer(question: str, content: bytes) -> Answer | str:
    from portal.documents import reading

    if question == "text":
        return reading.text_of(content)
    read = reading.read(content)
    return Answer(msgspec.msgpack.encode(read.outline), read.pictures)


main(*sys.argv[1:])

"""Reads a file from standard input in this process, within limits, and answers on standard output.

    python -m portal.documents.reading (outline|text) PROCESSOR MEMORY ANSWER FILES < file > answer

The limits are those of `confinement.confine`. The answer is an `Answer` as MessagePack.
"""

from __future__ import annotations

import sys

import msgspec

from portal.documents.outline import Answer, Refusal, Refused
from portal.documents.reading.confinement import confine


def main(question: str, *limits: str) -> None:
    confine(*map(int, limits))
    try:
        answer = _answer(question, sys.stdin.buffer.read())
    except (Refused, MemoryError) as error:
        answer = Answer(refusal=error.reason if isinstance(error, Refused) else Refusal.TOO_MUCH)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


def _answer(question: str, content: bytes) -> Answer:
    from portal.documents import reading

    if question == "text":
        return Answer(text=reading.text_of(content))
    read = reading.read(content)
    return Answer(msgspec.msgpack.encode(read.outline), read.pictures)


main(*sys.argv[1:])

"""Sentences written in capitals."""

from __future__ import annotations

from collections.abc import Iterator

from portal.writing.hints import Hint, excerpt
from portal.writing.passages import Kind, Reading
from portal.writing.sentences import sentences, words

#: A shorter run of capitals is an abbreviation or two.
MIN_LETTERS = 12


def is_shouted(sentence: str) -> bool:
    letters = [sign for sign in sentence if sign.isalpha()]
    return len(letters) >= MIN_LETTERS and len(words(sentence)) > 1 and all(map(str.isupper, letters))


def shouted(reading: Reading, language: str) -> Iterator[Hint]:
    for passage in reading.passages:
        if passage.kind is not Kind.QUOTATION:
            for sentence in sentences(passage.text, language):
                if is_shouted(sentence):
                    yield Hint(passage.place, excerpt(sentence))

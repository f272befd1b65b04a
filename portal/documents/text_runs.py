"""Joins the pieces of formatted text that the readers find."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from portal.documents import superscripts
from portal.documents.outline import SOFT_HYPHEN, TextRun

#: Spaces that a browser collapses; no-break spaces are kept.
_SPACES = re.compile(r"[ \t\r\f\v]+")
_LIGATURES = {code: unicodedata.normalize("NFKD", chr(code)) for code in range(0xFB00, 0xFB07)}
#: Characters that PostgreSQL or XML refuse.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFEFF, 0xFFFE, 0xFFFF])
_CLEAN = _LIGATURES | _CONTROLS | {ord(SOFT_HYPHEN): None}
#: Bold, italic, address.
Format = tuple[bool, bool, str]
_PLAIN: Format = (False, False, "")
#: The characters before a superscript that decide how it is written.
_CONTEXT_LENGTH = 12


def clean(text: str) -> str:
    """The text without control characters, soft hyphens and ligatures; lone surrogates give “?”."""
    return text.translate(_CLEAN).encode("utf-8", "replace").decode()


def normalized(runs: Iterable[TextRun]) -> tuple[TextRun, ...]:
    """Joins neighbours of the same format and collapses spaces; “\\n” stays a line break.

    There is no white space at either end. A space between two formats has no format. Superscripts and
    subscripts are written in plain characters.
    """
    pieces: list[tuple[Format, list[str]]] = []
    has_space = False
    for run in _without_rise(runs):
        text = _SPACES.sub(" ", run.text)
        words = text.strip(" ") if pieces else text.lstrip(" \n").rstrip(" ")
        has_space = has_space or text.startswith(" ")
        if words:
            text_format = (run.bold, run.italic, clean(run.href))
            if pieces and has_space and not pieces[-1][1][-1].endswith("\n"):
                _append(pieces, text_format if text_format == pieces[-1][0] else _PLAIN, " ")
            _append(pieces, text_format, words)
            has_space = text.endswith(" ")
    joined = [TextRun("".join(texts), *text_format) for text_format, texts in pieces]
    while joined:
        last = joined.pop()
        if text := last.text.rstrip(" \n"):
            return (*joined, msgspec.structs.replace(last, text=text))
    return ()


def _append(pieces: list[tuple[Format, list[str]]], text_format: Format, text: str) -> None:
    if pieces and pieces[-1][0] == text_format:
        pieces[-1][1].append(text)
    else:
        pieces.append((text_format, [text]))


def _without_rise(runs: Iterable[TextRun]) -> Iterator[TextRun]:
    """Cleans texts and writes superscripts and subscripts in plain characters; neighbours are one."""
    before = ""
    for rise, group in groupby(runs, key=lambda run: run.rise):
        raised = [msgspec.structs.replace(run, text=clean(run.text)) for run in group]
        if rise:
            text = "".join(run.text for run in raised)
            text = superscripts.superscript(text, before) if rise > 0 else superscripts.subscript(text)
            raised = [msgspec.structs.replace(raised[0], text=text, rise=0)]
        for run in raised:
            before = f"{before}{run.text[-_CONTEXT_LENGTH:]}"[-_CONTEXT_LENGTH:]
            yield run


def skip_characters(runs: Sequence[TextRun], length: int) -> tuple[TextRun, ...]:
    """The runs after that many characters and the white space that follows them."""
    for place, run in enumerate(runs):
        if kept := run.text[length:].lstrip(" \n"):
            return (msgspec.structs.replace(run, text=kept), *runs[place + 1 :])
        length = max(0, length - len(run.text))
    return ()

"""Pieces of text of one look, put together as they are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from portal.documents.outline import SOFT_HYPHEN, Run, text_of

#: Spaces that only wrap a line; no-break spaces are the author’s.
_SPACES = re.compile(r"[ \t\r\f\v]+")
_LIGATURES = {code: unicodedata.normalize("NFKD", chr(code)) for code in range(0xFB00, 0xFB07)}
#: What no text holds and no database takes.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFEFF, 0xFFFE, 0xFFFF])
_CLEAN = _LIGATURES | _CONTROLS | {ord(SOFT_HYPHEN): None}


@dataclass(frozen=True)
class Look:
    bold: bool = False
    italic: bool = False
    href: str = ""

    def but(self, **changes) -> Look:
        return replace(self, **changes)

    def run(self, text: str) -> Run:
        return Run(clean(text), self.bold, self.italic, clean(self.href))


def clean(text: str) -> str:
    """Without control characters, soft hyphens and drawn ligatures; half a surrogate pair becomes “�”."""
    text = text.translate(_CLEAN)
    return (
        text.encode("utf-8", "replace").decode() if any("\ud800" <= c <= "\udfff" for c in text) else text
    )


def tidied(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours of one look joined, spaces single, none at either end; “\\n” stays a line break."""
    joined: list[Run] = []
    for run in runs:
        text = _SPACES.sub(" ", run.text)
        if joined and (joined[-1].text.endswith((" ", "\n")) or not text_of(joined)):
            text = text.lstrip(" ")
        if not text:
            continue
        if joined and _look(joined[-1]) == _look(run):
            joined[-1] = msgspec.structs.replace(joined[-1], text=joined[-1].text + text)
        else:
            joined.append(msgspec.structs.replace(run, text=text))
    return without_end(without_start(_spaces_outside(joined), 0))


def _spaces_outside(runs: list[Run]) -> list[Run]:
    """Spaces at the end of bold, italic or linked words stand after them; one that parts two such
    pieces of one look joins them.
    """
    moved: list[Run] = []
    for run in runs:
        if len(moved) > 1 and not moved[-1].text.strip(" ") and _look(moved[-2]) == _look(run):
            space = moved.pop().text
            moved[-1] = msgspec.structs.replace(run, text=moved[-1].text + space + run.text)
            continue
        bare = run.text.rstrip(" ")
        if bare and bare != run.text and _look(run) != _look(Run("")):
            moved.append(msgspec.structs.replace(run, text=bare))
            run = Run(run.text[len(bare) :])
        moved.append(run)
    return _merged(moved)


def _merged(runs: Iterable[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        if merged and _look(merged[-1]) == _look(run):
            merged[-1] = msgspec.structs.replace(run, text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return merged


def without_start(runs: Sequence[Run], length: int) -> tuple[Run, ...]:
    """The runs less so many characters and the white space that comes next."""
    left = list(runs)
    while left:
        text = left[0].text
        cut = text[length:].lstrip(" \n")
        length = max(0, length - len(text))
        if cut:
            return (msgspec.structs.replace(left[0], text=cut), *left[1:])
        left.pop(0)
    return ()


def without_end(runs: Sequence[Run], length: int = 0) -> tuple[Run, ...]:
    """The runs less so many characters at their end and the white space before them."""
    left = list(runs)
    while left:
        text = left[-1].text
        kept = text[: len(text) - length] if length < len(text) else ""
        length = max(0, length - len(text))
        if kept := kept.rstrip(" \n"):
            return (*left[:-1], msgspec.structs.replace(left[-1], text=kept))
        left.pop()
    return ()


def _look(run: Run) -> tuple[bool, bool, str]:
    return run.bold, run.italic, run.href

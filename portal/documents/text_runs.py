"""Pieces of text of one look, put together as they are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

import msgspec

from portal.documents import superscripts
from portal.documents.outline import SOFT_HYPHEN, TextRun

#: Spaces that only wrap a line; no-break spaces are the author’s.
_SPACES = re.compile(r"[ \t\r\f\v]+")
_LIGATURES = {code: unicodedata.normalize("NFKD", chr(code)) for code in range(0xFB00, 0xFB07)}
#: What no text holds and no database takes.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFEFF, 0xFFFE, 0xFFFF])
_SURROGATE = re.compile("[\ud800-\udfff]")
_CLEAN = _LIGATURES | _CONTROLS | {ord(SOFT_HYPHEN): None}


#: How far back a superscript looks for what it belongs to, in characters.
_BEFORE = 12


@dataclass(frozen=True)
class TextFormat:
    bold: bool = False
    italic: bool = False
    href: str = ""
    #: 1 for a superscript, -1 for a subscript.
    rise: int = 0

    def but(self, **changes) -> TextFormat:
        return replace(self, **changes)

    def run(self, text: str) -> TextRun:
        return TextRun(clean(text), self.bold, self.italic, clean(self.href), self.rise)


_PLAIN = TextFormat()


@dataclass
class _Piece:
    """A run that grows."""

    look: TextFormat
    texts: list[str] = field(default_factory=list)

    @property
    def is_space(self) -> bool:
        return not any(text.strip(" ") for text in self.texts)

    def run(self) -> TextRun:
        return TextRun("".join(self.texts), self.look.bold, self.look.italic, self.look.href)


def clean(text: str) -> str:
    """Without control characters, soft hyphens and drawn ligatures; half a surrogate pair becomes “�”."""
    text = text.translate(_CLEAN)
    return text.encode("utf-8", "replace").decode() if _SURROGATE.search(text) else text


def normalized(runs: Iterable[TextRun]) -> tuple[TextRun, ...]:
    """Neighbours of one look joined, spaces single, none at either end; “\\n” stays a line break.

    Superscripts and subscripts are written in plain signs.
    """
    pieces: list[_Piece] = []
    is_after_space = True
    for run in _in_plain_signs(runs):
        text = _SPACES.sub(" ", run.text)
        text = text.lstrip(" ") if is_after_space else text
        if text:
            _append(pieces, _Piece(_look(run), [text]))
            is_after_space = text.endswith((" ", "\n"))
    tidy: list[_Piece] = []
    for piece in _spaces_outside(pieces):
        _append(tidy, piece)
    return without_end(skip_characters([piece.run() for piece in tidy], 0))


def _append(pieces: list[_Piece], piece: _Piece) -> None:
    if pieces and pieces[-1].look == piece.look:
        pieces[-1].texts += piece.texts
    else:
        pieces.append(piece)


def _in_plain_signs(runs: Iterable[TextRun]) -> Iterator[TextRun]:
    """Raised neighbours are read as one: an exponent may be cut into runs anywhere."""
    before = ""
    for rise, raised in groupby(runs, key=lambda run: run.rise):
        if not rise:
            for run in raised:
                before = f"{before}{run.text[-_BEFORE:]}"[-_BEFORE:]
                yield run
            continue
        first, *others = raised
        text = "".join((first.text, *(run.text for run in others)))
        text = superscripts.superscript(text, before) if rise > 0 else superscripts.subscript(text)
        before = f"{before}{text}"[-_BEFORE:]
        yield msgspec.structs.replace(first, text=text, rise=0)


def _spaces_outside(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Spaces at the end of bold, italic or linked words stand after them; one that parts two such
    pieces of one look joins them.
    """
    moved: list[_Piece] = []
    for piece in pieces:
        if len(moved) > 1 and moved[-1].is_space and moved[-2].look == piece.look:
            space = moved.pop()
            moved[-1].texts += [*space.texts, *piece.texts]
            continue
        text = "".join(piece.texts)
        bare = text.rstrip(" ")
        if bare and bare != text and piece.look != _PLAIN:
            moved.append(_Piece(piece.look, [bare]))
            piece = _Piece(_PLAIN, [text[len(bare) :]])
        moved.append(piece)
    return moved


def skip_characters(runs: Sequence[TextRun], length: int) -> tuple[TextRun, ...]:
    """The runs less so many characters and the white space that comes next."""
    for place, run in enumerate(runs):
        if kept := run.text[length:].lstrip(" \n"):
            return (msgspec.structs.replace(run, text=kept), *runs[place + 1 :])
        length = max(0, length - len(run.text))
    return ()


def without_end(runs: Sequence[TextRun]) -> tuple[TextRun, ...]:
    """The runs less the white space at their end."""
    for place in range(len(runs), 0, -1):
        run = runs[place - 1]
        if kept := run.text.rstrip(" \n"):
            return (*runs[: place - 1], msgspec.structs.replace(run, text=kept))
    return ()


def _look(run: TextRun) -> TextFormat:
    return TextFormat(run.bold, run.italic, run.href)

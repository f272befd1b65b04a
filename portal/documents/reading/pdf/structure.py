"""A PDF as a whole: what every page repeats, what goes on over pages, what is a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from portal.documents.outline import Block, Heading, Paragraph, TextRun
from portal.documents.reading.pdf.fragments import Fragment
from portal.documents.text_runs import normalized
from portal.documents.typed_lists import MARKER

#: How much larger than the text a heading is at least.
LARGER = 1.12
LONGEST_HEADING = 160
_ENDS_A_SENTENCE = (".", "!", "?", ":", ";", "…", "»")


def without_margins(pages: Sequence[Sequence[Fragment]]) -> tuple[list[Fragment], list[Fragment]]:
    """What every page repeats in its margins, said once, and the rest; page numbers are left out."""
    often: Counter[str] = Counter()
    for pieces in pages:
        often.update({_shape(piece) for piece in pieces if piece.is_in_margin})
    needed = max(2, len(pages) // 2)
    repeated: dict[str, Fragment] = {}
    kept: list[Fragment] = []
    for piece in (piece for pieces in pages for piece in pieces):
        shape = _shape(piece)
        if piece.is_in_margin and not any(char.isalpha() for char in piece.text):
            continue
        if piece.is_in_margin and often[shape] >= needed:
            repeated.setdefault(shape, piece)
        else:
            kept.append(piece)
    return list(repeated.values()), kept


def _shape(piece: Fragment) -> str:
    return re.sub(r"\d+", "#", piece.text)


def joined_over_pages(pieces: Sequence[Fragment]) -> list[Fragment]:
    """A sentence that goes on in the next column or on the next page is one paragraph again."""
    joined: list[Fragment] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.picture is None
            and piece.picture is None
            and last.size == piece.size
            and last.end
            and not last.end.endswith(_ENDS_A_SENTENCE)
            and piece.text[:1].islower()
            and not MARKER.match(piece.text)
        ):
            last.grow([TextRun(" "), *piece.runs])
        else:
            joined.append(piece)
    return joined


def blocks_of(pieces: Sequence[Fragment]) -> tuple[Block, ...]:
    weights: Counter[float] = Counter()
    for piece in pieces:
        weights[piece.size] += len(piece.text)
    usual = weights.most_common(1)[0][0] if weights else 0.0
    sizes = sorted({piece.size for piece in pieces if _is_large(piece, usual)}, reverse=True)
    levels = {size: min(level, 4) for level, size in enumerate(sizes, start=1)}
    blocks: list[Block] = []
    for piece in pieces:
        runs = normalized(piece.runs)
        if piece.picture:
            blocks.append(piece.picture)
        elif piece.table:
            blocks.append(piece.table)
        elif not runs:
            continue
        elif _is_large(piece, usual):
            blocks.append(Heading(runs, levels[piece.size]))
        elif _is_bold_line(piece):
            blocks.append(Heading(runs, min(len(levels) + 1, 5)))
        else:
            blocks.append(Paragraph(runs))
    return tuple(blocks)


def _is_large(piece: Fragment, usual: float) -> bool:
    text = piece.text
    return piece.size >= usual * LARGER and 1 < len(text) <= LONGEST_HEADING and not MARKER.match(text)


def _is_bold_line(piece: Fragment) -> bool:
    text = piece.text
    is_sentence = text.endswith((".", ",", ";", "!"))
    return (
        piece.is_bold and 1 < len(text) <= LONGEST_HEADING and not is_sentence and not MARKER.match(text)
    )

"""Reads plain text of any encoding."""

from __future__ import annotations

from portal.documents.kinds import decode_text
from portal.documents.outline import Outline, Paragraph, Reading, TextRun
from portal.documents.text_runs import clean
from portal.documents.typed_lists import MARKER, with_headings

#: In characters: a text with longer lines is not wrapped, nor one with shorter lines only.
LONGEST_WRAPPED, SHORTEST_WRAPPED = 100, 50
MAX_CHARACTERS = 2_000_000


def read(content: bytes) -> Reading:
    """Raises `Refused` for binary content. A text cut at `MAX_CHARACTERS` is too long for an import."""
    text = decode_text(content)[:MAX_CHARACTERS]
    lines = _unwrapped(text.replace("\f", "\n").splitlines())
    paragraphs = [Paragraph((TextRun(text),)) for line in lines if (text := clean(line.strip()))]
    return Reading(Outline(with_headings(paragraphs)))


def _unwrapped(lines: list[str]) -> list[str]:
    """Joins the lines of a text that was wrapped at a fixed width; other texts stay as they are."""
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    if not lengths or max(lengths) > LONGEST_WRAPPED:
        return lines
    width = max(lengths)
    continuing = sum(1 for line in lines if line.strip()[:1].islower())
    # In a wrapped text, many lines begin in the middle of a sentence.
    if width < SHORTEST_WRAPPED or continuing < len(lengths) / 5:
        return lines
    paragraphs: list[list[str]] = []
    is_open = False
    for line in lines:
        if is_open and line.strip() and not MARKER.match(line.lstrip()):
            paragraphs[-1].append(line.strip())
        else:
            paragraphs.append([line.rstrip()])
        is_open = bool(line.strip()) and len(line.rstrip()) > width * 0.7
    return [" ".join(lines) for lines in paragraphs]

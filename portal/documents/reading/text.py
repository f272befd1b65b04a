"""Plain text, whatever machine wrote it."""

from __future__ import annotations

from portal.documents.kinds import decode_text
from portal.documents.outline import Outline, Paragraph, Reading, Refusal, Refused, TextRun
from portal.documents.text_runs import clean
from portal.documents.typed_lists import MARKER, with_headings

#: Longer lines are paragraphs that the program wraps; shorter ones end where the author’s window did.
LONGEST_WRAPPED, SHORTEST_WRAPPED = 100, 50
MAX_CHARACTERS = 2_000_000


def read(content: bytes, *, whole: bool = True) -> Reading:
    """Raises `Refused` for a text that is too long; reads its beginning where that is enough."""
    text = decode_text(content)
    if whole and len(text) > MAX_CHARACTERS:
        raise Refused(Refusal.TOO_LONG)
    lines = _unwrapped(text[:MAX_CHARACTERS].replace("\f", "\n").splitlines())
    paragraphs = [Paragraph((TextRun(text),)) for line in lines if (text := clean(line.strip()))]
    return Reading(Outline(with_headings(paragraphs)))


def _unwrapped(lines: list[str]) -> list[str]:
    """Paragraphs: a text cut at the width of a window is put together, any other left as it is."""
    said = [len(line.rstrip()) for line in lines if line.strip()]
    if not said or max(said) > LONGEST_WRAPPED:
        return lines
    width = max(said)
    going_on = sum(1 for line in lines if line.strip()[:1].islower())
    # Few lines that begin in the middle of a sentence are verse, a list or titles, and no wrapping.
    if width < SHORTEST_WRAPPED or going_on < len(said) / 5:
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

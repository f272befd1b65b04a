"""Plain text, whatever machine wrote it."""

from __future__ import annotations

import codecs

from portal.documents.outline import Outline, Paragraph, Reading, Refusal, Refused
from portal.documents.runs import Look
from portal.documents.typed import MARKER, with_headings

#: Longer lines are paragraphs that the program wraps; shorter ones end where the author’s window did.
LONGEST_WRAPPED, SHORTEST_WRAPPED = 100, 50
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SPACING = {"\t", "\n", "\r", "\f", "\v"}
MOST_CHARACTERS = 2_000_000


def read(content: bytes) -> Reading:
    text = _decoded(content)
    if len(text) > MOST_CHARACTERS:
        raise Refused(Refusal.TOO_MUCH)
    lines = _unwrapped(text.replace("\f", "\n").splitlines())
    paragraphs = [Paragraph((run,)) for line in lines if (run := Look().run(line.strip())).text]
    return Reading(Outline(with_headings(paragraphs)))


def _decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 where it says so, else Windows-1252. Raises `Refused` for what is no text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _as(content, encoding)
    try:
        text = _as(content, "utf-8")
    except Refused:
        text = content.decode("cp1252", "replace")
    strange = sum(1 for char in text if char < " " and char not in _SPACING)
    # Windows-1252 has a sign for nearly every byte: what is no text shows by its control characters.
    if strange or text.count("\N{REPLACEMENT CHARACTER}") > len(text) / 100:
        raise Refused(Refusal.UNKNOWN)
    return text


def _as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(Refusal.UNKNOWN) from error


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
    joined: list[str] = []
    is_open = False
    for line in lines:
        if is_open and line.strip() and not MARKER.match(line.lstrip()):
            joined[-1] = f"{joined[-1].rstrip()} {line.strip()}"
        else:
            joined.append(line)
        is_open = bool(line.strip()) and len(line.rstrip()) > width * 0.7
    return joined

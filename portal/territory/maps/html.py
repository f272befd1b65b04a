"""Writes a map as SVG inside a page: classes only, since the page’s policy refuses styles within it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from portal.territory.maps import TEXT, WIDTH
from portal.territory.maps.drawing import STRIP, Drawing
from portal.territory.maps.marks import Mark, Name


def svg(drawing: Drawing, name: str, sentence: str) -> str:
    """Returns the map as one picture for screen readers, with a name and a sentence.

    Every text is escaped, so that the answer may stand in a page as it is.
    """
    return (
        f'<svg class="map__drawing" viewBox="0 0 {WIDTH} {drawing.height}" role="img"'
        f' aria-label="{escape(name)}"><desc>{escape(sentence)}</desc>{"".join(_parts(drawing))}</svg>'
    )


def _parts(drawing: Drawing) -> Iterable[str]:
    # Within a drawing of its own, what lies beyond the edge of the map is cut off.
    yield f'<svg width="{WIDTH}" height="{drawing.height - STRIP}">'
    for layer in drawing.layers:
        yield f'<path class="map__{layer.kind}" d="{layer.path}"/>'
    yield "</svg>"
    for mark in drawing.marks:
        yield from _tie(mark)
    for mark in drawing.marks:
        yield _mark(mark)
    for name in drawing.names:
        yield _name(name)
    yield _strip(drawing)


def _tie(mark: Mark) -> Iterable[str]:
    if mark.is_tied:
        x, y = (round(part) for part in mark.place)
        yield f'<path class="map__tie" d="M{mark.x} {mark.y}L{x} {y}"/>'
        yield f'<circle class="map__point" cx="{x}" cy="{y}" r="3"/>'


def _mark(mark: Mark) -> str:
    across, down = mark.half
    if not mark.numbers:
        return f'<circle class="map__mark" cx="{mark.x}" cy="{mark.y}" r="8"/>'
    lines, size = mark.lines, TEXT + 2
    first = mark.y + 5 - (len(lines) - 1) * size // 2
    texts = "".join(
        f'<text class="map__number" x="{mark.x}" y="{first + index * size}">{line}</text>'
        for index, line in enumerate(lines)
    )
    return (
        f'<rect class="map__mark" x="{mark.x - across}" y="{mark.y - down}" width="{2 * across}"'
        f' height="{2 * down}" rx="12"/>{texts}'
    )


def _name(name: Name) -> str:
    end = "" if name.anchor == "start" else f" map__name--{name.anchor}"
    return f'<text class="map__name{end}" x="{name.x}" y="{name.y}">{escape(name.text)}</text>'


def _strip(drawing: Drawing) -> str:
    bottom = drawing.height - STRIP + 18
    length = drawing.scale.length
    return (
        f'<path class="map__scale" d="M4 {bottom - 6}v6h{length}v-6"/>'
        f'<text class="map__name" x="{length + 10}" y="{bottom}">{drawing.scale.text}</text>'
        f'<path class="map__north" d="M{WIDTH - 12} {bottom - 16}l5 16-5-4-5 4z"/>'
        f'<text class="map__name map__name--end" x="{WIDTH - 21}" y="{bottom}">N</text>'
    )

"""Addresses that a telephone reads from paper."""

from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe

#: In pixels, where no style says otherwise.
SIDE = 96


@lru_cache(maxsize=512)
def drawing(address: str) -> SafeString:
    """An inline SVG without colour of its own, for level M: legible with a smudge."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(omitsize=True, svgclass="qr-code", lineclass=None, border=2)
    return mark_safe(svg.replace("<svg ", f'<svg width="{SIDE}" height="{SIDE}" ', 1))

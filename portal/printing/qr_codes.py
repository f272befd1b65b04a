"""Addresses that a telephone reads from paper."""

from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe


@lru_cache(maxsize=512)
def drawing(address: str) -> SafeString:
    """An inline SVG without colour of its own, for level M: legible with a smudge."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(omitsize=True, svgclass="qr-code", lineclass=None, border=2))

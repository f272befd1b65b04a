"""QR codes of URLs."""

from functools import lru_cache
from io import BytesIO

import segno
from django.utils.safestring import SafeString, mark_safe

#: Size in pixels, unless CSS sets another.
SIDE = 96


@lru_cache(maxsize=512)
def drawing(address: str) -> SafeString:
    """Returns an inline SVG without colour, with error correction M: readable despite a smudge."""
    svg = _code(address).svg_inline(omitsize=True, svgclass="qr-code", lineclass=None, border=2)
    return mark_safe(svg.replace("<svg ", f'<svg width="{SIDE}" height="{SIDE}" ', 1))


@lru_cache(maxsize=512)
def standalone(address: str) -> str:
    """Returns the same code as a standalone SVG, black on transparent."""
    content = BytesIO()
    _code(address).save(content, kind="svg", xmldecl=False, border=0)
    return content.getvalue().decode()


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)

"""Tables as spreadsheets open them: UTF-8 with its mark, semicolons, and nothing that is run."""

import csv
from collections.abc import Iterable
from io import StringIO

from portal.content.feeds import printable

#: What programs take for a formula at the beginning of a cell, full-width signs included.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def written(rows: Iterable[Iterable[str]]) -> bytes:
    """A file of rows, headings first; every cell is a text even where it looks like a formula."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _as_text(cell: str) -> str:
    cell = printable(cell)
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell

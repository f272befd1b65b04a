"""Tables for spreadsheet programs, protected against formula injection.

XLSX types each cell, so text stays as typed. In CSV (semicolons, UTF-8 with BOM) each program guesses.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO

from django.conf import settings
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from portal.feeds.feeds import printable

#: A text, a number or a date.
Cell = str | int | date

CSV, XLSX = "csv", "xlsx"
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: First characters that programs read as the start of a formula, full-width forms included.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_TEXT, _DAY = "@", "dd/mm/yyyy"
#: Maximum characters of a cell (Excel’s limit), and maximum column width, in characters.
_LONGEST, _WIDEST = 32_767, 60


def written(rows: Iterable[Iterable[Cell]]) -> bytes:
    """Returns rows as CSV, headings first; cells that look like a formula are escaped."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def workbook(title: str, rows: Sequence[Sequence[Cell]]) -> bytes:
    """Returns rows as an XLSX workbook of one sheet, headings first; texts are never formulas."""
    book = Workbook(write_only=True)
    book.properties.creator = settings.SITE_NAME
    sheet = book.create_sheet("".join(sign for sign in printable(title) if sign not in r"[]:*?/\'")[:31])
    sheet.freeze_panes = "A2"
    for number, column in enumerate(zip(*rows, strict=True), start=1):
        longest = max(len(str(cell)) for cell in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, _WIDEST)
    for number, row in enumerate(rows):
        sheet.append([_typed(sheet, cell, is_heading=number == 0) for cell in row])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _as_text(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    text = printable(str(cell))
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _typed(sheet: WriteOnlyWorksheet, value: Cell, is_heading: bool) -> WriteOnlyCell:
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = _DAY if isinstance(value, date) else "0"
        return cell
    cell = WriteOnlyCell(sheet, printable(value)[:_LONGEST])
    cell.data_type, cell.number_format = "s", _TEXT
    # Editing the cell does not turn its text into a formula either.
    cell.quotePrefix = value.startswith(_FORMULA_STARTS)
    cell.alignment = Alignment(vertical="top", wrap_text=not is_heading)
    cell.font = Font(bold=is_heading)
    return cell

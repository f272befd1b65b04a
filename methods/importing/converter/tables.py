"""Converts tables into table blocks: plain texts under headings, without merged cells."""

from __future__ import annotations

from typing import Any

from methods.importing.converter.markup import is_followed
from portal.documents.bounds import MAX_SIZE
from portal.documents.outline import (
    Block,
    Cell,
    Heading,
    Item,
    List,
    Paragraph,
    Refusal,
    Refused,
    Table,
    TextRun,
    plain_text,
)

#: In characters: a first row of shorter texts, none of them empty, is the header row.
LONGEST_HEADING = 60
BETWEEN_PARAGRAPHS = "\N{NO-BREAK SPACE}; "

Grid = list[list[str]]


def is_frame(table: Table) -> bool:
    """Whether the table has one column, and so is only a frame around a text."""
    return all(len(row) <= 1 for row in table.rows)


def table_value(table: Table) -> dict[str, Any]:
    """The value of a table block."""
    rows = _grid(table)
    caption = ""
    if len(rows) > 1 and _spans_all(table):
        caption, rows = rows[0][0], rows[1:]
    rows = _without_empty(rows)
    has_headings = _has_headings(table, rows, bool(caption))
    width = max((len(row) for row in rows), default=1)
    headings, body = (rows[0], rows[1:]) if has_headings else ([""] * width, rows)
    return {
        "caption": caption,
        "columns": [{"type": "text", "heading": heading} for heading in headings],
        "rows": [{"values": row} for row in body],
    }


def _grid(table: Table) -> Grid:
    """The texts of the cells; the text of a merged cell is in its first place.

    Raises `Refused` if rows of different lengths make the table too large.
    """
    rows: Grid = []
    #: Column → the number of rows that the cell above still covers.
    taken: dict[int, int] = {}
    for cells in table.rows:
        row: list[str] = []
        for cell in cells:
            _fill(row, taken, 0)
            for across in range(cell.columns):
                taken[len(row)] = cell.rows - 1
                row.append(_text(cell) if not across else "")
        _fill(row, taken, max((column + 1 for column, left in taken.items() if left > 0), default=0))
        rows.append(row)
    width = max((len(row) for row in rows), default=0)
    if len(rows) * width > MAX_SIZE.cells:
        raise Refused(Refusal.TOO_LONG)
    return [row + [""] * (width - len(row)) for row in rows]


def _fill(row: list[str], taken: dict[int, int], least: int) -> None:
    """Adds empty cells under merged cells, and up to the least length."""
    while taken.get(len(row), 0) > 0 or len(row) < least:
        taken[len(row)] = taken.get(len(row), 0) - 1
        row.append("")


def _text(cell: Cell) -> str:
    return plain_text(_with_addresses(cell)).replace("\n", BETWEEN_PARAGRAPHS)


def _with_addresses(cell: Cell) -> Cell:
    """The cell with the address of each link after its text, because plain text has no links."""
    return Cell(tuple(_with_addresses_in(block) for block in cell.blocks))


def _with_addresses_in(block: Block) -> Block:
    match block:
        case Paragraph() | Heading():
            return Paragraph(tuple(_run(run) for run in block.runs))
        case List():
            items = (
                Item(tuple(_with_addresses_in(b) for b in item.blocks), item.marker)
                for item in block.items
            )
            return List(tuple(items), block.is_ordered)
        case Table():
            return Table(tuple(tuple(_with_addresses(cell) for cell in row) for row in block.rows))
    return block


def _run(run: TextRun) -> TextRun:
    address = run.href.strip().removeprefix("mailto:")
    is_new = is_followed(run.href) and address not in run.text
    return TextRun(f"{run.text} ({address})" if is_new else run.text)


def _spans_all(table: Table) -> bool:
    """Whether the first row is one cell as wide as the table, and so a caption."""
    widest = max(sum(cell.columns for cell in row) for row in table.rows)
    first = table.rows[0]
    return len(first) == 1 and first[0].columns == widest > 1 and first[0].rows == 1


def _without_empty(rows: Grid) -> Grid:
    kept = [row for row in rows if any(row)]
    columns = (
        [number for number in range(len(kept[0])) if any(row[number] for row in kept)] if kept else []
    )
    return [[row[number] for number in columns] for row in kept]


def _has_headings(table: Table, rows: Grid, has_caption: bool) -> bool:
    if len(rows) < 2:
        return False
    if table.headings > int(has_caption):
        return True
    return all(0 < len(text) <= LONGEST_HEADING for text in rows[0])

"""Tables of a document as those of a sheet: plain texts under headings, nothing merged."""

from __future__ import annotations

from typing import Any

from methods.importing.drafting.markup import is_followed
from portal.documents.outline import Block, Cell, Heading, Item, List, Paragraph, Run, Table, plain

#: A first row of texts no longer than this, all of them there, is read as headings.
LONGEST_HEADING = 60
BETWEEN_PARAGRAPHS = "\N{NO-BREAK SPACE}; "

Grid = list[list[str]]


def is_frame(table: Table) -> bool:
    """Whether it is one column wide: a frame around a text rather than a table."""
    return all(len(row) <= 1 for row in table.rows)


def as_value(table: Table) -> dict[str, Any]:
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
    """The texts of the cells; a merged cell says its text where it begins and is empty elsewhere."""
    rows: Grid = []
    taken: dict[tuple[int, int], str] = {}
    for row_number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (row_number, column) in taken:
                column += 1
            _take(taken, cell, row_number, column, len(table.rows))
            column += cell.columns
        width = max((place[1] + 1 for place in taken if place[0] == row_number), default=0)
        rows.append([taken.pop((row_number, each), "") for each in range(width)])
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _take(taken: dict, cell: Cell, row: int, column: int, rows: int) -> None:
    for down in range(min(cell.rows, rows - row)):
        for across in range(cell.columns):
            taken[row + down, column + across] = _text(cell) if (down, across) == (0, 0) else ""


def _text(cell: Cell) -> str:
    return plain(_with_addresses(cell)).replace("\n", BETWEEN_PARAGRAPHS)


def _with_addresses(cell: Cell) -> Cell:
    """The cell with each link’s address behind its words, for its text will be plain."""
    return Cell(tuple(_said(block) for block in cell.blocks))


def _said(block: Block) -> Block:
    match block:
        case Paragraph() | Heading():
            return Paragraph(tuple(_run(run) for run in block.runs))
        case List():
            items = (Item(tuple(_said(b) for b in item.blocks), item.marker) for item in block.items)
            return List(tuple(items), block.is_ordered)
        case Table():
            return Table(tuple(tuple(_with_addresses(cell) for cell in row) for row in block.rows))
    return block


def _run(run: Run) -> Run:
    address = run.href.strip().removeprefix("mailto:")
    is_new = is_followed(run.href) and address not in run.text
    return Run(f"{run.text} ({address})" if is_new else run.text)


def _spans_all(table: Table) -> bool:
    """Whether its first row is one cell as wide as the table: a caption."""
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

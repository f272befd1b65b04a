"""Tables as spreadsheets open them."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from portal.feeds.feeds import printable
from portal.feeds.spreadsheets import workbook, written

FORMULAS = ["=1+1", "+33612345678", "-2", "@SUM(A1)", "\t=1", "＝1", "\n=1"]
#: What a program that guesses would change.
GUESSED = ["0612345678", "3-4", "1/2", "12:30", "1e5", "TRUE", "007", "50 %", "2026-03-01", "#REF!"]


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def opened(content: bytes):
    return load_workbook(BytesIO(content)).active


class TestACell:
    @pytest.mark.parametrize("cell", FORMULAS)
    def test_that_looks_like_a_formula_is_a_text(self, cell):
        assert read(written([[cell]])) == [[f"'{cell}"]]

    @given(st.lists(st.text(), min_size=2, max_size=4))
    def test_is_read_back_whatever_it_holds(self, cells):
        [row] = read(written([cells]))
        assert [cell.removeprefix("'") for cell in row] == [
            printable(cell).removeprefix("'") for cell in cells
        ]

    def test_that_is_a_number_or_a_day_is_written_as_people_write_it(self):
        assert read(written([[3, date(2026, 3, 1)]])) == [["3", "01/03/2026"]]


class TestACellOfAWorkbook:
    @pytest.mark.parametrize("text", [*FORMULAS, *GUESSED])
    def test_stays_the_text_that_was_typed(self, text):
        cell = opened(workbook("Essai", [["Titre"], [text]]))["A2"]
        assert (cell.value, cell.data_type, cell.number_format) == (printable(text), "s", "@")

    @pytest.mark.parametrize("text", FORMULAS)
    def test_stays_a_text_when_it_is_edited(self, text):
        assert opened(workbook("Essai", [["Titre"], [text]]))["A2"].quotePrefix

    def test_of_a_number_or_a_day_is_one(self):
        sheet = opened(workbook("Essai", [["Combien", "Quand"], [3, date(2026, 3, 1)]]))
        assert (sheet["A2"].value, sheet["A2"].data_type) == (3, "n")
        assert (sheet["B2"].is_date, sheet["B2"].value.date()) == (True, date(2026, 3, 1))

    @given(st.lists(st.text(), min_size=2, max_size=4))
    def test_is_read_back_whatever_it_holds(self, cells):
        sheet = opened(workbook("Essai", [["Titre"] * len(cells), cells]))
        assert [cell.value or "" for cell in sheet[2]] == [printable(cell) for cell in cells]

    def test_holds_what_a_cell_can(self):
        assert len(opened(workbook("Essai", [["Titre"], ["é" * 40_000]]))["A2"].value) == 32_767

    @pytest.mark.parametrize("title", ["a" * 50, "[1/2]: où ? ' *", "\x00\x0b"])
    def test_stands_on_a_sheet_of_any_name(self, title):
        assert opened(workbook(title, [["Titre"]])) is not None

    def test_of_the_headings_stays_in_sight(self):
        sheet = opened(workbook("Essai", [["Titre"], ["a"]]))
        assert (sheet.freeze_panes, sheet["A1"].font.bold) == ("A2", True)

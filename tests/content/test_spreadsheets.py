"""Tables as spreadsheets open them."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.content.feeds import printable
from portal.content.spreadsheets import written


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


class TestACell:
    @pytest.mark.parametrize("cell", ["=1+1", "+33612345678", "-2", "@SUM(A1)", "\t=1", "＝1", "\n=1"])
    def test_that_looks_like_a_formula_is_a_text(self, cell):
        assert read(written([[cell]])) == [[f"'{cell}"]]

    @given(st.lists(st.text(), min_size=2, max_size=4))
    def test_is_read_back_whatever_it_holds(self, cells):
        [row] = read(written([cells]))
        assert [cell.removeprefix("'") for cell in row] == [
            printable(cell).removeprefix("'") for cell in cells
        ]

"""Numbers as people write and paste them."""

import pytest

from portal.forms import telephones

LYON = "+33474001122"
#: One number, as contact lists, signatures, spreadsheets and people write it.
AS_WRITTEN = [
    "04 74 00 11 22",
    "0474001122",
    "474001122",
    "04.74.00.11.22",
    "04-74-00-11-22",
    "04/74/00/11/22",
    "04,74,00,11,22",
    "04_74_00_11_22",
    "(04) 74 00 11 22",
    "+33 4 74 00 11 22",
    "+33 (0)4 74 00 11 22",
    "+33(0)474001122",
    "(+33) 4 74 00 11 22",
    "0033 4 74 00 11 22",
    "0033 (0)4 74 00 11 22",
    "33 4 74 00 11 22",
    "+ 33 4 74 00 11 22",
    "tel:+33474001122",
    "tel:04-74-00-11-22",
    "Tél. : 04 74 00 11 22",
    "Tél 04 74 00 11 22",
    "Téléphone portable : 04 74 00 11 22",
    "tel:04%2074%2000%2011%2022",
    "\u202a+33 4 74 00 11 22\u202c",
    "\u202d04 74 00 11 22\u202c",
    "\u206604\u202f74\u202f00\u202f11\u202f22\u2069",
    "04\u201174\u201100\u201111\u201122",
    "04\u201374\u201300\u201311\u201322",
    "04\u00a074\u00a000\u00a011\u00a022",
    "\ufeff04 74 00\u200b 11 22\u00ad",
    "０４ ７４ ００ １１ ２２",
    "＋33 4 74 00 11 22",
    "٠٤٧٤٠٠١١٢٢",
    " 04 74 00 11 22\r\n",
]
#: What rings in each overseas Park, however it is given.
OVERSEAS = [
    ("0696 12 34 56", "+596696123456", "0696 12 34 56"),
    ("+596 696 12 34 56", "+596696123456", "0696 12 34 56"),
    ("+596 (0)696 12 34 56", "+596696123456", "0696 12 34 56"),
    ("00596 696-12-34-56", "+596696123456", "0696 12 34 56"),
    ("596 696 12 34 56", "+596696123456", "0696 12 34 56"),
    ("+33 696 12 34 56", "+596696123456", "0696 12 34 56"),
    ("0697 12 34 56", "+596697123456", "0697 12 34 56"),
    ("0596 12 34 56", "+596596123456", "0596 12 34 56"),
    ("0594 29 12 34", "+594594291234", "0594 29 12 34"),
    ("0694/20/12/34", "+594694201234", "0694 20 12 34"),
    ("0262 20 12 34", "+262262201234", "0262 20 12 34"),
    ("0692 12 34 56", "+262692123456", "0692 12 34 56"),
    ("0639 01 23 45", "+262639012345", "0639 01 23 45"),
    ("0690 35 12 34", "+590690351234", "0690 35 12 34"),
    ("0508 41 12 34", "+508411234", "+508 41 12 34"),
    ("+508 41 12 34", "+508411234", "+508 41 12 34"),
    ("+508 (0)508 41 12 34", "+508411234", "+508 41 12 34"),
    ("+33 5 08 41 12 34", "+508411234", "+508 41 12 34"),
    ("0708 40 12 34", "+508708401234", "+508 708 401 234"),
    ("0709 00 12 34", "+590709001234", "0709 00 12 34"),
    ("0709 10 12 34", "+596709101234", "0709 10 12 34"),
    ("0709 20 12 34", "+262709201234", "0709 20 12 34"),
    ("0709 31 12 34", "+594709311234", "0709 31 12 34"),
    ("0709 36 12 34", "+262709361234", "0709 36 12 34"),
]
FOREIGN = [
    ("+41 21 693 11 11", "+41216931111"),
    ("0041 21 693 11 11", "+41216931111"),
    ("+32 2 555 12 12", "+3225551212"),
    ("+49 1511 2345678", "+4915112345678"),
]
NO_NUMBERS = [
    "",
    "   ",
    "bonjour",
    "12",
    "06 12 34 56",
    "06 12 34 56 7",
    "06 12 34 56 78 9",
    "00 00 00 00 00",
    "06 12 34 56 78 ou 04 74 00 11 22",
    "06 12 34 56 78 / 04 74 00 11 22",
    "06 12 34 56 78 poste 3",
    "+33 6 12 +33 6 12",
    "+999 123 456 789",
    "jeanne@example.org",
    "٣" * 3000,
    "+" * 50,
    "²²²²²²²²²²",
]


class TestReading:
    @pytest.mark.parametrize("text", AS_WRITTEN, ids=ascii)
    def test_one_number_is_one_however_it_is_written(self, text):
        assert telephones.read(text) == LYON

    @pytest.mark.parametrize(("text", "number", "_written"), OVERSEAS, ids=ascii)
    def test_a_number_rings_where_its_beginning_says(self, text, number, _written):
        assert telephones.read(text) == number

    @pytest.mark.parametrize(("text", "number"), FOREIGN)
    def test_other_countries_are_told_by_their_code(self, text, number):
        assert telephones.read(text) == number

    @pytest.mark.parametrize("text", NO_NUMBERS, ids=lambda text: ascii(text)[:40])
    def test_what_is_no_number_is_none(self, text):
        assert telephones.read(text) is None

    def test_numbers_for_examples_are_numbers(self):
        assert telephones.read("06 39 98 00 12") == "+33639980012"

    def test_short_numbers_are_read_where_they_will_do(self):
        assert telephones.read("39 19", short=True) == "3919"
        assert telephones.read("3919") is None
        assert telephones.read("12", short=True) is None

    @pytest.mark.parametrize("text", AS_WRITTEN)
    def test_what_was_read_reads_as_itself(self, text):
        number = telephones.read(text)
        assert telephones.read(number) == number
        assert len(number) <= telephones.LONGEST


class TestWriting:
    @pytest.mark.parametrize("text", AS_WRITTEN, ids=ascii)
    def test_a_number_is_written_in_one_way(self, text):
        assert telephones.written(text) == "04 74 00 11 22"

    @pytest.mark.parametrize(("text", "_number", "written"), OVERSEAS, ids=ascii)
    def test_overseas_as_it_is_dialled_there_and_from_here(self, text, _number, written):
        assert telephones.written(text) == written

    @pytest.mark.parametrize(("text", "_number"), FOREIGN)
    def test_other_countries_keep_their_code(self, text, _number):
        assert telephones.written(text).startswith("+")

    @pytest.mark.parametrize("text", ["Voir l’accueil", "06 12 34 56 78 poste 3", ""])
    def test_what_is_no_number_stays(self, text):
        assert telephones.written(text) == text


class TestLinking:
    @pytest.mark.parametrize("text", AS_WRITTEN, ids=ascii)
    def test_the_link_calls_from_anywhere(self, text):
        assert telephones.link(text) == f"tel:{LYON}"

    @pytest.mark.parametrize("text", NO_NUMBERS, ids=lambda text: ascii(text)[:40])
    def test_what_cannot_be_called_is_no_link(self, text):
        assert telephones.link(text) in ("",)

    def test_short_numbers_are_called_as_they_are(self):
        assert telephones.link("39 19") == "tel:3919"

"""The check of the files finds what it is to find."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from portal.printing.documents import Table, compiled
from tests.printing.test_documents import a_document, a_picture
from tests.support.pdf_faults import elements_in, faults_of


def first(pdf, kind):
    return next(each for each in elements_in(pdf.Root.StructTreeRoot) if kind == each.S)


def untagged(pdf):
    pdf.Root.MarkInfo.Marked = False


def without_language(pdf):
    del pdf.Root.Lang


def without_its_title_shown(pdf):
    del pdf.Root.ViewerPreferences


def without_metadata(pdf):
    del pdf.Root.Metadata


def without_alternative(pdf):
    del first(pdf, Name.Figure)["/Alt"]


def with_a_level_skipped(pdf):
    first(pdf, Name.H1).S = Name.H3


def with_loose_text(pdf):
    pdf.pages[0].contents_add(b"0 0 9 9 re f")


def without_structure(pdf):
    pdf.Root.StructTreeRoot.K = Array()


def with_a_mute_link(pdf):
    del pdf.pages[0].Annots[0]["/Contents"]


def with_a_mute_heading_cell(pdf):
    first(pdf, Name.TH).A = Dictionary()


def without_the_font(pdf):
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor["/FontFile3"]


@pytest.fixture(scope="module")
def content():
    table = Table(("Qui", "Quoi"), (("Le Parc", "anime"),))
    return compiled(a_document(picture=a_picture(alt="Un banc"), blocks=(table,)))


@pytest.mark.parametrize(
    ("spoil", "condition"),
    [
        (untagged, "06:"),
        (without_language, "11-006"),
        (without_its_title_shown, "07-001"),
        (without_metadata, "06-002"),
        (without_alternative, "13-004"),
        (with_a_level_skipped, "14-003"),
        (with_loose_text, "01-003"),
        (without_structure, "01-005"),
        (with_a_mute_link, "28-012"),
        (with_a_mute_heading_cell, "15-003"),
        (without_the_font, "31-009"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_spoiled_file_has_the_fault(spoil, condition, content):
    assert faults_of(content) == []
    saved = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        spoil(pdf)
        pdf.save(saved)
    assert any(fault.startswith(condition) for fault in faults_of(saved.getvalue()))

"""What comes after reading costs in proportion to what was read, and that is bounded.

Work is counted by calls, never by time.
"""

import sys
from collections.abc import Callable

import pytest

from methods.importing.converter.sheet import build_draft, build_drafts
from methods.importing.original import as_html
from methods.importing.report import report_on
from portal.documents import bounds, typed_lists
from portal.documents.outline import (
    Cell,
    Heading,
    Item,
    List,
    Outline,
    Paragraph,
    Picture,
    Refusal,
    Refused,
    Table,
    TextRun,
)
from portal.documents.reading import read, text_of
from portal.documents.text_runs import normalized
from tests.documents import opendocument as odf
from tests.documents.samples import typeset
from tests.documents.word import Word, bullets, cell, paragraph, row, run, table

NESTED = 12


def para(text="un mot", **look) -> Paragraph:
    return Paragraph((TextRun(text, **look),))


def text(line: bytes) -> Callable[[int], Outline]:
    return lambda number: read(line * number).outline


def deep(number: int) -> Outline:
    """Bullets of another kind at each line: each opens a list below."""
    marks = "-*•▪◦‣●○■□➢➤→✓"
    return Outline(tuple(para(f"{marks[n % len(marks)]} point {n}") for n in range(number)))


#: Outlines that were, or might be, costlier than they are long.
SHAPES: dict[str, Callable[[int], Outline]] = {
    "typed bullets": text(b"- a\n"),
    "typed numbers": lambda n: Outline(tuple(para(f"{k % 90 + 1}. point") for k in range(n))),
    "bullets of all kinds": deep,
    "a wrapped text": text(b"de ces lignes que la machine coupe au milieu de la phrase, toujours\n"),
    "short lines": text(b"Un titre\nUne phrase qui dit quelque chose de plus long.\n"),
    "headings": lambda n: Outline(tuple(Heading((TextRun("Titre"),), k % 6 + 1) for k in range(n))),
    "one heading above all": lambda n: Outline((Heading((TextRun("Conseil"),), 1), *[para()] * n)),
    "labels": lambda n: Outline(tuple(para("Conseil : parler") for _k in range(n))),
    "steps that grow": lambda n: Outline(
        (Heading((TextRun("Un"),), 1, "1."), Heading((TextRun("Deux"),), 1, "2."), *[para()] * n)
    ),
    "runs of one look": lambda n: Outline((Paragraph(normalized([TextRun("a ")] * n)),)),
    "runs of many looks": lambda n: Outline(
        (Paragraph(normalized([TextRun("a ", bold=k % 2 == 0) for k in range(n)])),)
    ),
    "bold words and spaces": lambda n: Outline(
        (Paragraph(normalized([TextRun("a" if k % 2 else " ", bold=bool(k % 2)) for k in range(n)])),)
    ),
    "links": lambda n: Outline(tuple(para(f"lien {k}", href=f"file:///{k}") for k in range(n))),
    "a list": lambda n: Outline((List(tuple(Item((para(),)) for _k in range(n)), True, 1),)),
    "a table": lambda n: Outline((Table(((Cell((para(),)), Cell((para(),))),) * (n // 2)),)),
    "a table of merged cells": lambda n: Outline(
        (Table(((Cell((para(),), rows=2), Cell((para(),))), (Cell((para(),)),)) * (n // 3)),)
    ),
    "pictures": lambda n: Outline((Picture(0), para("Figure", href="")) * (n // 2)),
    "notes": lambda n: Outline((para(),), notes=((para(),),) * n),
    "spaces without end": lambda n: Outline(
        (List((Item((para("\N{NO-BREAK SPACE}" * n + "x"),)),) * 3, True, 1),)
    ),
}


def calls_of(work: Callable[[], object]) -> int:
    """How many functions of Python a piece of work calls, those in C included."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


def all_that_follows(outline: Outline) -> None:
    """What the screens of importing do of an outline, but for the template of the sheet."""
    for has_steps in (True, False):
        sheet = build_draft(outline, has_steps=has_steps)
        report_on(outline, sheet, has_picture_right=True)
    as_html(outline, str)


@pytest.mark.parametrize("shape", SHAPES)
def test_what_follows_costs_twice_as_much_for_twice_as_much(shape):
    calls_of(lambda: all_that_follows(SHAPES[shape](20)))  # what is read once
    some, twice = (calls_of(lambda n=n: all_that_follows(SHAPES[shape](n))) for n in (150, 300))
    assert twice < 2.3 * some


@pytest.mark.parametrize("shape", SHAPES)
def test_strings_are_not_copied_again_and_again(shape, monkeypatch):
    """What is joined is joined once: the signs handed to runs grow with the text, not with its square."""
    from portal.documents import text_runs

    copied = 0
    real = text_runs.TextRun

    def counted(text, *look):
        nonlocal copied
        copied += len(text)
        return real(text, *look)

    monkeypatch.setattr(text_runs, "TextRun", counted)
    sizes = []
    for number in (150, 300):
        copied = 0
        all_that_follows(SHAPES[shape](number))
        sizes.append(copied)
    assert sizes[1] <= 2.5 * sizes[0] + 1000


@pytest.mark.parametrize("shape", ["typed bullets", "typed numbers", "bullets of all kinds"])
def test_a_list_is_put_together_once(shape, monkeypatch):
    """Not copied whole for each of its items; a tuple is copied without a call that could be counted."""
    joined = 0

    class Counted(List, frozen=True):
        def __post_init__(self):
            nonlocal joined
            joined += len(self.items)

    outline = SHAPES[shape](300)
    monkeypatch.setattr(typed_lists, "List", Counted)
    typed_lists.with_lists(outline.blocks)
    assert joined <= 3 * 300


TOO_LONG = {
    "lines": b"- a\n" * 60_000,
    "more lines": b"- a\n" * 400_000,
    "one line": b"a" * (bounds.MAX_SIZE.characters + 1),
    "paragraphs of Word": Word(bullets(*["a"] * (bounds.MAX_SIZE.blocks + 1))).content(),
    "runs": Word(
        "".join(paragraph(*[run("a", bold=n % 2 == 0) for n in range(300)]) for _n in range(60))
    ).content(),
    "cells": Word(table(*[row(*[cell("a")] * 50)] * 50)).content(),
    "cells repeated": odf.open_document(
        "<table:table>" + "<table:table-row><table:table-cell table:number-columns-repeated='64'>"
        "<text:p>a</text:p></table:table-cell></table:table-row>" * 40 + "</table:table>"
    ),
    "pages": typeset("#for n in range(201) [a #pagebreak()]"),
    "comments": Word(
        paragraph("a"),
        comments="".join(
            f'<w:comment w:id="{n}" w:author="C">{paragraph(f"mot {n}")}</w:comment>'
            for n in range(2_100)
        ),
    ).content(),
}


@pytest.mark.parametrize("name", TOO_LONG)
def test_a_document_that_is_too_long_is_refused(name):
    with pytest.raises(Refused) as refused:
        read(TOO_LONG[name])
    assert refused.value.reason is Refusal.TOO_LONG


@pytest.mark.parametrize("name", TOO_LONG)
def test_the_search_reads_its_beginning(name):
    assert text_of(TOO_LONG[name]).strip()


def test_tables_in_repeated_cells_are_not_repeated_without_end():
    inner = odf.paragraph("fond")
    for _level in range(NESTED):
        inner = (
            "<table:table><table:table-row><table:table-cell table:number-columns-repeated='64'>"
            f"{inner}</table:table-cell></table:table-row></table:table>"
        )
    outline = read(odf.open_document(inner)).outline
    bounds.check_size(outline)


@pytest.mark.parametrize(
    "outline",
    [
        Outline(tuple(Heading((TextRun("Un titre"),), 1) for _n in range(600))),
        Outline((Table((tuple(Cell((para(),)) for _n in range(60)), *[(Cell((para(),)),)] * 60)),)),
    ],
    ids=["more blocks than an editor opens", "a table of long and short rows"],
)
def test_a_sheet_that_no_editor_opens_is_refused(outline):
    bounds.check_size(outline)
    with pytest.raises(Refused) as refused:
        build_drafts(outline)
    assert refused.value.reason is Refusal.TOO_LONG

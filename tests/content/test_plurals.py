"""How many, in words: French counts nothing in the singular, English in the plural."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation
from django.utils.translation import ngettext, ngettext_lazy, npgettext

from projects.agenda.models import Occurrence, WorkshopPage
from projects.registrations import exports

PEOPLE = ("%(number)d personne attendue", "%(number)d personnes attendues")
ROOMS = ("portal", "methods", "projects", "home")


def spoken() -> set[tuple[str, str]]:
    """Every singular with its plural that the code says."""
    found = set()
    for room in ROOMS:
        for path in (Path(settings.BASE_DIR) / room).rglob("*.py"):
            for call in ast.walk(ast.parse(path.read_text())):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "").startswith("ngettext"):
                    words = [each.value for each in call.args if isinstance(each, ast.Constant)]
                    if len(words) == 2:
                        found.add(tuple(words))
    return found


@pytest.mark.parametrize(
    ("number", "is_one"), [(0, True), (0.5, True), (1, True), (1.9, True), (2, False)]
)
def test_everything_that_is_counted_is_counted_in_french(number, is_one):
    pairs = spoken()
    assert len(pairs) > 40
    assert PEOPLE in pairs
    wrong = [pair for pair in pairs if ngettext(*pair, number) != pair[0 if is_one else 1]]
    assert wrong == []


def test_in_every_way_of_asking():
    counted = "{% blocktranslate count n=0 %}{{ n }} mot{% plural %}{{ n }} mots{% endblocktranslate %}"
    assert Template("{% load i18n %}" + counted).render(Context()) == "0 mot"
    assert ngettext_lazy("%d mot tout neuf", "%d mots tout neufs") % 0 == "0 mot tout neuf"
    assert npgettext("quelque part", "%d mot", "%d mots", 0) == "%d mot"


def test_nothing_is_several_in_english():
    with translation.override("en"):
        assert ngettext(*PEOPLE, 0) % {"number": 0} == "0 people expected"


@pytest.mark.parametrize(
    ("metres", "french", "english"),
    [(1200, "1,2 km", "1.2 km"), (2000, "2 km", "2 km"), (1960, "2 km", "2 km")],
)
def test_a_length_is_written_as_its_reader_writes_numbers(metres, french, english):
    page = WorkshopPage(distance_m=metres)
    for language, words in (("fr", french), ("en", english)):
        with translation.override(language):
            assert words in " ".join(page.access_lines).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_sheet_says_which_language_it_speaks(tree, language):
    date: Occurrence = tree.date(tree.add(WorkshopPage))
    with translation.override(language):
        made = exports.sheet(date, [], "")
    assert made.language == language
    expected = {"fr": "0 personne attendue", "en": "0 people expected"}[language]
    assert expected in made.summary

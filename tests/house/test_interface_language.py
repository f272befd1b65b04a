"""The interface in English is whole, and what is served is what the catalogue says."""

import re

import polib
import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "portal" / "locale" / "en" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(FOLDER / "django.po"))


def sources() -> set[str]:
    """The strings of templates that are marked for translation on one line."""
    found = set()
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        found |= set(re.findall(r'{% translate "([^"]+)"', path.read_text()))
        found |= set(re.findall(r'_\("([^"]+)"\)', path.read_text()))
    return found


def test_nothing_is_left_to_translate(catalogue):
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []


def test_every_string_of_the_templates_is_in_the_catalogue(catalogue):
    assert sources() - {entry.msgid for entry in catalogue} == set()


def test_placeholders_survive(catalogue):
    changed = [
        entry.msgid
        for entry in catalogue
        if sorted(PLACEHOLDER.findall(entry.msgid)) != sorted(PLACEHOLDER.findall(entry.msgstr))
        and not entry.msgid_plural
    ]
    assert changed == []


def test_the_compiled_file_is_that_of_the_catalogue(catalogue):
    compiled = {entry.msgid: entry.msgstr for entry in polib.mofile(str(FOLDER / "django.mo"))}
    assert compiled == {entry.msgid: entry.msgstr for entry in catalogue}

"""No template without a use, none that styles or runs by itself, none that asks the database."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Origin, Template
from django.template.context import Context

from tests.support.templates import UndefinedVariable

TEMPLATES = settings.BASE_DIR / "templates"
#: Wagtail and allauth look these up by their names.
FOUND_BY_NAME = re.compile(r"^(allauth|account|mfa|wagtailcore|wagtailadmin)/")
ALL = sorted(TEMPLATES.rglob("*.html"))
#: Letters stand apart: programs that read mail load no stylesheet (tests/mail looks at them).
APART = {"allauth", "mfa", "emails"}
PUBLIC = [path for path in ALL if path.relative_to(TEMPLATES).parts[0] not in APART]


def name_of(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


def mentions() -> str:
    python = (
        path
        for room in ("home", "methods", "portal", "projects")
        for path in (settings.BASE_DIR / room).rglob("*.py")
        if "migrations" not in path.parts
    )
    return "\n".join(path.read_text() for path in (*python, *ALL))


def test_every_template_is_used():
    text = mentions()
    unused = [
        name_of(path)
        for path in ALL
        if not FOUND_BY_NAME.match(name_of(path)) and f'"{name_of(path)}"' not in text
    ]
    assert unused == []


@pytest.mark.parametrize("path", PUBLIC, ids=name_of)
class TestATemplate:
    def test_holds_no_inline_style_nor_script(self, path):
        source = path.read_text()
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=", source)
        assert not re.search(r"<script(?! type=\"application/ld\+json\")(?![^>]* src=)", source)

    def test_loads_no_specific_page(self, path):
        assert ".specific" not in path.read_text()

    def test_declares_its_inputs_if_it_is_a_component(self, path):
        if "components" in path.parts:
            assert re.match(r"\{#|\{% comment %\}", path.read_text())


class TestAnUndefinedVariable:
    @staticmethod
    def render(folder: Path) -> str:
        origin = Origin(str(folder / "some.html"))
        return Template("{{ nobody.gives_this }}", origin=origin).render(Context())

    def test_raises_in_a_template_of_ours(self):
        with pytest.raises(UndefinedVariable, match="nobody"):
            self.render(TEMPLATES)

    def test_raises_while_a_test_changes_settings_of_the_engine(self, settings):
        settings.DEBUG = True
        with pytest.raises(UndefinedVariable):
            self.render(TEMPLATES)

    def test_is_empty_in_a_template_of_others(self, tmp_path):
        assert self.render(tmp_path) == ""

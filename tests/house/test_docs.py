"""What the documentation names exists: files, modules, classes and tests."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
ROOMS = ("home", "methods", "portal", "projects")
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)")
QUOTED = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"[\w.-]+(/[\w.-]+)+\.(css|html|js|json|md|mo|po|py|svg|toml|txt|typ|xml)")
MODULE = re.compile(rf"({'|'.join(ROOMS)})(\.\w+)+")
TEST = re.compile(r"test_\w+")
CLASS = re.compile(r"([A-Z]+[a-z]+){2,}")
#: Names of Django, Wagtail and other libraries.
OF_LIBRARIES = {
    "ImageBlock",
    "ParentalKey",
    "StreamField",
    "TranslatableMixin",
    "TranslationSource",
    "UUIDField",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def quoted(path: Path) -> list[str]:
    return QUOTED.findall(path.read_text())


def exists(file: str) -> bool:
    """Below the project, its templates or what it serves; of any room, where a room is spoken of."""
    folders = (ROOT, ROOT / "templates", ROOT / "static", ROOT / "tests", *map(ROOT.joinpath, ROOMS))
    return any((folder / file).exists() for folder in folders)


def is_module(name: str) -> bool:
    """A module, a package, or what one of them defines."""
    path = ROOT / name.replace(".", "/")
    if path.is_dir() or path.with_suffix(".py").exists():
        return True
    holder = path.parent.with_suffix(".py")
    holder = holder if holder.exists() else path.parent / "__init__.py"
    return holder.exists() and re.search(rf"\b{path.name}\b", holder.read_text()) is not None


@cache
def defined() -> frozenset[str]:
    """The names of all classes and functions."""
    return frozenset(
        node.name
        for room in (*ROOMS, "tests")
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
    )


@cache
def files_of_tests() -> frozenset[str]:
    return frozenset(path.stem for path in (ROOT / "tests").rglob("test_*.py"))


@pytest.mark.parametrize("path", DOCS, ids=name_of)
class TestAPageOfDocumentation:
    def test_links_to_files_that_exist(self, path):
        links = LINK.findall(path.read_text())
        assert [link for link in links if not (path.parent / link).exists()] == []

    def test_names_files_that_exist(self, path):
        named = [text for text in quoted(path) if FILE.fullmatch(text)]
        assert [text for text in named if not exists(text)] == []

    def test_names_modules_that_exist(self, path):
        named = [text for text in quoted(path) if MODULE.fullmatch(text)]
        assert [text for text in named if not is_module(text)] == []

    def test_names_classes_that_exist(self, path):
        named = {text for text in quoted(path) if CLASS.fullmatch(text)} - OF_LIBRARIES
        assert sorted(named - defined()) == []

    def test_names_tests_that_exist(self, path):
        named = {text for text in quoted(path) if TEST.fullmatch(text)}
        assert sorted(named - defined() - files_of_tests()) == []

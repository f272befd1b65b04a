"""`.env.example` tells every environment variable that the code reads, and no other."""

import ast
import inspect
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.conf import settings

from portal.settings import environment

ROOMS = ("home", "methods", "portal", "projects")
READERS = {name for name, member in vars(environment).items() if inspect.isfunction(member)}
LINE = re.compile(r"^#?([A-Z][A-Z0-9_]*)=(.*)$")


def calls() -> Iterator[ast.Call]:
    """Every `env.text("NAME", …)` and the like."""
    for room in ROOMS:
        for path in (settings.BASE_DIR / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and _is_reader(node.func):
                    yield node


def _is_reader(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "env"
        and function.attr in READERS
    )


def defaults() -> dict[str, str | None]:
    """By name, the default as one would write it; None where the code computes it."""
    found: dict[str, str | None] = {}
    for call in calls():
        name = call.args[0]
        assert isinstance(name, ast.Constant), f"The name must be written out: {ast.unparse(call)}"
        found.setdefault(name.value, _default(call))
    return found


def _default(call: ast.Call) -> str | None:
    if {"kept_in", "sqlite_file"} & {keyword.arg for keyword in call.keywords}:
        return ""
    given = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
    if not given:
        return "false" if call.func.attr == "flag" else ""
    if not isinstance(given[0], ast.Constant):
        return None
    value = given[0].value
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return (settings.BASE_DIR / ".env.example").read_text().splitlines()


@pytest.fixture(scope="module")
def told(lines) -> dict[str, str]:
    return dict(found.groups() for line in lines if (found := LINE.match(line)))


def test_every_variable_is_told(told):
    assert sorted(defaults().keys() - told.keys()) == []


def test_no_other_is(told):
    assert sorted(told.keys() - defaults().keys()) == []


def test_defaults_are_those_of_the_code(told):
    known = {name: value for name, value in defaults().items() if value is not None and name in told}
    assert {name: told[name] for name in known} == known


def test_each_has_its_line_of_explanation(lines):
    bare = [
        line
        for before, line in pairwise(lines)
        if LINE.match(line) and not re.match(r"^# \S.*\.$", before)
    ]
    assert bare == []

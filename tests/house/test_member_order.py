"""The members of a page type stand in one order, so that a reader knows where to look."""

import ast
import inspect
import re
from pathlib import Path

import pytest

from portal.content.models import PortalPage
from tests.support.tree import page_types

ORDER = (
    "rules",
    "fields",
    "managers",
    "panels",
    "search",
    "translation",
    "meta",
    "str",
    "validation",
    "reading",
)

FIELD = re.compile(r"Field$|ForeignKey$|TaggableManager$")


def rank(member: ast.stmt) -> str | None:
    """The part of a class a member belongs to; None for what has no fixed place."""
    if isinstance(member, ast.ClassDef):
        return "meta" if member.name == "Meta" else None
    if isinstance(member, ast.FunctionDef):
        return {"__str__": "str", "clean": "validation"}.get(member.name, "reading")
    if not isinstance(member, ast.Assign | ast.AnnAssign):
        return None
    target = member.targets[0] if isinstance(member, ast.Assign) else member.target
    name, value = target.id, member.value
    if name == "search_fields":
        return "search"
    if name.endswith("translatable_fields"):
        return "translation"
    if name.endswith("_panels") or name == "base_form_class":
        return "panels"
    called = ast.unparse(value.func) if isinstance(value, ast.Call) else ""
    if name == "objects":
        return "managers"
    return "fields" if FIELD.search(called) else "rules"


def members_of(model: type) -> list[ast.stmt]:
    module = ast.parse(Path(inspect.getfile(model)).read_text())
    return next(
        node.body
        for node in module.body
        if isinstance(node, ast.ClassDef) and node.name == model.__name__
    )


@pytest.mark.parametrize("model", [PortalPage, *page_types()], ids=lambda model: model.__name__)
def test_members_stand_in_the_order_of_the_house(model):
    ranks = [rank(member) for member in members_of(model)]
    parts = [ORDER.index(each) for each in ranks if each]
    assert parts == sorted(parts)

"""The rooms stay small enough to be known, and their modules import each other in no large circle."""

from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("home", "methods", "portal", "projects")
#: Packages that hold rooms and have little code of their own.
CONTAINERS = ("home", "portal", "projects")
LINES_OF_A_ROOM = 3000
LINES_OF_A_MODULE = 400
MODULES_OF_A_CIRCLE = 3


def modules_below(folder: Path) -> list[Path]:
    return [each for each in sorted(folder.rglob("*.py")) if "migrations" not in each.parts]


def lines_of(module: Path) -> int:
    return len(module.read_text().splitlines())


ROOMS = [ROOT / "methods"] + [
    room
    for container in CONTAINERS
    for room in sorted((ROOT / container).iterdir())
    if (room / "__init__.py").exists() and room.name not in ("migrations", "templatetags")
]
MODULES = [module for package in PACKAGES for module in modules_below(ROOT / package)]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.relative_to(ROOT)))
def test_a_room_that_outgrows_its_lines_is_two_rooms(room):
    assert sum(map(lines_of, modules_below(room))) <= LINES_OF_A_ROOM


def test_a_module_that_outgrows_its_lines_is_a_package():
    assert [str(each.relative_to(ROOT)) for each in MODULES if lines_of(each) > LINES_OF_A_MODULE] == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.relative_to(ROOT)))
def test_a_room_says_what_it_holds(room):
    has_code = any(lines_of(each) for each in modules_below(room))
    assert not has_code or (room / "__init__.py").read_text().startswith('"""')


def test_no_circle_of_imports_is_large():
    """Imports for type checkers alone are counted too."""
    graph = grimp.build_graph(*PACKAGES)
    circles = strongly_connected(
        {each: graph.find_modules_directly_imported_by(each) for each in graph.modules}
    )
    assert [circle for circle in circles if len(circle) > MODULES_OF_A_CIRCLE] == []


def strongly_connected(imports: dict[str, set[str]]) -> list[list[str]]:
    """The groups of modules that reach each other, by Tarjan’s algorithm."""
    numbers: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    groups: list[list[str]] = []

    def visit(module: str) -> None:
        numbers[module] = lowest[module] = len(numbers)
        stack.append(module)
        for other in imports[module]:
            if other not in numbers:
                visit(other)
            if other in stack:
                lowest[module] = min(lowest[module], lowest[other])
        if lowest[module] == numbers[module]:
            start = stack.index(module)
            groups.append(sorted(stack[start:]))
            del stack[start:]

    for module in imports:
        if module not in numbers:
            visit(module)
    return groups


def test_a_circle_is_seen():
    assert ["a", "b"] in strongly_connected({"a": {"b"}, "b": {"a"}, "c": {"a"}})

"""The suite’s schedule names what exists, and begins with it."""

from types import SimpleNamespace

from django.conf import settings

from tests.support.schedule import LONGEST, longest_first, unit


def test_what_takes_longest_exists():
    assert [name for name in LONGEST if not (settings.BASE_DIR / name).exists()] == []


def test_a_folder_that_shares_a_server_stays_together_and_comes_first():
    nodes = ["tests/forms/test_a.py::b", "tests/browser/test_z.py::b", "tests/browser/test_a.py::a"]
    items = [SimpleNamespace(nodeid=node) for node in nodes]
    longest_first(items)
    assert [item.nodeid for item in items] == [nodes[1], nodes[2], nodes[0]]
    assert len({unit(node) for node in nodes}) == 2


def test_a_file_with_more_tests_comes_before_one_with_fewer():
    nodes = ["tests/forms/test_a.py::a", "tests/forms/test_b.py::a", "tests/forms/test_b.py::b"]
    items = [SimpleNamespace(nodeid=node) for node in nodes]
    longest_first(items)
    assert [item.nodeid for item in items] == [*nodes[1:], nodes[0]]

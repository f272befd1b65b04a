"""Two Parks and what they have, made once for each module that asks about their addresses."""

import copy

import pytest

from tests.people.world import World
from tests.support.kept import transaction_of_many_tests
from tests.support.tree import Tree


@pytest.fixture(scope="module")
def kept_world(django_db_setup, django_db_blocker):
    with transaction_of_many_tests(django_db_blocker):
        yield World(Tree())


@pytest.fixture
def world(kept_world, db) -> World:
    """Rows that a test changes are as they were for the next one, objects in Python too."""
    return copy.deepcopy(kept_world)

"""What every test may ask for."""

import os

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from tests.support.people import make_network_editor
from tests.support.tree import Tree

# Playwright keeps an event loop in this thread; Django’s tests stay synchronous all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def nothing_cached():
    cache.clear()


@pytest.fixture(autouse=True)
def nothing_said_in_another_language():
    """A request leaves its language behind in its thread."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def tree(db) -> Tree:
    """Makes pages below the home page that migrations left."""
    return Tree()


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.fixture
def network_editor(db):
    return make_network_editor()


@pytest.fixture
def admin(network_editor) -> Client:
    """A browser signed in as somebody who may do everything."""
    client = Client()
    client.force_login(network_editor)
    return client

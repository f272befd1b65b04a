"""What every test may ask for."""

import gc
import os

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.test import Client
from django.test.utils import override_settings, teardown_databases
from django.utils import translation

from home.catalogue.bitmaps import facet_bitmaps
from tests.support import indexing, migrated, schedule
from tests.support.people import make_network_editor
from tests.support.templates import raising
from tests.support.tree import Tree

# Playwright keeps an event loop in this thread; Django’s tests stay synchronous all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


#: Whoever asks for none of these cannot reach the database: pytest-django refuses.
REACHES_DATABASE = {"db", "transactional_db", "django_db_setup"}


def pytest_addoption(parser):
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out the tests that ask for no database: another engine changes nothing for them",
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    if config.getoption("dist") == "loadfile":
        return schedule.Scheduling(config, log)
    return None


def pytest_collection_modifyitems(config, items):
    schedule.longest_first(items)
    if not config.getoption("--database-only"):
        return
    left_out = [item for item in items if not _reaches_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if _reaches_database(item)]


def pytest_collection_finish():
    """Keeps the garbage collector from all that is imported by now, and lets it come seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def _reaches_database(item) -> bool:
    marked = item.get_closest_marker("django_db") is not None
    return marked or not REACHES_DATABASE.isdisjoint(item.fixturenames)


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """In the place of pytest-django’s: migrations run once, not once a session."""
    with django_db_blocker.unblock():
        made = migrated.set_up()
    yield
    if made:
        with django_db_blocker.unblock():
            try:
                teardown_databases(made, verbosity=0)
            except DatabaseError as error:
                # A thread may still hold a connection: the next session drops what is left.
                request.node.warn(pytest.PytestWarning(f"The test database stays: {error}"))


@pytest.fixture(scope="session", autouse=True)
def undefined_variables_raise():
    """An overridden setting, because a test that overrides DEBUG has the template engines made anew."""
    with override_settings(TEMPLATES=raising(settings.TEMPLATES)):
        yield


@pytest.fixture(autouse=True)
def nothing_cached():
    cache.clear()
    facet_bitmaps.forget()


@pytest.fixture(autouse=True)
def nothing_said_in_another_language():
    """A request leaves its language behind in its thread."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def index_at_rest_where_nobody_searches(request):
    """Most of what a page costs when it is saved is its indexing."""
    if request.node.get_closest_marker("searches"):
        yield
    else:
        with indexing.index_at_rest():
            yield


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

"""Journeys in a real browser, against the server that `make run` starts."""

import os

import pytest
from django.db import connection
from playwright.sync_api import expect

from tests.measures.tools import CHROMIUM
from tests.support.databases import own_database
from tests.support.server import running_site

#: Machines that test are busy: waiting longer for what comes makes no test slower.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items):
    """Skipped with a word where no browser stands; CI has one, so there it is an error."""
    if CHROMIUM or os.environ.get("CI"):
        return
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def site(tmp_path_factory, django_db_setup, django_db_blocker):
    """The portal on the engine of the tests, on a database of its own."""
    database_url = own_database("portal_browser") if connection.vendor == "postgresql" else ""
    with running_site(tmp_path_factory.mktemp("site"), database_url) as site:
        yield site


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": quiet}


@pytest.fixture(scope="session")
def base_url(site):
    return site.url


@pytest.fixture
def strangers(context, site) -> list[str]:
    """The addresses outside the site that the browser was asked for."""
    asked: list[str] = []
    context.on(
        "request",
        lambda request: (
            None if request.url.startswith((site.url, "data:", "blob:")) else asked.append(request.url)
        ),
    )
    return asked


@pytest.fixture
def complaints(context) -> list[str]:
    """What the browser’s console complained of: refused scripts, missing files, errors."""
    heard: list[str] = []
    context.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: heard.append(str(error.error)))
    return heard

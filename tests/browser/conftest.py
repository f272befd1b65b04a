"""Journeys in a real browser, against the server that `make run` starts."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.support.databases import own_database

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
START_SECONDS = 240


def pytest_collection_modifyitems(items):
    """Skipped with a word where no browser stands; CI has one, so there it is an error."""
    if CHROMIUM or os.environ.get("CI"):
        return
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@dataclass(frozen=True)
class Site:
    url: str
    email: str
    password: str


@pytest.fixture(scope="session")
def site(tmp_path_factory, django_db_setup, django_db_blocker):
    """The portal as a newcomer’s first start makes it, on a database of its own."""
    folder = tmp_path_factory.mktemp("site")
    environment = {
        **os.environ,
        "VAR_DIR": str(folder),
        "PORT": str(free_port()),
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
    }
    environment.pop("DATABASE_URL", None)
    if connection.vendor == "postgresql":
        environment["DATABASE_URL"] = own_database("portal_browser")
    log = (folder / "server.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "manage.py", "start"],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    url = f"http://localhost:{environment['PORT']}"
    try:
        wait_for(url, server, folder)
        password = (folder / "demo-password").read_text()
        yield Site(url, "demo@vivre-ensemble.example.org", password)
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, server: subprocess.Popen, folder: Path) -> None:
    """Knocks until the server answers; fails with its log when it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{url}/sante/", timeout=5).close()
            return
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                server.wait(timeout=0.5)
                break
    pytest.fail(f"The server did not start:\n{(folder / 'server.log').read_text()}")


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

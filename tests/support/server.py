"""The server that `make run` starts, on a free port and in a folder of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 240
STOP_SECONDS = 20


class ServerDidNotStart(Exception):
    """Says what the server wrote before it gave up."""


@dataclass(frozen=True)
class Site:
    url: str
    email: str
    password: str
    #: Of the server, and of the group of all that it started.
    pid: int


@contextmanager
def running_site(folder: Path, database_url: str = "") -> Iterator[Site]:
    """The portal as a newcomer’s first start makes it; on SQLite unless a database is named."""
    environment = {
        **os.environ,
        "VAR_DIR": str(folder),
        "PORT": str(free_port()),
        "DATABASE_URL": database_url,
        "SITE_URL": "",
        "COMPONENT_GALLERY": "true",
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
    }
    url = f"http://localhost:{environment['PORT']}"
    log = folder / "server.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "start"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_for(url, server, log)
            password = (folder / "demo-password").read_text()
            yield Site(url, "demo@vivre-ensemble.example.org", password, server.pid)
        finally:
            server.terminate()
            server.wait(timeout=STOP_SECONDS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, server: subprocess.Popen, log: Path) -> None:
    """Knocks until the server answers; gives up when it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{url}/sante/", timeout=5).close()
            return
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                server.wait(timeout=0.5)
                break
    raise ServerDidNotStart(log.read_text())

"""What measures of a growing site share: a database of its own on each engine, and readings of a page."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

READINGS = 15
SERVER = os.environ.get("POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")


def on_each_database(module: str, database: str) -> None:
    """Runs a module with the name of each engine, on a new site; PostgreSQL’s has that database."""
    with tempfile.TemporaryDirectory() as folder:
        in_own_process(module, "SQLite", Path(folder), "")
    if SERVER:
        with tempfile.TemporaryDirectory() as folder, own_database(database) as address:
            in_own_process(module, "PostgreSQL", Path(folder), address)


def in_own_process(module: str, name: str, folder: Path, address: str) -> None:
    """Settings are read once in a process: each database has its own."""
    environment = {
        "VAR_DIR": str(folder),
        "DATABASE_URL": address,
        "SITE_URL": "",
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
    }
    subprocess.run([sys.executable, "-m", module, name], env=os.environ | environment, check=True)


def address_of(name: str) -> str:
    return f"{SERVER.rpartition('/')[0]}/{name}"


class own_database:
    """A PostgreSQL database for the time of a measure."""

    def __init__(self, name: str):
        self.name = name

    def __enter__(self) -> str:
        self._run(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)', f'CREATE DATABASE "{self.name}"')
        return address_of(self.name)

    def __exit__(self, *_failure) -> None:
        self._run(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def _run(self, *statements: str) -> None:
        import psycopg

        with psycopg.connect(SERVER, autocommit=True) as server:
            for statement in statements:
                server.execute(statement)


def new_site() -> None:
    """The demonstration and all communes, in the database of this process."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_communes", verbosity=0)
    call_command("load_demo", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def analyse() -> None:
    """Lets the engine put its tables in order and know what they hold, as it does by itself in time."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def reading(address: str) -> tuple[float, int]:
    """The median of the seconds that a reading takes, and its queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, taken = Client(SERVER_NAME="localhost"), []
    assert client.get(address).status_code == 200
    clock = processor_clock()
    for _reading in range(READINGS):
        start = clock()
        client.get(address)
        taken.append(clock() - start)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return median(taken), len(queries)


def processor_clock() -> Callable[[], float]:
    """Counts the processor’s time that this process and its PostgreSQL have had, in seconds.

    What else a busy machine does then changes nothing. Where the system does not tell (elsewhere than on
    Linux, or with a server elsewhere), plain seconds.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        return time.process_time
    connection.ensure_connection()
    server = Path(f"/proc/{connection.connection.info.backend_pid}")
    try:
        (server / "schedstat").read_text()
        is_ours = (server / "comm").read_text().startswith("postgres")
    except OSError:
        is_ours = False
    if not is_ours:
        return time.perf_counter
    return lambda: time.process_time() + int((server / "schedstat").read_text().split()[0]) / 1e9


def headline(few: int, many: int) -> str:
    return f"{'database':12}{'question':26}{few:>10}{many:>10}{'ratio':>9}{'queries':>10}"


def line(name: str, question: str, few: tuple[float, int], many: tuple[float, int]) -> str:
    """Both readings side by side, and how many times as long the second takes."""
    (before, queries_before), (seconds, queries) = few, many
    count = str(queries) if queries == queries_before else f"{queries_before} → {queries}"
    return (
        f"{name:12}{question:26}{before * 1000:7.0f} ms{seconds * 1000:7.0f} ms"
        f"{seconds / before:9.2f}{count:>10}"
    )

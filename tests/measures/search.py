"""How search bears a hundred times as many pages: `make bench-search`.

On each database, builds a site of 200 pages, then of 20,000, and asks the catalogue for a word that half
of the pages hold and for one that ten hold, facets counted, as a reader does. What it prints is how many
times as long the larger site takes, medians of the same run.

PAGES=5000 builds fewer. POSTGRES is the server (postgres://postgres@127.0.0.1:5432/postgres); empty,
PostgreSQL is left out.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

FEW = 200
MANY = int(os.environ.get("PAGES") or 20_000)
READINGS = 15
SERVER = os.environ.get("POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")
DATABASE = "bench_search"


def main() -> None:
    print(f"{'database':12}{'question':24}{FEW:>10}{MANY:>10}{'ratio':>9}{'queries':>10}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        measure_in_own_process("SQLite", Path(folder), "")
    if SERVER:
        with tempfile.TemporaryDirectory() as folder, own_database() as address:
            measure_in_own_process("PostgreSQL", Path(folder), address)


def measure_in_own_process(name: str, folder: Path, address: str) -> None:
    """Settings are read once in a process: each database has its own."""
    environment = {
        "VAR_DIR": str(folder),
        "DATABASE_URL": address,
        "SITE_URL": "",
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
    }
    command = [sys.executable, "-m", "tests.measures.search", name]
    subprocess.run(command, env=os.environ | environment, check=True)


class own_database:
    """A PostgreSQL database for the time of a measure."""

    def __enter__(self) -> str:
        self._run(f'DROP DATABASE IF EXISTS "{DATABASE}" WITH (FORCE)', f'CREATE DATABASE "{DATABASE}"')
        return f"{SERVER.rpartition('/')[0]}/{DATABASE}"

    def __exit__(self, *_failure) -> None:
        self._run(f'DROP DATABASE "{DATABASE}" WITH (FORCE)')

    def _run(self, *statements: str) -> None:
        import psycopg

        with psycopg.connect(SERVER, autocommit=True) as server:
            for statement in statements:
                server.execute(statement)


def measure(name: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from tests.support.crowd import COMMON, RARE

    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    questions = {
        "held by half of the pages": f"?q={COMMON}",
        "held by ten pages": f"?q={RARE}",
        "none": "",
    }
    grow(0, FEW)
    few = {question: reading(query) for question, query in questions.items()}
    grow(FEW, MANY)
    for question, query in questions.items():
        seconds, queries = reading(query)
        before, queries_before = few[question]
        count = str(queries) if queries == queries_before else f"{queries_before} → {queries}"
        print(
            f"{name:12}{question:24}{before * 1000:7.0f} ms{seconds * 1000:7.0f} ms"
            f"{seconds / before:9.2f}{count:>10}",
            flush=True,
        )


def grow(first: int, last: int) -> None:
    """Adds copies of what the catalogue lists; the index takes them in as `update_index` does."""
    from django.db import connection
    from wagtail.models import Locale
    from wagtail.search.backends import get_search_backend

    from home.facets import listed_types
    from portal.content.models import PortalPage
    from tests.support.crowd import add_copies

    french = PortalPage.objects.visible().filter(locale=Locale.objects.get(language_code="fr"))
    originals = [page for page in french.specific().order_by("path") if type(page) in listed_types()]
    keys = add_copies([page for page in originals if not page.slug[-1].isdigit()], first, last)
    backend = get_search_backend()
    for start in range(0, len(keys), 500):
        pages = PortalPage.objects.filter(pk__in=keys[start : start + 500]).specific()
        for model in {type(page) for page in pages}:
            backend.get_index_for_model(model).add_items(model, [p for p in pages if type(p) is model])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def reading(query: str) -> tuple[float, int]:
    """The median of the seconds that a reading takes, and its queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, taken = Client(SERVER_NAME="localhost"), []
    address = f"/catalogue/{query}"
    assert client.get(address).status_code == 200
    for _reading in range(READINGS):
        start = time.perf_counter()
        client.get(address)
        taken.append(time.perf_counter() - start)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return median(taken), len(queries)


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()

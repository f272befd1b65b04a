"""How every type of page bears a hundred times as many pages: `make bench-pages`.

On each database, builds two sites: 200 pages with 100 dates, and 20,000 pages with 10,000 dates, in 58
Parks both (`tests.support.network`). Then reads one page of every type, and what the routes of pages
show, each time with empty caches, a few rounds of one site and of the other in turn, so that a busy spell
hits both. Printed are the medians of the processor’s time a request, the least of it, how many times as
long the larger site takes (of the least, which noise does not touch), the queries, and the slowest one.
The bars are MAX_RATIO and MAX_MILLISECONDS.

PAGES=5000 builds fewer, DATES=2000 too; ROUNDS=3. KEEP=1 keeps both sites in var/bench-pages and on the
PostgreSQL server for the next run, which only measures. POSTGRES is the server
(postgres://postgres@127.0.0.1:5432/postgres); empty, PostgreSQL is left out. SQLITE=0 leaves SQLite out.
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from tests.measures import growth

SIZES = {
    "few": (200, 100),
    "many": (int(os.environ.get("PAGES") or 20_000), int(os.environ.get("DATES") or 10_000)),
}
ROUNDS = int(os.environ.get("ROUNDS") or 3)
READINGS = 5
KEPT = Path(__file__).resolve().parents[2] / "var" / "bench-pages"
MAX_RATIO, MAX_MILLISECONDS = 1.3, 150
#: What a query is named by.
LONGEST_NAME = 90

#: By page: seconds of each reading, number of queries, seconds and statement of the slowest.
Readings = dict[str, dict]


def main() -> None:
    print(
        f"{'database':12}{'page':26}{'few: least, median':>20}{'many: least, median':>22}"
        f"{'ratio':>7}{'queries':>10}  slowest query at size (bars: {MAX_RATIO}, {MAX_MILLISECONDS} ms)"
    )
    for engine in ("SQLite", "PostgreSQL"):
        if os.environ.get("SQLITE") == "0" if engine == "SQLite" else not growth.SERVER:
            continue
        with ExitStack() as stack:
            sites = {size: stack.enter_context(_Site(engine, size)) for size in SIZES}
            rounds = [(size, site.read()) for _round in range(ROUNDS) for size, site in sites.items()]
        few, many = (_together([readings for each, readings in rounds if each == size]) for size in SIZES)
        for page in few:
            print(line(engine, page, few[page], many[page]), flush=True)


class _Site:
    """A site of one size on one engine, built unless it was kept."""

    def __init__(self, engine: str, size: str):
        self.engine, self.size, self._stack = engine, size, ExitStack()

    def __enter__(self):
        database = f"bench_pages_{self.size}"
        if os.environ.get("KEEP"):
            self.folder = KEPT / self.engine / self.size
            self.folder.mkdir(parents=True, exist_ok=True)
        else:
            self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self.address, is_built = "", (self.folder / "built").exists()
        if self.engine == "PostgreSQL":
            self.address = growth.address_of(database)
            if not (os.environ.get("KEEP") and is_built):
                own = growth.own_database(database)
                self.address = own.__enter__()
                if not os.environ.get("KEEP"):
                    self._stack.push(own.__exit__)
        if not is_built:
            growth.in_own_process("tests.measures.pages", f"build-{self.size}", self.folder, self.address)
            (self.folder / "built").touch()
        return self

    def __exit__(self, *failure) -> None:
        self._stack.__exit__(*failure)

    def read(self) -> Readings:
        growth.in_own_process("tests.measures.pages", "read", self.folder, self.address)
        return json.loads((self.folder / "readings.json").read_text())


def build(size: str) -> None:
    growth.new_site()
    from tests.support import network

    network.grow(*SIZES[size])
    growth.analyse()


def read() -> None:
    """Writes the readings of this process’s site beside it."""
    import django

    django.setup()
    readings = {page: _reading(address) for page, address in addresses()}
    (Path(os.environ["VAR_DIR"]) / "readings.json").write_text(json.dumps(readings))


def addresses() -> Iterator[tuple[str, str]]:
    """Each page type by name, with a page of the Park that is full at any size where there is one; then
    each route of the catalogue, and the questions that readers ask.
    """
    from django.db.models import Count

    from home.catalogue.models import CataloguePage
    from home.models import HomePage
    from portal.territory.models import Park
    from projects.agenda.models import AgendaPage
    from tests.support.crowd import COMMON, RARE
    from tests.support.tree import page_types

    demo = Park.objects.exclude(slug__startswith="parc-")
    full = demo.annotate(number=Count("pages")).latest("number")
    for model in (HomePage, *page_types()):
        pages = model.objects.live_and_public().filter(locale__language_code="fr").order_by("pk")
        page = pages.filter(park=full).first() or pages.first()
        yield model.__name__, page.url
    catalogue = CataloguePage.objects.get(locale__language_code="fr")
    for route in CataloguePage.get_subpage_urls():
        if route.name in ROUTES:
            yield (
                route.name,
                catalogue.url + catalogue.reverse_subpage(route.name, kwargs={"slug": _slug(route.name)}),
            )
    agenda = AgendaPage.objects.get(locale__language_code="fr")
    yield "search, common word", f"{catalogue.url}?q={COMMON}"
    yield "search, rare word", f"{catalogue.url}?q={RARE}"
    yield "search, of a Park", f"{catalogue.url}?q={COMMON}&parc={full.slug}"
    yield "catalogue by title", f"{catalogue.url}?tri=titre"
    yield "agenda of a Park", f"{agenda.url}?parc={full.slug}"
    yield "agenda, month", f"{agenda.url}?vue=mois"
    yield "home, in English", HomePage.objects.get(locale__language_code="en").url


ROUTES = ("theme", "audience", "tag")


def _slug(route: str) -> str:
    """The term that most pages have."""
    from django.db.models import Count

    from portal.vocabulary.models import Audience, Tag, Theme

    model, links = {
        "theme": (Theme, "page_links"),
        "audience": (Audience, "page_links"),
        "tag": (Tag, "tagged_pages"),
    }[route]
    return model.objects.annotate(number=Count(links)).order_by("-number", "pk").first().slug


def _reading(address: str) -> dict:
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client

    client, clock, seconds = Client(SERVER_NAME="localhost"), growth.processor_clock(), []
    assert client.get(address).status_code == 200, address
    for _number in range(READINGS):
        caches["default"].clear()
        start = clock()
        client.get(address)
        seconds.append(clock() - start)
    caches["default"].clear()
    queries: list[tuple[str, tuple]] = []

    def note(execute, sql, params, many, context):
        queries.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        client.get(address)
    return {"seconds": seconds, "queries": len(queries), "slowest": max(_timed(queries, clock))}


def _timed(queries: list[tuple[str, tuple]], clock: Callable[[], float]) -> Iterator[tuple[float, str]]:
    """How long each takes to the last row: SQLite finds most of them while they are fetched."""
    from django.db import connection

    for sql, params in queries:
        if sql.startswith("SELECT"):
            with connection.cursor() as cursor:
                start = clock()
                cursor.execute(sql, params)
                cursor.fetchall()
                yield clock() - start, sql


def _together(rounds: list[Readings]) -> Readings:
    return {
        page: {
            "least": min(second for each in rounds for second in each[page]["seconds"]),
            "median": median(second for each in rounds for second in each[page]["seconds"]),
            "queries": rounds[0][page]["queries"],
            "slowest": min(each[page]["slowest"] for each in rounds),
        }
        for page in rounds[0]
    }


def line(engine: str, page: str, few: dict, many: dict) -> str:
    ratio = many["least"] / few["least"]
    is_over = ratio > MAX_RATIO or many["least"] * 1000 > MAX_MILLISECONDS
    queries = str(many["queries"])
    if few["queries"] != many["queries"]:
        queries = f"{few['queries']} → {queries}"
    seconds, sql = many["slowest"]
    mark = "!" if is_over else " "
    return (
        f"{engine:12}{page:26}{few['least'] * 1000:9.0f}{few['median'] * 1000:8.0f} ms"
        f"{many['least'] * 1000:11.0f}{many['median'] * 1000:8.0f} ms{ratio:7.2f}{mark}"
        f"{queries:>9}  {seconds * 1000:.1f} ms {name_of(sql)}"
    )


def name_of(sql: str) -> str:
    """A statement without its columns, cut."""
    short = re.sub(r'SELECT .*? FROM "', 'SELECT … FROM "', sql, count=1, flags=re.DOTALL).replace(
        '"', ""
    )
    return short[:LONGEST_NAME]


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["read"]:
            read()
        case [command]:
            build(command.removeprefix("build-"))
        case _:
            main()

"""Every public address of the demonstration, read through the page cache."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import DataError, IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from home.catalogue.models import CataloguePage
from home.models import HomePage
from portal.caching import moments, tables, versions
from portal.caching.models import Scope
from portal.content import alternate_views
from projects.agenda.models import AgendaPage, WorkshopPage
from projects.parks.models import ParkPage, ProjectPage
from projects.walks.models import UrbanWalkPage
from tests.support.visitors import Visitors, next_transaction

pytestmark = [pytest.mark.django_db, pytest.mark.searches]

#: Tables that public answers read although their changes move no version, and why they may.
READ_ALL_THE_SAME = {
    "django_content_type": "written by migrations alone",
    "media_rendition": "made from a picture, which moves the version, when a page is drawn",
    "caching_version": "the versions themselves, which say when feeds last changed",
    "caching_move": "the versions themselves, which say when feeds last changed",
}
#: Parameters with which lists are read as well.
QUERIES = ("?vue=mois", "?q=jardin", "?tri=date", "?page=2", "?genre=fiche", "?complete=1")
#: One answer of each type is enough for those that take long to draw.
SLOW = {"pdf", "diaporama", "partage.png", "programme.pdf", "affiche.pdf"}
_TABLE = re.compile(r'(?:FROM|JOIN|INTO|UPDATE)\s+"?(\w+)"?', re.IGNORECASE)


@pytest.fixture(scope="package")
def addresses(demo):
    """Of all live pages, their alternate views, and the lists with parameters; without the slow files."""
    found = []
    for page in Page.objects.live().filter(depth__gt=1, alias_of=None).specific():
        found.append(page.url)
        for _type, view in alternate_views._registry:
            if view.name not in SLOW and alternate_views.find(page, view.name) is view:
                found.append(view.address(page.url))
        if type(page).__name__ in ("AgendaPage", "CataloguePage", "MethodIndexPage"):
            found += [f"{page.url}{query}" for query in QUERIES]
    return list(dict.fromkeys(found))


class TestEveryPublicAddress:
    def test_is_kept_as_django_draws_it_and_reads_what_is_watched(self, demo, addresses):
        visitors, plain = Visitors(), Client(headers={"user-agent": "Mozilla/5.0"})
        first = [visitors.get(address) for address in addresses]
        next_transaction()
        before = versions.read()
        with CaptureQueriesContext(connection) as asked:
            expected = [plain.get(address) for address in addresses]
        next_transaction()
        assert versions.read() == before
        again = [visitors.get(address) for address in addresses]
        for address, one, other, wanted in zip(addresses, first, again, expected, strict=True):
            assert one.status == other.status == wanted.status_code, address
            if "etag" in {name.lower() for name in other.headers} and other.status == 200:
                assert one.body == other.body == wanted.content, address
        shared = [address for address, answer in zip(addresses, again, strict=True) if _is_shared(answer)]
        pages = Page.objects.live().public().filter(depth__gt=1, alias_of=None)
        assert {page.url for page in pages} - set(shared) == set()
        drawn_again = visitors.drawn[len(addresses) :]
        assert not {address.partition("?")[0] for address in shared} & set(drawn_again)
        read = {table for query in asked for table in _TABLE.findall(query["sql"])}
        known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
        watched = {table.table for table in tables.watched()}
        assert (read & known) - watched - READ_ALL_THE_SAME.keys() == set()


class TestEveryColumn:
    """Each column of each watched table, changed by SQL in a row of the demonstration."""

    def test_moves_a_version_if_the_public_sees_it(self, demo):
        unmoved, tried = [], 0
        for table in tables.watched():
            for column in table.columns:
                with transaction.atomic():
                    moved = _moves(table, column)
                    transaction.set_rollback(True)
                tried += moved is not None
                if moved is False:
                    unmoved.append(f"{table.table}.{column}")
        assert unmoved == []
        assert tried > 200


def _moves(table, column) -> bool | None:
    """Whether changing a row moves a version; None where there is no row, or none of a live page."""
    next_transaction()
    before = versions.read()
    alive = "1 = 1"
    if table.page_column:
        live = "SELECT id FROM wagtailcore_page WHERE live"
        alive = f'CAST("{table.page_column}" AS bigint) IN ({live})'
    elif table.is_page:
        alive = "live"
    row = f'(SELECT min("{_key(table)}") FROM "{table.table}" WHERE {alive})'
    change = f'UPDATE "{table.table}" SET "{column}" = %s WHERE "{_key(table)}" = {row}'
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'SELECT "{column}" FROM "{table.table}" WHERE "{_key(table)}" = {row}')
            found = cursor.fetchone()
            if found is None:
                return None
            cursor.execute(change, [_another(found[0])])
            next_transaction()
            return versions.read() != before
    except (IntegrityError, DataError, ProgrammingError):
        return None  # the database refuses the value that was made up


def _key(table) -> str:
    model = next(each for each in apps.get_models(True) if each._meta.db_table == table.table)
    return model._meta.pk.column


def _another(value):
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1_000_003
    if isinstance(value, datetime | date):
        return value.replace(year=2031)
    if isinstance(value, Decimal | float):
        return 7
    return "1" if value is None else None if value == "" else f"{value}"[:-1]


class TestBetweenTwoMoments:
    def test_nothing_is_drawn_differently(self, demo, monkeypatch):
        pages = (
            Page.objects.live()
            .filter(alias_of=None)
            .exact_type(
                HomePage, AgendaPage, CataloguePage, ParkPage, ProjectPage, UrbanWalkPage, WorkshopPage
            )
        )
        addresses = [page.url for page in pages]
        addresses += [f"{address}?vue=mois" for address in addresses if "agenda" in address]
        client, now = Client(), timezone.now()
        for _step in range(6):
            horizon, zero = moments.Horizon(), versions.Versions(0, 0)
            until = min(horizon.until(scope, zero, now.timestamp()) for scope in Scope)
            last = datetime.fromtimestamp(until, tz=UTC) - timedelta(seconds=1)
            drawn = []
            for instant in (now, last):
                monkeypatch.setattr(timezone, "now", lambda instant=instant: instant)
                drawn.append([client.get(address).content for address in addresses])
            assert drawn[0] == drawn[1]
            now = last + timedelta(seconds=2)


def _is_shared(answer) -> bool:
    return answer.headers.get("Cache-Control", "").startswith("public") and answer.status == 200

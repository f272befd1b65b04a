"""Three thousand requests that nobody means well: every public address, with all that can be sent to it.

They are the same at each run. What a request costs is counted in seconds of the processor, so that a busy
machine changes nothing.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import quote, urlencode

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import OperationalError, connection
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve
from django.urls.resolvers import URLPattern, URLResolver

from home.catalogue.forms import CatalogueForm
from home.catalogue.models import CataloguePage
from home.models import StandardPage
from portal.content import alternate_views
from portal.forms import spam_protection
from portal.media.models import Picture, PortalDocument
from portal.operations.requests import PortalHandler
from projects.agenda.forms import AgendaForm
from projects.agenda.models import AgendaPage, WorkshopPage
from projects.proposals.forms import ProposalForm
from projects.registrations import links as registration_links
from projects.registrations.forms import RegistrationForm
from projects.registrations.models import Registration
from projects.subscriptions import links as subscription_links
from projects.subscriptions.forms import SubscriptionForm
from projects.subscriptions.models import Subscription
from tests.media.test_pictures import photo
from tests.support.kept import transaction_of_many_tests
from tests.support.proposals import open_park_of
from tests.support.registrations import join
from tests.support.translation import translate
from tests.support.tree import Tree, page_types

pytestmark = pytest.mark.searches

NUMBER, SEED = 3_000, 13
MOST_SECONDS = 5
#: As a browser holds it: with one, Django reads the body before any view does.
TOKEN = "t" * 32
METHODS = (
    ["GET"] * 9 + ["POST"] * 7 + ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "get"]
)
TYPES = [
    "application/x-www-form-urlencoded", "multipart/form-data; boundary=limit", "multipart/form-data",
    "multipart/form-data; boundary=" + "x" * 300, "application/json", "text/plain", "text/xml", "",
    "application/x-www-form-urlencoded; charset=iso-8859-1",
    "multipart/form-data; boundary=limit; charset=utf-16",
    "application/x-www-form-urlencoded; charset=hex", "x" * 2_000, "image/svg+xml; charset=\x80", "/;;=",
]  # fmt: skip
VALUES = [
    "", " ", "0", "1", "-1", "2", "9" * 25, "1.5", "1e400", "NaN", "²", "٣", "true", "on", "null",
    "[]", "{}",
    "é", "œ’—", "🙂" * 50, "x" * 3_000, "\x00", "a\x0bb", "a\r\nSet-Cookie: x=1", "\u202e", "\ufeff",
    "\ud7ff",
    "'", '"', '" OR 1=1 --', "%", "%00", "%FF", "_", "*", "\\", "/", "//evil.org",
    "https://evil.org/", "../../etc",
    "<script>", "{{ 7*7 }}", "{% x %}", "%(x)s", "${x}", "fr", "en", "2026-02-30", "2026-12-01",
    "0001-01-01",
    "9999-12-31", "25:61", "12:00", "48.8,2.3", "999,999", "mois", "atelier", "jardin", "a AND (",
    "NEAR(", "a" * 81,
    "1,2,3", ",", "1," * 500, "-" * 40, "root", "random", "javascript:alert(1)", "zoe@example.org",
    "0612345678",
]  # fmt: skip
#: What addresses understand and no form names.
KNOWN = [
    "date", "langue", "suite", "q", "p", "page", "vue", "mois", "retour", "geste", "pages", "titre",
    "avant",
    "version", "complete", "change", "refus", "annee", "debut", "ordre", "next", "login", "password",
    "return_url",
    "fields", "limit", "offset", "search", "search_operator", "order", "type", "child_of",
    "html_path", "format",
    "locale", "theme", "park", "tag", "List-Unsubscribe", "csrfmiddlewaretoken", "email", "code",
    "action", "",
]  # fmt: skip
FORMS = (CatalogueForm, AgendaForm, ProposalForm, RegistrationForm, SubscriptionForm)
NAMES = sorted({*KNOWN, *(name for form in FORMS for name in form.base_fields)})
HEADERS = {
    "HTTP_HOST": ["localhost", "evil.org", "local host", "[::1", "", "localhost:99999", "é"],
    "HTTP_ACCEPT_LANGUAGE": ["en", "*", "x" * 500, "fr;q=é", ",,,", "zh-hans-" * 30],
    "HTTP_COOKIE": ["sessionid=x; csrftoken=y", "=;;=", "classeur=x:y:z", "lecture=facile", "x" * 5_000],
    "HTTP_X_FORWARDED_FOR": ["1.2.3.4, x", "", ",", "é"],
    "HTTP_IF_MODIFIED_SINCE": ["x", "Thu, 01 Jan 0001 00:00:00 GMT", "Thu, 32 Feb 2026 99:00:00 GMT"],
    "HTTP_IF_NONE_MATCH": ["*", '"', 'W/"x"', "x" * 500],
    "HTTP_RANGE": ["bytes=0-", "bytes=5-1", "x", "bytes=-" + "9" * 30],
    "HTTP_ACCEPT_ENCODING": ["gzip", "br", "*;q=x"],
    "HTTP_ACCEPT": ["text/html", "application/json", "*/*", "x/y;q=é", "image/*, ,"],
    "HTTP_ORIGIN": ["null", "http://localhost", "https://evil.org", "http://[", "é"],
    "HTTP_REFERER": ["http://[", "https://evil.org/", "x" * 3_000],
    "HTTP_SEC_FETCH_SITE": ["same-origin", "cross-site", "x"],
    "HTTP_X_REQUESTED_WITH": ["XMLHttpRequest"],
    "CONTENT_LENGTH": ["0", "-1", "x", "99999999999"],
}  # fmt: skip


@dataclass
class Site:
    """All that can be asked for, and a page of each type; made once for all tests of the module."""

    addresses: list[str]
    #: Stand in the place of what an address has to name.
    keys: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def kept_site(django_db_setup, django_db_blocker):
    with transaction_of_many_tests(django_db_blocker):
        yield make_site(Tree())


@pytest.fixture
def site(kept_site, db) -> Site:
    return kept_site


def make_site(tree: Tree) -> Site:
    pages = [tree.home, *(tree.add(each, easy_read="<p>Court.</p>") for each in page_types())]
    for each in (AgendaPage, CataloguePage, StandardPage):
        pages.append(translate(next(page for page in pages if isinstance(page, each))))
    for park in (page for page in pages if type(page).__name__ == "ParkPage"):
        open_park_of(park)
    workshop = next(page for page in pages if isinstance(page, WorkshopPage))
    WorkshopPage.objects.filter(pk=workshop.pk).update(takes_registrations=True)
    date = tree.date(workshop, capacity=500)
    join(date, "Zoé")
    subscription = Subscription.objects.create(email="zoe@example.org", selection="", language="fr")
    file = PortalDocument.objects.create(title="Note", file=ContentFile(b"Bonjour", name="note.txt"))
    picture = Picture.objects.create(title="Jardin", file=ImageFile(photo(), name="jardin.jpg"))
    rendition = picture.get_rendition("width-50")
    keys = [
        registration_links.address(Registration.objects.get()).rstrip("/").rpartition("/")[2],
        subscription_links.address(subscription).rstrip("/").rpartition("/")[2],
        str(file.pk), file.filename, str(workshop.pk), rendition.file.name,
    ]  # fmt: skip
    names = sorted({alternate_view.name for _type, alternate_view in alternate_views._registry})
    of_pages = [page.url for page in pages]
    of_alternate_views = [
        alternate_view.address(page.url)
        for page in pages
        for name in names
        if (alternate_view := alternate_views.find(page.specific, name))
    ]
    dated = [f"{workshop.url}inscription/?date={date.pk}"] * 12
    fixed = [address for pattern in public_patterns() for address in made_of(pattern, keys)]
    odd = [
        "/nulle-part/",
        "/en/",
        "/en/nowhere/",
        "/a" * 60 + "/",
        "/é/",
        "/%FF/",
        "/api/v2/pages/x/",
        "//",
        "/;/",
    ]
    return Site([*of_pages, *of_alternate_views, *dated, *fixed, *odd], keys)


def public_patterns() -> Iterator[str]:
    """Every address that the resolver knows, but the admin’s, which ask who one is first."""

    def walk(patterns: list, before: str) -> Iterator[str]:
        for each in patterns:
            route = before + (str(each.pattern).removeprefix("^") if before else str(each.pattern))
            if isinstance(each, URLResolver):
                yield from () if route == "admin/" else walk(each.url_patterns, route)
            elif isinstance(each, URLPattern):
                yield route

    yield from walk(get_resolver().url_patterns, "")


def made_of(route: str, keys: list[str]) -> list[str]:
    """Addresses of a pattern: with each key that could be meant, and with something else."""
    bare = re.sub(r"[\^$]", "", route)
    holes = re.findall(r"<\w+:\w+>|\((?:[^()]|\([^()]*\))*\)", bare)
    if not holes:
        return [f"/{bare}"]
    return [
        "/" + re.sub(r"<\w+:\w+>|\((?:[^()]|\([^()]*\))*\)", lambda _hole, key=key: quote(key), bare)
        for key in [*keys, "1", "x-y", "99999999999999999999", "é.ics"]
    ]


@dataclass(frozen=True)
class Asked:
    method: str
    address: str
    body: bytes
    content_type: str
    headers: dict[str, str]
    checks_token: bool


def requests(site: Site) -> Iterator[Asked]:
    chance = random.Random(SEED)
    values = [*VALUES, *site.keys]
    for number in range(NUMBER):
        address = site.addresses[number % len(site.addresses)]
        if chance.random() < 0.7:
            address += ("&" if "?" in address else "?") + query(chance, values)
        content_type = chance.choice(TYPES)
        headers = {
            name: chance.choice(HEADERS[name])
            for name in chance.sample(sorted(HEADERS), chance.choice([0, 0, 1, 2]))
        }
        yield Asked(
            chance.choice(METHODS),
            address,
            body(chance, values, content_type),
            content_type,
            {name: value.encode().decode("latin-1") for name, value in headers.items()},
            chance.random() < 0.3,
        )


def pairs(chance: random.Random, values: list[str]) -> list[tuple[str, str]]:
    return [(chance.choice(NAMES), chance.choice(values)) for _each in range(chance.randint(0, 6))]


def query(chance: random.Random, values: list[str]) -> str:
    return chance.choice(["&&=", "%", "a" * 3_000, "%E9=%ED%A0%80", urlencode(pairs(chance, values))] + [
        urlencode(pairs(chance, values)) for _each in range(8)
    ])  # fmt: skip


def body(chance: random.Random, values: list[str], content_type: str) -> bytes:
    sent = [
        *pairs(chance, values),
        ("timestamp", spam_protection.new_timestamp()),
        ("csrfmiddlewaretoken", TOKEN),
    ]
    if chance.random() < 0.1:
        return bytes(chance.randrange(256) for _each in range(chance.randint(0, 400)))
    if "boundary=limit" not in content_type:
        return urlencode(sent).encode()
    files = ["", "", "; filename=x.png"]
    head = "--limit\r\nContent-Disposition: form-data"
    parts = [f'{head}; name="{name}"{chance.choice(files)}\r\n\r\n{value}\r\n' for name, value in sent]
    return ("".join(parts) + chance.choice(["--limit--\r\n", ""])).encode()


def ask(client: Client, asked: Asked) -> int:
    try:
        return client.generic(
            asked.method, asked.address, asked.body, content_type=asked.content_type, **asked.headers
        ).status_code
    except UnicodeError:
        return 0  # the client itself cannot send it


def test_every_public_address_is_among_those_asked_for(site):
    known = set(public_patterns())
    met = set()
    for address in site.addresses:
        try:
            met.add(resolve(address.partition("?")[0]).route)
        except Resolver404:
            continue
    assert known - met == set()


def test_no_request_is_an_error_of_the_site_nor_takes_long(site, monkeypatch):
    monkeypatch.setattr(spam_protection, "SHORTEST", timedelta(0))
    monkeypatch.setattr("django.test.client.WSGIRequest", PortalHandler.request_class)
    clients = {
        checks: Client(enforce_csrf_checks=checks, raise_request_exception=False)
        for checks in (True, False)
    }
    failed: list[tuple[int | str, Asked]] = []
    statuses: Counter[int] = Counter()
    for asked in requests(site):
        clients[asked.checks_token].cookies.clear()
        if asked.checks_token:
            clients[True].cookies["csrftoken"] = TOKEN
        began = time.process_time()
        status = ask(clients[asked.checks_token], asked)
        if time.process_time() - began > MOST_SECONDS:
            failed.append(("slow", asked))
        if status >= 500:
            failed.append((status, asked))
        statuses[status] += 1
        if len(failed) > 9:
            break
    assert failed == []
    assert statuses.total() >= 3_000
    # They reach what they are meant to try, and are not all refused at the door.
    assert statuses[200] > NUMBER / 4
    assert statuses[302] > 20


def test_reading_asks_for_no_lock_of_writers(site):
    """But for the sizes of pictures, made once: on SQLite a reader would wait for whoever writes."""

    def refuse(execute, sql, params, many, context):
        if re.match(r"\s*(INSERT|UPDATE|DELETE|SAVEPOINT|REPLACE)\b", sql) and "rendition" not in sql:
            written.add((address, sql[:60]))
        return execute(sql, params, many, context)

    client, written = Client(), set()
    addresses = [address for address in site.addresses if not address.startswith("/admin/")]
    with connection.execute_wrapper(refuse):
        for address in addresses:
            client.get(address)
    assert written == set()


def test_without_the_database_every_address_says_when_to_come_back(site):
    """In the site’s face and without a query; the probe says so too."""

    def fail(execute, sql, params, many, context):
        asked.append(sql)
        raise OperationalError("out of reach") from psycopg.OperationalError("out of reach")

    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(fail):
        for address in site.addresses:
            asked: list[str] = []
            answer = client.get(address)
            if not asked or answer.status_code in (400, 403, 405):
                assert answer.status_code < 500, address  # it needs no database to be answered
                continue
            assert answer.status_code == 503, (address, answer.status_code)
            assert int(answer["Retry-After"]) > 0
            has_face = answer["Content-Type"].startswith("text/html")
            assert not has_face or "<h1>" in answer.content.decode()
        assert client.get("/sante/").status_code == 503

"""A log opens nothing: keys, tokens and passwords are cut from whatever is logged, by whom ever."""

import logging
from urllib.parse import quote, urlsplit

import pytest
from django.core.signing import TimestampSigner, dumps
from django.db import IntegrityError
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from portal.operations.logs import CUT, cut
from portal.visitors import own_pages
from projects.agenda.models import AgendaPage, WorkshopPage
from projects.registrations import links as registration_links
from projects.registrations.models import Registration
from projects.subscriptions import links as subscription_links
from projects.subscriptions import services
from projects.subscriptions.models import Subscription
from projects.subscriptions.services import Request
from tests.support.registrations import join

KEY = "8f14e45fceea167a5a36dedd4bea2543"
SIGNED = TimestampSigner().sign(KEY)
RESET = f"1-d3xyza-{KEY}"

#: How parameters are called that open something.
SECRET = {"key", "signed", "token"}


def texts():
    return [
        f"Not Found: /mon-inscription/{KEY}/",
        f"Method Not Allowed (PUT): /en/mon-abonnement/{KEY}.abc/fin/",
        f'"GET /mon-inscription/{KEY}%3E HTTP/1.1" 404 12',
        f"http://localhost/admin/compte/login/?next=%2Fmon-inscription%2F{KEY}%2F",
        f"http://localhost/admin/compte/login/?next=%252Fmon-abonnement%252F{KEY}%252F",
        f"Bad Request: /admin/compte/password/reset/key/{RESET}/",
        f"KeyError: '{RESET}'",
        f"Forbidden: /admin/compte/confirm-email/{SIGNED}/",
        f"/agenda/inscription-recue/?suite={dumps({'zoe': KEY})}",
        f"a stamp {SIGNED} was refused",
        f"GET /x/?a=1&token={KEY}&b=2",
        f"GET /x/?reset_token={KEY}",
        f"Cookie: csrftoken={KEY}; sessionid={KEY}",
        f"<QueryDict: {{'password': ['{KEY}'], 'csrfmiddlewaretoken': ['{KEY}']}}>",
        f"Authorization: Bearer {KEY}",
        f"could not connect to postgres://portal:{KEY}@db:5432/portal",
        f"null value violates not-null\nDETAIL:  Failing row contains (12, Zoé, {KEY}).",
    ]


class TestWhatOpensSomething:
    @pytest.mark.parametrize("text", texts())
    def test_is_cut(self, text):
        assert KEY not in cut(text)
        assert CUT in cut(text)

    @pytest.mark.parametrize(
        "person",
        [
            *("zoe.martin+x@example.org", "zoe%40example.org", "zoe%2540example.org"),
            *("06 12 34 56 78", "+33 6 12 34 56 78", "06\u00a012\u00a034\u00a056\u00a078"),
            *("06/12/34/56/78", "06\u201112\u201134\u201156\u201178", "0696 12 34 56", "06+12+34+56+78"),
            *(
                "+596 696 12 34 56",
                "+262692123456",
                "+508411234",
                "+41 21 693 11 11",
                "00596 696 12 34 56",
            ),
            *("%2B33612345678", "+44 (0)20 7946 0958"),
        ],
    )
    def test_so_is_what_reaches_a_person(self, person):
        assert person not in cut(f"IntegrityError: ({person}) already exists")

    @pytest.mark.parametrize(
        "text",
        [
            "Not Found: /agenda/coudre-ensemble/?page=2&q=covoiturage",
            "Not Found: /classeur/partage/?fiches=1,2",
            "Message 12 could not be sent: KeyError at portal/mail/queue.py:12 f < x.py:3 key",
            "Forbidden (CSRF token missing.): /agenda/proposer/",
            "/admin/compte/password/reset/key/done/",
            "http://localhost:8000/2026/11/30 10:12:45,123",
            "[2026-11-30 10:12:45 +0100] [12345] 0.0123 s, 00:10:45, 2026-11-30T10:12:45+01:00",
        ],
    )
    def test_the_rest_stays(self, text):
        assert cut(text) == text


def _addresses_with_keys(patterns=None, namespaces=()):
    """Of every pattern whose parameter is a key: the address, with a key of ours."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if not isinstance(each, URLPattern):
            more = (each.namespace,) if each.namespace else ()
            yield from _addresses_with_keys(each.url_patterns, namespaces + more)
            continue
        names = set(getattr(each.pattern, "converters", ())) | set(each.pattern.regex.groupindex)
        if names & SECRET:
            values = {name: KEY if name in SECRET else "1" for name in names}
            yield reverse(":".join((*namespaces, each.name)), kwargs=values)


def test_no_address_with_a_key_is_left_out():
    found = list(_addresses_with_keys())
    assert len(found) >= 9
    for address in found:
        assert KEY in address
        assert KEY not in cut(f"Not Found: {address}")
        assert KEY not in cut(f"/admin/compte/login/?next={quote(address, safe='')}")


@pytest.mark.parametrize(
    "logger", ["", "django.request", "django.server", "granian.access", "any.library"]
)
class TestARecordOf:
    def test_says_none_in_its_message_or_arguments(self, logger, caplog):
        line = '[%(time)s] "%(method)s %(path)s"'
        logger = logging.getLogger(logger)
        logger.addHandler(caplog.handler)
        logger.error("Not Found: %s", f"/mon-inscription/{KEY}/")
        logger.error(line, {"time": 1, "method": "GET", "path": f"/mon-abonnement/{KEY}/"})
        logger.error("no %d such %s", f"/mon-abonnement/{KEY}/")
        logger.removeHandler(caplog.handler)
        assert "/mon-inscription/…/" in caplog.text
        assert KEY not in caplog.text
        assert not any(KEY in str(record.args) for record in caplog.records)

    def test_says_none_in_an_exception_nor_in_what_caused_it(self, logger, caplog):
        logger = logging.getLogger(logger)
        logger.addHandler(caplog.handler)
        try:
            try:
                raise ValueError(f"/mon-inscription/{KEY}/")
            except ValueError as error:
                raise IntegrityError(f"DETAIL:  ({KEY}, zoe@example.org)") from error
        except IntegrityError:
            logger.exception("It failed")
        logger.removeHandler(caplog.handler)
        assert "IntegrityError" in caplog.text
        assert KEY not in caplog.text
        assert "zoe" not in caplog.text

    def test_keeps_its_arguments_where_they_are_harmless(self, logger, caplog):
        logging.getLogger(logger).error("Document %s cannot be read", 12)
        assert all(record.args == (12,) for record in caplog.records)

    @pytest.mark.parametrize("where", ["message", "exception"])
    def test_can_be_written_to_any_file(self, logger, caplog, where):
        logger = logging.getLogger(logger)
        logger.addHandler(caplog.handler)
        try:
            raise ValueError("caf\udce9")
        except ValueError as error:
            logger.error("%s", error if where == "message" else "x", exc_info=where == "exception")
        logger.removeHandler(caplog.handler)
        assert "caf\\udce9" in caplog.text.encode().decode()


@pytest.mark.django_db
class TestSomebodysOwnPage:
    @pytest.fixture(params=["registration", "subscription"])
    def link(self, request, tree):
        date = tree.date(tree.add(WorkshopPage, place_name="Salle", takes_registrations=True))
        tree.add(AgendaPage)
        if request.param == "registration":
            join(date, "zoe")
            return registration_links.address(Registration.objects.get())
        services.subscribe(Request("ali@example.org", "", "fr"), date.created_at)
        return subscription_links.address(Subscription.objects.get())

    def test_is_named_by_no_log_whatever_goes_wrong(self, link, caplog):
        strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
        path = urlsplit(link).path
        with caplog.at_level(logging.DEBUG, "django.request"):
            for answer in (
                strict.get(path[:-9] + "/"),
                strict.put(path),
                strict.post(path, {"people": "-3"}),
                strict.post(path + "annuler/", {"people": "x" * 100}),
                strict.post(path + "arreter/"),
                strict.get(path + "rien/"),
            ):
                assert answer.status_code < 500
        assert "/mon-" in caplog.text
        assert path.split("/")[2][:16] not in caplog.text

    def test_is_named_by_no_error_of_the_server(self, link, caplog, monkeypatch):
        def failing(*_args, **_kwargs):
            raise RuntimeError(link)

        monkeypatch.setattr(own_pages, "private", failing)
        path = urlsplit(link).path
        assert Client(raise_request_exception=False).get(path).status_code == 500
        assert "RuntimeError" in caplog.text
        assert path.split("/")[2][:16] not in caplog.text

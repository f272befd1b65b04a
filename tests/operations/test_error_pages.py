"""What goes wrong is told in the site’s face and language, and nothing typed is lost."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.db import InterfaceError
from django.http import Http404, HttpRequest
from django.test import Client

from home.catalogue.models import CataloguePage
from home.models import StandardPage
from portal.forms import spam_protection
from portal.operations import error_pages
from portal.operations.requests import PortalHandler
from projects.agenda import services as agenda
from projects.agenda.models import AgendaPage, WorkshopPage
from projects.parks.models import ParkPage
from projects.registrations import links
from projects.registrations import services as registrations
from projects.registrations.models import Registration
from tests.support.proposals import open_park_of
from tests.support.registrations import join

URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
CHARSETS = [
    "iso-8859-1",
    "windows-1252",
    "x-nobody-knows",
    "hex",
    "idna",
    "utf-16",
    "unicode_escape",
    "\udcff",
]
#: Django’s own words, in its own page.
BARE_DJANGO = re.compile(
    r"Bad Request \(400\)|403 Forbidden|CSRF verification|Not Found</h1>\s*<p>The requested"
)


@pytest.fixture
def places(tree):
    """All addresses that take a form, and one that is nobody’s."""
    open_park_of(tree.add(ParkPage))
    tree.add(CataloguePage)
    agenda_page = tree.add(AgendaPage)
    workshop = tree.add(WorkshopPage, takes_registrations=True, place_name="Salle")
    date = tree.date(workshop, capacity=9)
    join(date, "Zoé")
    person = Registration.objects.get()
    own = {
        view: links.address(person, view).removeprefix("http://localhost") for view in ("mine", "cancel")
    }
    return {
        "registration": f"{workshop.url}inscription/?date={date.pk}",
        "proposal": f"{agenda_page.url}proposer/",
        "subscription": f"{agenda_page.url}abonnement/",
        "own": own["mine"],
        "cancel": own["cancel"],
        "binder": "/classeur/changer/",
        "reading": "/lecture/",
        "sign-in": "/admin/compte/login/",
        "nowhere": "/nulle-part/",
        "nowhere-en": "/en/nowhere/",
    }


class Unreadable(HttpRequest):
    """Whoever reads its body fails."""

    def read(self, *args, **kwargs):
        raise AssertionError("somebody reads the body")

    body = property(read)

    def _load_post_and_files(self):
        self.read()


def asked(path: str) -> HttpRequest:
    request = Unreadable()
    request.method, request.path, request.path_info = "POST", path, path
    request.META |= {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    return request


class TestEachFault:
    @pytest.mark.parametrize("status", error_pages.SAID)
    @pytest.mark.parametrize("path", ["/agenda/", "/en/agenda/"])
    def test_is_told_in_the_sites_face_and_language_and_reads_no_body(self, tree, status, path):
        page = BeautifulSoup(error_pages.answer(asked(path), status).content, "html.parser")
        assert page.html["lang"] == ("en" if path.startswith("/en") else "fr")
        assert page.find("h1")
        assert page.find("link", rel="stylesheet")

    @pytest.mark.parametrize("status", sorted(error_pages.BARE))
    def test_of_the_machine_asks_the_database_nothing(self, django_assert_num_queries, db, status):
        with django_assert_num_queries(0):
            assert error_pages.answer(asked("/"), status).status_code == status

    @pytest.mark.parametrize(
        ("handler", "error", "status"),
        [
            (error_pages.bad_request, BadRequest(), 400),
            (error_pages.bad_request, RequestDataTooBig(), 413),
            (error_pages.permission_denied, PermissionDenied(), 403),
            (error_pages.page_not_found, Http404(), 404),
            (error_pages.too_many_requests, None, 429),
        ],
    )
    def test_has_its_handler(self, tree, handler, error, status):
        assert handler(asked("/"), error).status_code == status

    def test_of_a_host_that_is_not_ours_is_told_too(self, tree):
        answer = Client().get("/en/", HTTP_HOST="evil.example.com")
        assert answer.status_code == 400
        assert BeautifulSoup(answer.content, "html.parser").html["lang"] == "en"

    def test_of_a_wrong_method_keeps_what_is_allowed(self, tree, visitor):
        answer = visitor.delete("/classeur/")
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD"
        assert "<h1>" in answer.content.decode()


@pytest.fixture
def as_served(monkeypatch):
    """Requests as the server hands them over."""
    monkeypatch.setattr("django.test.client.WSGIRequest", PortalHandler.request_class)


@pytest.mark.usefixtures("as_served")
class TestABodyThatCannotBeRead:
    def bodies(self):
        for charset in CHARSETS:
            yield f"{URLENCODED}; charset={charset}", "name=Ren%E9&people=2"
            yield (
                f'{MULTIPART}; boundary=x; charset="{charset}"',
                ('--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nRené\r\n--x--\r\n'),
            )
        yield MULTIPART, "name=x"
        yield f"{MULTIPART}; boundary=", "name=x"
        yield f"{MULTIPART}; boundary=x", "--x\r\nContent-Disp"
        head = 'Content-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64'
        yield f"{MULTIPART}; boundary=x", f"--x\r\n{head}\r\n\r\n%%%\r\n--x--"
        yield URLENCODED, "&".join(f"a{number}=1" for number in range(10_001))
        yield URLENCODED, "name=" + "x" * 3_000_000

    def test_is_no_error_of_the_site_at_any_form_nor_anywhere(self, places, settings):
        clients = [Client(enforce_csrf_checks=strict, raise_request_exception=False) for strict in (0, 1)]
        for content_type, body in self.bodies():
            for name, address in places.items():
                for client in clients:
                    answer = client.generic("POST", address, body.encode(), content_type)
                    said = (name, content_type, answer.status_code)
                    assert answer.status_code < 500, said
                    if answer.status_code >= 400:
                        text = answer.content.decode()
                        assert "<h1>" in text, said
                        assert not BARE_DJANGO.search(text), said
            assert clients[0].get("/?a=é", CONTENT_TYPE=content_type).status_code == 200


class TestAFormWithoutItsCookie:
    TYPED = {
        "registration": {"name": "Amélie & co", "email": "amelie@example.org", "people": "2"},
        "proposal": {"title": "Un goûter d’hiver", "organiser": "L’Amicale", "people": "2"},
        "subscription": {"email": "amelie@example.org"},
        "own": {"people": "3", "needs": "Une chaise, s’il vous plaît"},
    }

    @pytest.mark.parametrize("name", TYPED)
    def test_comes_back_filled_in_and_does_nothing(self, places, name):
        kept = Registration.objects.values().get()
        typed = self.TYPED[name]
        stamp = {} if name == "own" else {"timestamp": spam_protection.new_timestamp()}
        answer = Client(enforce_csrf_checks=True).post(places[name], typed | stamp)
        page = BeautifulSoup(answer.content, "html.parser")
        assert answer.status_code == 403
        assert "no-store" in answer["Cache-Control"]
        assert "n’est pas parti" in page.find(id="erreurs").text
        for field, value in typed.items():
            shown = page.find(attrs={"name": field})
            assert shown is None or value in (shown.get("value"), shown.text.strip()), field
        assert Registration.objects.values().get() == kept

    def test_is_sent_all_the_same_by_a_browser_that_says_where_it_comes_from(self, places, monkeypatch):
        monkeypatch.setattr(spam_protection, "SHORTEST", timedelta(0))
        typed = self.TYPED["registration"] | {"timestamp": spam_protection.new_timestamp()}
        client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
        assert client.post(places["registration"], typed).status_code == 302
        assert Registration.objects.count() == 2

    def test_that_another_site_sends_does_nothing(self, places):
        typed = self.TYPED["registration"] | {"timestamp": spam_protection.new_timestamp()}
        client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "cross-site"})
        assert client.post(places["registration"], typed).status_code == 403
        assert Registration.objects.count() == 1

    def test_elsewhere_comes_back_in_a_page_of_its_own_less_what_is_secret(self, places):
        typed = {"login": "amelie@example.org", "password": "mon secret à moi"}
        answer = Client(enforce_csrf_checks=True).post(places["sign-in"], typed)
        text = answer.content.decode()
        assert answer.status_code == 403
        assert "amelie@example.org" in text
        assert "mon secret" not in text

    def test_of_somebody_signed_in_is_not_one_click_from_what_another_site_wants(self, admin, places):
        client = Client(enforce_csrf_checks=True)
        client.cookies = admin.cookies
        answer = client.post(
            "/admin/pages/1/delete/", {"next": "elsewhere"}, HTTP_ORIGIN="https://evil.org"
        )
        assert answer.status_code == 403
        assert "<form" not in answer.content.decode().split("<main")[1]


class TestAFormThatTheDatabaseCannotTakeNow:
    @pytest.fixture
    def busy(self, monkeypatch):
        def fail(*args, **kwargs):
            raise InterfaceError("the connection is closed")

        monkeypatch.setattr(spam_protection, "SHORTEST", timedelta(0))
        monkeypatch.setattr(registrations, "register", fail)
        monkeypatch.setattr(registrations, "cancel", fail)
        monkeypatch.setattr(agenda, "change", fail)

    def test_comes_back_filled_in(self, places, busy):
        typed = {
            "name": "Amélie",
            "email": "amelie@example.org",
            "people": "2",
            "timestamp": spam_protection.new_timestamp(),
        }
        answer = Client().post(places["registration"], typed)
        page = BeautifulSoup(answer.content, "html.parser")
        assert answer.status_code == 503
        assert int(answer["Retry-After"]) > 0
        assert page.find(attrs={"name": "name"})["value"] == "Amélie"
        assert "très occupé" in page.find(id="erreurs").text

    def test_or_in_a_page_of_its_own(self, places, busy):
        answer = Client().post(places["cancel"], {"word": "Je suis malade"})
        assert answer.status_code == 503
        assert int(answer["Retry-After"]) > 0
        assert "Je suis malade" in answer.content.decode()


def test_a_form_that_breaks_off_is_a_bad_request(places, monkeypatch):
    def broken(self):
        from django.http import UnreadablePostError

        raise UnreadablePostError("the connection is gone")

    monkeypatch.setattr("django.core.handlers.wsgi.WSGIRequest._load_post_and_files", broken)
    answer = Client(raise_request_exception=False).post(places["registration"], {"name": "Amélie"})
    assert answer.status_code == 400


def test_a_standard_page_still_answers(tree, visitor):
    assert visitor.get(tree.add(StandardPage).url).status_code == 200

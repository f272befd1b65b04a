"""Links that lead nowhere are found, politely, and told to who may mend them."""

import threading
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from home.models import StandardPage
from portal.media.models import PortalDocument
from portal.writing.advice import advice_on
from portal.writing.links import outside, services
from portal.writing.links.outside import Asker, Pacer, is_public
from portal.writing.models import DeadLink, Fault
from projects.parks.models import ParkIndexPage
from tests.people.test_roles import Team, sign_in
from tests.support.publication import publish

LOCAL = "127.0.0.1"


class Site(BaseHTTPRequestHandler):
    """Answers by the address asked: /404, /to?where…; remembers what it was asked."""

    def do_HEAD(self):
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        if self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", self.path.partition("?")[2])
        elif self.path.startswith("/no-head") and self.command == "HEAD":
            self.send_response(405)
        else:
            self.send_response(int(self.path[1:4]) if self.path[1:4].isdigit() else 200)
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *_args):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer((LOCAL, 0), Site)
    server.asked = []
    server.address = f"http://{LOCAL}:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def asker():
    return Asker(Pacer(pause=0), allowed=[LOCAL])


@contextmanager
def resolved_as(monkeypatch, *addresses):
    """Every host stands at these addresses, while nothing is ever connected to."""
    found = [(None, None, None, "", (address, 80)) for address in addresses]
    monkeypatch.setattr(outside.socket, "getaddrinfo", lambda *_args, **_kinds: found)
    monkeypatch.setattr(outside.socket, "create_connection", lambda *_args: pytest.fail("connected"))
    yield


class TestAskingAnotherSite:
    @pytest.mark.parametrize(
        ("path", "fault"),
        [
            ("/", None),
            ("/404", Fault.NOT_FOUND),
            ("/410", Fault.NOT_FOUND),
            ("/401", None),
            ("/403", None),
            ("/429", None),
            ("/503", Fault.NO_ANSWER),
            ("/no-head", None),
            ("/to?/", None),
            ("/to?/404", Fault.NOT_FOUND),
            ("/to?/to?/to?/", None),
            ("/to?", None),
            ("/é à?q=œ", None),
        ],
    )
    def test_tells_what_is_gone_from_what_is_kept_from_robots(self, site, asker, path, fault):
        assert asker.ask(site.address + path) == fault

    def test_says_who_asks_and_reads_no_body(self, site, asker, settings):
        site.asked.clear()
        asker.ask(site.address + "/200")
        ((command, _path, who),) = site.asked
        assert command == "HEAD"
        assert settings.SITE_URL in who

    def test_goes_round_in_no_circle(self, site, asker):
        path = "/to?" * 20
        assert asker.ask(site.address + path) == Fault.NO_ANSWER

    def test_gives_up_on_silence(self, asker):
        assert asker.ask(f"http://{LOCAL}:1/") == Fault.NO_ANSWER

    @pytest.mark.parametrize(
        "target",
        [
            "http://",
            "http://[::1",
            "http://x:port/",
            "https://a b.example/",
            "http://" + "a" * 300 + ".example/",
            "http://\0/",
            "http://xn--/",
            "file:///etc/passwd",
            "http://..",
        ],
    )
    def test_bears_any_address(self, target, asker, monkeypatch):
        monkeypatch.setattr(outside.socket, "getaddrinfo", know_nobody)
        assert asker.ask(target) in {Fault.NO_ANSWER, Fault.UNKNOWN_SITE}


def know_nobody(*_args, **_kinds):
    raise outside.socket.gaierror


class TestAddressesThatAreNotPublic:
    @pytest.mark.parametrize(
        "address",
        [
            *("127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
            *("224.0.0.1", "::1", "fc00::1", "fe80::1%eth0", "::ffff:127.0.0.1", "::ffff:8.8.8.8"),
            *("64:ff9b::7f00:1", "2002:7f00:1::"),
        ],
    )
    def test_are_known(self, address):
        assert not is_public(address)

    @pytest.mark.parametrize("address", ["9.9.9.9", "2620:fe::9"])
    def test_are_not_all(self, address):
        assert is_public(address)

    def test_are_not_asked(self, site):
        site.asked.clear()
        assert Asker(Pacer(pause=0)).ask(site.address) == Fault.NOT_PUBLIC
        assert site.asked == []

    @pytest.mark.parametrize("host", ["2130706433", "127.1", "[::1]", "localhost"])
    def test_are_not_asked_however_they_are_written(self, host):
        assert Asker(Pacer(pause=0)).ask(f"http://{host}/") == Fault.NOT_PUBLIC

    @pytest.mark.parametrize("host", ["127.0.0.2", "[::ffff:127.0.0.1]", "[::1]"])
    def test_are_not_reached_by_a_redirect(self, site, asker, host):
        elsewhere = f"http://{host}:{site.server_address[1]}/200"
        assert asker.ask(f"{site.address}/to?{elsewhere}") == Fault.NOT_PUBLIC

    def test_spoil_a_name_that_has_others_too(self, monkeypatch):
        with resolved_as(monkeypatch, "9.9.9.9", "10.0.0.1"):
            assert Asker(Pacer(pause=0)).ask("http://x.example/") == Fault.NOT_PUBLIC


class TestPace:
    def test_is_one_request_a_second_to_each_host(self):
        slept = []
        pacer = Pacer(clock=lambda: 100.0, sleep=slept.append)
        for host in ("a", "b", "a", "a", "b"):
            pacer.wait(host)
        assert slept == [1.0, 2.0, 1.0]


def link(target) -> str:
    return f"<p><a {target}>le plan</a></p>"


def to_page(page) -> str:
    return link(f'linktype="page" id="{page.pk}"')


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def write(tree):
    """A published page with a text."""
    return lambda html: tree.add(StandardPage, body=[("text", html)])


def nothing_is_wrong(_targets):
    return {}


class TestLinksWithinTheSite:
    def dead(self, now):
        return {row.page_id: row.fault for row in services.check(now, ask=None)}

    def test_are_dead_when_their_page_is_gone_unpublished_or_restricted(self, tree, write, now):
        there, gone, draft, restricted = (tree.add(StandardPage) for _number in range(4))
        pages = [write(to_page(target)) for target in (there, gone, draft, restricted)]
        gone.delete()
        draft.unpublish()
        PageViewRestriction.objects.create(page=restricted, restriction_type="login")
        assert self.dead(now) == {
            pages[1].pk: Fault.GONE,
            pages[2].pk: Fault.UNPUBLISHED,
            pages[3].pk: Fault.RESTRICTED,
        }

    def test_are_dead_when_their_document_is_gone_or_restricted(self, tree, write, now):
        documents = [
            PortalDocument.objects.create(title="Plan", file=ContentFile(b"x", name="plan.txt"))
            for _number in range(2)
        ]
        pages = [write(link(f'linktype="document" id="{each.pk}"')) for each in documents]
        documents[0].delete()
        assert self.dead(now) == {pages[0].pk: Fault.GONE}
        collection = documents[1].collection
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
        assert self.dead(now)[pages[1].pk] == Fault.RESTRICTED

    @pytest.mark.parametrize("key", ["", "x", "9" * 30, "-1", "٣"])
    def test_bear_any_number(self, write, now, key):
        page = write(link(f'linktype="page" id="{key}"'))
        assert self.dead(now) in ({page.pk: Fault.GONE}, {})

    def test_of_drafts_are_nobody_s_business_yet(self, write, now):
        page = write(link('linktype="page" id="999999"'))
        page.unpublish()
        assert self.dead(now) == {}


class TestLinksToOtherSites:
    def test_are_asked_once_and_remembered_since_when_they_are_dead(self, write, now):
        asked = []

        def ask(targets):
            asked.append(sorted(targets))
            return {"https://a.example/": Fault.NOT_FOUND}

        for _page in range(2):
            write(link('href="https://a.example/"') + link('href="mailto:a@b.example"'))
        services.check(now, ask)
        services.check(now + timedelta(days=7), ask)
        assert asked == [["https://a.example/"]] * 2
        rows = DeadLink.objects.all()
        assert {row.since for row in rows} == {now}
        assert {row.checked_at for row in rows} == {now + timedelta(days=7)}
        assert len(rows) == 2

    def test_are_forgotten_once_they_answer(self, write, now):
        write(link('href="https://a.example/"'))
        services.check(now, lambda targets: dict.fromkeys(targets, Fault.NO_ANSWER))
        assert not services.check(now, nothing_is_wrong)

    def test_are_left_as_they_are_offline(self, write, now):
        write(link('href="https://a.example/"'))
        services.check(now, lambda targets: dict.fromkeys(targets, Fault.NO_ANSWER))
        call_command("check_links", offline=True, verbosity=0)
        assert DeadLink.objects.get().checked_at == now

    def test_are_forgotten_with_the_page_that_no_longer_has_them(self, write, now):
        page = write(link('href="https://a.example/"') + link('href="https://b.example/"'))
        services.check(now, lambda targets: dict.fromkeys(targets, Fault.NO_ANSWER))
        page.body = [("text", link('href="https://b.example/"'))]
        publish(page)
        assert [row.target for row in DeadLink.objects.all()] == ["https://b.example/"]

    def test_of_pages_published_while_they_were_asked_wait_for_the_next_time(self, write, now):
        page = write(link('href="https://a.example/"'))

        def ask(targets):
            page.body = [("text", link('href="https://b.example/"'))]
            publish(page)
            return dict.fromkeys(targets, Fault.NO_ANSWER)

        assert not services.check(now, ask)

    def test_longer_than_any_address_harm_nobody(self, write, now):
        write(link(f'href="https://a.example/{"x" * 10_000}"'))
        assert not services.check(now, lambda targets: dict.fromkeys(targets, Fault.NO_ANSWER))


class TestWhoIsTold:
    @pytest.fixture
    def teams(self, tree, now):
        tree.add(ParkIndexPage)
        teams = [Team(tree, "Vexin", "À nous"), Team(tree, "Ballons", "À eux")]
        for team in teams:
            team.draft.body = [("text", link('href="https://a.example/"'))]
            publish(team.draft)
        services.check(now, lambda targets: dict.fromkeys(targets, Fault.NO_ANSWER))
        return teams

    def test_finds_the_pages_of_their_park_on_the_first_screen(self, teams):
        html = sign_in(teams[0].communicator).get("/admin/").content.decode()
        assert "page avec un lien mort" in html
        place = f"body.{teams[0].draft.body[0].id}"
        assert f"/admin/pages/{teams[0].draft.pk}/edit/#:w:contentpath={place}" in html
        assert f"/admin/pages/{teams[1].draft.pk}/edit/" not in html

    def test_reads_in_the_form_what_is_wrong(self, teams):
        page = teams[0].draft
        (remark,) = advice_on(page).remarks
        (hint,) = remark.hints
        assert (hint.excerpt, hint.note) == ("le plan", "le site ne répond pas")
        page.body = [("text", link('href="https://b.example/"'))]
        assert advice_on(page).remarks == []

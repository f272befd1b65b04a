"""What visitors get from the page cache."""

from threading import Semaphore, Thread

import pytest
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.catalogue.models import CataloguePage
from home.models import StandardPage
from methods.models import MethodSheetPage
from portal.caching import moments, page_cache, versions
from portal.caching.models import Scope
from portal.caching.store import Entry, Key, Store
from portal.caching.versions import Versions
from portal.statistics import page_views
from projects.agenda.models import AgendaPage, WorkshopPage
from tests.support.publication import complete, publish
from tests.support.visitors import FIREFOX, Visitors

pytestmark = [pytest.mark.django_db, pytest.mark.searches]


@pytest.fixture
def sheet(tree):
    return complete(tree.add(MethodSheetPage, title="Tenir une réunion"))


@pytest.fixture
def visitors(sheet):
    there = Visitors()
    # Its first drawing makes the renditions of its pictures.
    there.get(sheet.url)
    return there


class TestAPageReadAgain:
    def test_is_not_drawn_again(self, visitors, sheet):
        assert not visitors.was_drawn(sheet.url)

    def test_is_the_same_in_every_coding(self, visitors, sheet):
        whole = [
            visitors.get(sheet.url, ACCEPT_ENCODING=accepted).body
            for accepted in ("br", "gzip", "identity", "", "br;q=0, gzip", "*", "deflate")
        ]
        assert "Tenir une réunion" in whole[0].decode()
        assert set(whole) == {whole[0]}

    @pytest.mark.parametrize(
        ("accepted", "coding"),
        [
            ("gzip, deflate, br, zstd", "br"),
            ("gzip", "gzip"),
            ("br;q=0, gzip;q=0.5", "gzip"),
            ("*", "br"),
            ("", None),
            ("identity", None),
            ("gzip;q=0", None),
        ],
    )
    def test_is_sent_as_its_reader_accepts(self, visitors, sheet, accepted, coding):
        answer = visitors.get(sheet.url, ACCEPT_ENCODING=accepted)
        assert answer.headers.get("Content-Encoding") == coding
        assert answer.headers["Content-Length"] == str(len(answer.sent))
        assert answer.headers["Vary"] == "Accept-Encoding"

    def test_has_the_headers_of_the_first_time(self, sheet):
        visitors = Visitors()
        first, second = visitors.get(sheet.url), visitors.get(sheet.url)
        assert first.headers == second.headers
        assert first.body == second.body
        assert "default-src 'none'" in second.headers["Content-Security-Policy"]

    def test_lets_browsers_ask_again_each_time(self, visitors, sheet):
        assert visitors.get(sheet.url).headers["Cache-Control"] == "public, max-age=0, must-revalidate"

    def test_is_not_sent_to_who_has_it(self, visitors, sheet):
        etag = visitors.get(sheet.url).headers["ETag"]
        for tags in (etag, f"W/{etag}", f'"another", {etag}', "*"):
            answer = visitors.get(sheet.url, IF_NONE_MATCH=tags)
            assert (answer.status, answer.sent) == (304, b"")
            assert "Content-Length" not in answer.headers
        assert visitors.get(sheet.url, IF_NONE_MATCH='"another"').status == 200

    def test_is_not_sent_to_who_has_it_after_another_page_has_changed(self, visitors, tree, sheet):
        etag = visitors.get(sheet.url).headers["ETag"]
        tree.add(StandardPage, title="Ailleurs")
        assert visitors.get(sheet.url, IF_NONE_MATCH=etag).status == 304

    def test_has_no_body_for_head(self, visitors, sheet):
        whole, head = visitors.get(sheet.url), visitors.get(sheet.url, method="HEAD")
        assert (head.status, head.sent, head.headers) == (200, b"", whole.headers)


class TestAChange:
    def test_is_seen_by_the_next_visitor(self, visitors, sheet):
        sheet.title = "Un autre titre"
        publish(sheet)
        assert "Un autre titre" in visitors.get(sheet.url).text

    def test_that_ends_a_publication_is_seen(self, visitors, sheet):
        sheet.unpublish()
        assert visitors.get(sheet.url).status == 404

    def test_that_restricts_a_page_is_seen(self, visitors, sheet):
        PageViewRestriction.objects.create(page=sheet, restriction_type="login")
        assert visitors.get(sheet.url).status == 302
        assert visitors.get(sheet.url).status == 302

    def test_of_a_draft_is_not(self, visitors, sheet):
        sheet.title = "Un brouillon"
        sheet.save_revision()
        assert not visitors.was_drawn(sheet.url)

    def test_of_a_date_leaves_pages_without_dates(self, tree, visitors):
        date = tree.date(tree.add(WorkshopPage))
        about = tree.add(StandardPage, title="À propos")
        agenda = tree.add(AgendaPage)
        for page in (about, agenda):
            visitors.get(page.url)
        type(date).objects.filter(pk=date.pk).update(confirmed_places=1)
        assert visitors.was_drawn(agenda.url)
        assert not visitors.was_drawn(about.url)


class TestTimePassing:
    def test_ends_a_date_for_the_next_visitor(self, tree, monkeypatch):
        monkeypatch.setitem(moments._registry, Scope.CONTENT, [])
        now = timezone.now()
        workshop, agenda = tree.add(WorkshopPage, title="Le jardin partagé"), tree.add(AgendaPage)
        tree.date(workshop, days=1 / 24)
        visitors = Visitors(now=now.timestamp())
        visitors.get(agenda.url)
        visitors.now += 3500
        assert not visitors.was_drawn(agenda.url)
        visitors.now += 200
        assert visitors.was_drawn(agenda.url)

    def test_begins_a_day(self, tree, sheet):
        now = timezone.localtime().replace(hour=22, minute=30, second=0)
        visitors = Visitors(now=now.timestamp())
        visitors.get(sheet.url)
        visitors.now += 1000
        assert not visitors.was_drawn(sheet.url)
        visitors.now += 5000
        assert visitors.was_drawn(sheet.url)


class TestWhoIsNotAnyVisitor:
    @pytest.mark.parametrize(
        "headers",
        [
            {"COOKIE": f"{settings.SESSION_COOKIE_NAME}=abc"},
            {"COOKIE": f"theme=dark; {settings.SESSION_COOKIE_NAME}=abc"},
            {"COOKIE": "lecture=facile"},
            {"COOKIE": "messages=abc"},
            {"AUTHORIZATION": "Basic abc"},
        ],
    )
    def test_is_answered_by_django(self, visitors, sheet, headers):
        assert visitors.was_drawn(sheet.url, **headers)
        assert not visitors.was_drawn(sheet.url)

    def test_has_an_answer_of_their_own(self, visitors, sheet):
        answer = visitors.get(sheet.url, COOKIE=f"{settings.SESSION_COOKIE_NAME}=abc")
        assert answer.headers["Cache-Control"] == "private, no-cache"

    def test_is_sent_to_the_easy_version_they_chose(self, visitors, tree):
        page = tree.add(MethodSheetPage, easy_read="<p>Court.</p>")
        assert visitors.get(page.url).status == 200
        assert visitors.get(page.url, COOKIE="lecture=facile").status == 302

    def test_is_any_visitor_with_cookies_that_change_nothing(self, visitors, sheet):
        assert not visitors.was_drawn(sheet.url, COOKIE="classeur=12; csrftoken=abc; _ga=1")


class TestAnAddress:
    def test_with_an_unknown_parameter_is_not_kept(self, visitors, sheet):
        kept = len(visitors.cache.store)
        assert visitors.was_drawn(f"{sheet.url}?x=1")
        assert visitors.was_drawn(f"{sheet.url}?x=1")
        assert len(visitors.cache.store) == kept

    @pytest.mark.parametrize(
        "added", ["utm_source=lettre&utm_medium=mail", "fbclid=IwAR0", "&", "gclid=1&"]
    )
    def test_is_the_same_with_what_other_sites_append(self, visitors, sheet, added):
        assert not visitors.was_drawn(f"{sheet.url}?{added}")

    def test_keeps_its_own_parameters(self, tree, visitors):
        agenda = tree.add(AgendaPage)
        assert visitors.was_drawn(f"{agenda.url}?vue=mois&utm_source=x")
        assert not visitors.was_drawn(f"{agenda.url}?vue=mois")
        assert visitors.was_drawn(f"{agenda.url}")

    def test_that_says_where_a_visitor_is_is_not_kept(self, tree, visitors):
        agenda = tree.add(AgendaPage)
        assert visitors.was_drawn(f"{agenda.url}?pres=Die")
        assert visitors.was_drawn(f"{agenda.url}?pres=Die")

    def test_of_another_host_or_scheme_is_another(self, visitors, sheet):
        assert visitors.was_drawn(sheet.url, HOST="127.0.0.1")
        assert visitors.was_drawn(sheet.url, X_FORWARDED_PROTO="https")
        assert visitors.get(sheet.url, HOST="elsewhere.example").status == 400

    def test_read_in_another_charset_is_not_kept_for_others(self, tree, visitors):
        address = f"{tree.add(CataloguePage).url}?q=%C3%A9cole"
        in_latin = visitors.get(address, CONTENT_TYPE="text/plain; charset=iso-8859-1")
        assert "école" not in in_latin.text
        assert "école" in visitors.get(address).text

    def test_that_does_not_exist_is_not_kept(self, visitors):
        kept = len(visitors.cache.store)
        assert visitors.get("/rien/").status == 404
        assert len(visitors.cache.store) == kept

    @pytest.mark.parametrize("path", ["/sante/", "/admin/", "/classeur/", "/robots.txt"])
    def test_whose_view_does_not_say_public_is_not_kept(self, visitors, path):
        kept = len(visitors.cache.store)
        visitors.get(path)
        assert len(visitors.cache.store) == kept

    @pytest.mark.parametrize("path", ["/\x00", "/%00/", "/" + "é" * 3000, "/caf\xe9/", "//", "/..//"])
    def test_that_is_hostile_is_answered(self, visitors, path):
        assert visitors.get(path).status in (200, 301, 302, 400, 404)


class TestPageViews:
    @pytest.fixture(autouse=True)
    def counted(self, settings):
        settings.COUNT_PAGE_VIEWS = True

    def test_count_each_visitor(self, counted, sheet):
        visitors = Visitors()
        visitors.get(sheet.url)
        page_views.tally.take()
        for _time in range(3):
            assert not visitors.was_drawn(sheet.url)
        assert sum(page_views.tally.take().values()) == 3

    @pytest.mark.parametrize(
        "headers",
        [{"USER_AGENT": "Googlebot/2.1"}, {"SEC_PURPOSE": "prefetch;prerender"}, {"USER_AGENT": ""}],
    )
    def test_count_no_program_and_no_prefetch(self, sheet, headers):
        visitors = Visitors()
        visitors.get(sheet.url)
        page_views.tally.take()
        assert not visitors.was_drawn(sheet.url, **headers)
        assert not page_views.tally.take()

    def test_count_a_visitor_after_a_program_had_the_page_drawn(self, sheet):
        visitors = Visitors()
        visitors.get(sheet.url, USER_AGENT="Googlebot/2.1")
        page_views.tally.take()
        visitors.get(sheet.url, USER_AGENT=FIREFOX)
        assert sum(page_views.tally.take().values()) == 1


class TestTheMemory:
    def test_holds_the_most_recent_answers_within_its_bytes(self):
        store, entries = Store(32_000), [_entry(2_000) for _number in range(20)]
        for number, entry in enumerate(entries):
            store.put(Key("", "", str(number), ""), entry)
            store.get(Key("", "", "0", ""))
            assert store.bytes <= 32_000
        kept = [number for number in range(20) if store.get(Key("", "", str(number), ""))]
        assert kept == [0, *range(11, 20)]

    def test_counts_an_answer_once_that_is_put_again(self):
        store, entry = Store(100_000), _entry(2_000)
        for _time in range(3):
            store.put(Key("", "", "", ""), entry)
        assert store.bytes == entry.size
        store.forget(Key("", "", "", ""))
        assert (store.bytes, len(store)) == (0, 0)

    def test_refuses_what_would_fill_it(self, sheet):
        visitors = Visitors(megabytes=0)
        assert visitors.was_drawn(sheet.url)
        assert visitors.was_drawn(sheet.url)
        assert visitors.cache.store.bytes == 0


def _entry(size):
    return Entry((), {"identity": b"x" * size}, size, "", Versions(1, 1), False, float("inf"), ())


class TestADatabaseThatDoesNotAnswer:
    def test_serves_nothing_from_the_cache(self, visitors, sheet, monkeypatch):
        monkeypatch.setattr(versions, "read", lambda: None)
        assert visitors.was_drawn(sheet.url)

    def test_lets_pass_what_was_drawn_before_it_went(self, sheet, monkeypatch):
        def gone(*_arguments):
            raise OperationalError

        monkeypatch.setattr(moments.Horizon, "until", gone)
        visitors = Visitors()
        assert "Tenir une réunion" in visitors.get(sheet.url).text
        assert len(visitors.cache.store) == 0


class TestManyAtOnce:
    def test_wait_for_the_one_that_draws(self):
        cache = page_cache.PageCache(lambda *_: [], 2**20, most_waiting=8)
        arrived, waited = Semaphore(0), []

        def ask():
            arrived.release()
            with cache._one_at_a_time("key") as has_waited:
                waited.append(has_waited)

        with cache._one_at_a_time("key") as has_waited:
            assert not has_waited
            threads = [Thread(target=ask) for _number in range(5)]
            for thread in threads:
                thread.start()
            for _thread in threads:
                assert arrived.acquire(timeout=10)
            while cache._waiting < 5:
                threads[0].join(0.01)
            assert waited == []
        for thread in threads:
            thread.join(10)
        assert waited == [True] * 5
        assert (cache._drawn, cache._waiting) == ({}, 0)

    def test_draw_for_themselves_where_too_many_wait(self):
        cache = page_cache.PageCache(lambda *_: [], 2**20, most_waiting=0)
        with cache._one_at_a_time("key"), cache._one_at_a_time("key") as has_waited:
            assert not has_waited
        assert cache._drawn == {}

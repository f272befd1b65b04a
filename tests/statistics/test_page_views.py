"""Pages that are read are counted, day by day, and nothing is kept of who reads them."""

import logging
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from portal.operations.tally import Tally
from portal.statistics import page_views
from portal.statistics.models import PageViews
from tests.people.test_roles import sign_in
from tests.support.people import make_network_editor
from tests.support.queries import count_queries

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
TODAY = date(2026, 3, 31)


@pytest.fixture(autouse=True)
def counting(settings):
    settings.COUNT_PAGE_VIEWS = True
    page_views.tally.take()
    yield
    page_views.tally.take()


@pytest.fixture
def reader():
    return Client(headers={"user-agent": BROWSER})


@pytest.fixture
def page(tree):
    return tree.add(StandardPage, title="La page", easy_read="<p>Un mot.</p>")


def counted() -> dict[int, int]:
    """What would be written, by page."""
    counts = page_views.tally.take()
    page_views.tally.put_back(counts)
    return {page: number for (page, _day), number in counts.items()}


def add(page, days_ago, number, today=TODAY):
    PageViews.objects.create(page=page, day=today - timedelta(days=days_ago), number=number)


class TestAReading:
    def test_is_counted(self, reader, page):
        for _each in range(3):
            reader.get(page.url)
        assert counted() == {page.pk: 3}

    def test_of_the_easy_version_is_one_of_the_page(self, reader, page):
        reader.get(page.easy_read_url)
        assert counted() == {page.pk: 1}

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-purpose": "prefetch"},
            {"sec-purpose": "prefetch;prerender"},
            {"purpose": "prefetch"},
            {"user-agent": ""},
            {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
            {"user-agent": "facebookexternalhit/1.1"},
            {"user-agent": "curl/8.5.0"},
            {"user-agent": "python-requests/2.32"},
        ],
    )
    def test_is_not_that_of_a_program(self, reader, page, headers):
        assert reader.get(page.url, headers=headers).status_code == 200
        assert counted() == {}

    @pytest.mark.parametrize("agent", [BROWSER, "Mozilla/5.0 (iPhone) Safari/604.1", "Lynx/2.9"])
    def test_is_that_of_any_browser(self, reader, page, agent):
        reader.get(page.url, headers={"user-agent": agent})
        assert counted() == {page.pk: 1}

    def test_is_not_a_question_about_the_page(self, reader, page):
        assert reader.head(page.url).status_code == 200
        assert reader.post(page.url).status_code == 200
        assert counted() == {}

    def test_is_not_that_of_an_editor(self, page, network_editor):
        editor, headers = sign_in(network_editor), {"user-agent": BROWSER}
        for url in (page.url, reverse("wagtailadmin_pages:view_draft", args=(page.pk,))):
            assert editor.get(url, headers=headers).status_code == 200
        assert counted() == {}

    def test_is_of_a_page_that_is_found(self, reader, page):
        reader.get("/nulle-part/")
        reader.get(page.url.rstrip("/"))
        reader.get(f"{page.url}partage.png")
        reader.get(reverse("health"))
        assert counted() == {}

    def test_is_of_a_page_that_everybody_may_read(self, reader, page):
        PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.PASSWORD, password="mot"
        )
        reader.get(page.url)
        assert counted() == {}

    def test_is_off_where_the_site_says_so(self, reader, page, settings):
        settings.COUNT_PAGE_VIEWS = False
        reader.get(page.url)
        assert counted() == {}

    def test_costs_the_reader_nothing(self, reader, page, settings, caplog):
        settings.COUNT_PAGE_VIEWS = False
        without, headers = count_queries(page.url), Client().get(page.url).headers
        settings.COUNT_PAGE_VIEWS = True
        assert count_queries(page.url) == without
        caplog.set_level(logging.DEBUG, "portal.statistics.page_views")
        response = reader.get(page.url, REMOTE_ADDR="203.0.113.7")
        assert counted() == {page.pk: 1}
        assert not response.cookies
        assert response.headers["Vary"] == headers["Vary"]
        assert caplog.text == ""

    def test_keeps_a_page_a_day_and_a_number(self):
        columns = {field.name for field in PageViews._meta.get_fields()}
        assert columns == {"id", "page", "day", "number"}


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


class TestWriting:
    def test_adds_to_what_was_written(self, page):
        for number in (3, 2):
            for _each in range(number):
                page_views.tally.add(page.pk, TODAY)
            page_views.write()
        assert PageViews.objects.get().number == 5

    def test_waits_until_it_is_due(self):
        clock = Clock()
        tally = Tally(most=3, seconds=60, clock=clock)
        tally.add(1, TODAY)
        assert not tally.take(if_due=True)
        clock.now = 61
        assert tally.take(if_due=True).total() == 1
        for _each in range(3):
            tally.add(1, TODAY)
        assert tally.take(if_due=True).total() == 3

    def test_loses_nothing_with_twenty_threads(self):
        tally = Tally(most=7)

        def read(_number):
            taken = Counter()
            for each in range(100):
                tally.add(each % 3, TODAY)
                taken += tally.take(if_due=True)
            return taken

        with ThreadPoolExecutor(20) as threads:
            counts = sum(threads.map(read, range(20)), tally.take())
        assert (counts + tally.take()).total() == 2000

    def test_comes_after_the_answer(self, reader, page, monkeypatch):
        monkeypatch.setattr(page_views, "tally", Tally(most=2))
        reader.get(page.url)
        assert not PageViews.objects.exists()
        reader.get(page.url)
        assert PageViews.objects.get().number == 2

    def test_passes_over_a_page_that_is_gone(self, tree, page):
        gone = tree.add(StandardPage)
        for each in (gone, page):
            page_views.tally.add(each.pk, TODAY)
        gone.delete()
        page_views.write()
        assert [row.page_id for row in PageViews.objects.all()] == [page.pk]

    def test_goes_with_its_page(self, page):
        add(page, 0, 1)
        page.delete()
        assert not PageViews.objects.exists()

    def test_keeps_for_later_what_the_database_refuses(self, page, monkeypatch, caplog):
        def refuse(counts):
            raise DatabaseError("secret")

        page_views.tally.add(page.pk, TODAY)
        with monkeypatch.context() as broken:
            broken.setattr(page_views, "_add", refuse)
            page_views.write()
        assert "secret" not in caplog.text
        page_views.write()
        assert PageViews.objects.get().number == 1

    def test_adds_what_several_processes_counted(self, tree):
        pages = [tree.add(StandardPage).pk for _each in range(3)]
        for number in (1, 2, 3):
            page_views._add(Counter(dict.fromkeys(((page, TODAY) for page in pages[:number]), 2)))
        numbers = PageViews.objects.order_by("page").values_list("number", flat=True)
        assert list(numbers) == [6, 4, 2]

    def test_forgets_days_long_past(self, page, settings):
        today = timezone.localdate()
        for days in (settings.PAGE_VIEWS_KEPT_DAYS, settings.PAGE_VIEWS_KEPT_DAYS + 1):
            add(page, days, 1, today)
        assert page_views.forget_old(timezone.localdate()) == 1
        assert page_views.forget_old(timezone.localdate()) == 0
        assert PageViews.objects.count() == 1


class TestWhatIsReadMost:
    def test_is_told_with_the_days_before(self, tree, page):
        other = tree.add(StandardPage, title="Une autre")
        for days, number in ((0, 4), (29, 3), (30, 5), (59, 1), (60, 100)):
            add(page, days, number)
        add(other, 3, 8)
        add(tree.add(StandardPage), 31, 9)
        told = page_views.most_read(make_network_editor("x@example.org"), TODAY, 5)
        assert [(each.title, each.number, each.before) for each in told] == [
            ("Une autre", 8, 0),
            ("La page", 7, 6),
        ]

    def test_costs_one_query(self, tree, network_editor, django_assert_num_queries):
        for _each in range(8):
            add(tree.add(StandardPage), 0, 2)
        with django_assert_num_queries(1):
            assert len(page_views.most_read(network_editor, TODAY, 5)) == 5

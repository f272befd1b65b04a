"""The first screen shows what waits and what is read, whoever opens it and however much it is."""

from datetime import timedelta
from urllib.parse import urldefrag

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home import dashboard
from home.dashboard import popularity
from portal.people.models import User
from portal.statistics.models import PageViews
from portal.statistics.page_views import Figure
from projects.agenda.models import WorkshopPage
from projects.parks.models import ProjectPage
from tests.home.dashboard.screens import HOME, HOSTILE, links, make_waiting, soup
from tests.support.people import sign_in
from tests.support.translation import translate


class TestWhatIsReadMost:
    def read(self, page, now, before=0):
        today = timezone.localdate()
        for days, number in ((0, now), (30, before)):
            PageViews.objects.create(page=page, day=today - timedelta(days=days), number=number)

    def test_is_that_of_the_persons_pages(self, tree, park_client, park, other_park):
        self.read(tree.add(ProjectPage, parent=park, title="Chez nous"), 4)
        self.read(tree.add(ProjectPage, parent=other_park, title="Ailleurs"), 9)
        section = soup(park_client).select_one("[aria-labelledby=dashboard-readings]")
        assert [link.text for link in section.select("a")] == ["Chez nous"]
        assert "4 lectures, aucune les 30 jours d’avant" in section.text

    def test_is_not_shown_before_anything_is_read(self, park_client, park):
        assert not soup(park_client).select("#dashboard-readings")

    @pytest.mark.parametrize(
        ("now", "before", "trend"),
        [
            (1, 0, "1 lecture, aucune"),
            (40, 20, "bien plus"),
            (30, 20, ", plus"),
            (21, 20, "autant"),
            (15, 20, ", moins"),
            (10, 20, "bien moins"),
        ],
    )
    def test_says_how_it_goes(self, now, before, trend):
        words = popularity.in_words(Figure(1, "Une page", now, before))
        assert trend in words
        assert words.endswith(f"({before})") or not before


class TestWhatWaits:
    def test_is_nothing_and_says_so(self, park_client):
        assert "tout est à jour" in soup(park_client).select_one(".dashboard__rest").text

    def test_is_what_the_person_may_edit(self, tree, park_client, communicator, park, other_park):
        make_waiting(tree, communicator, park, title="Ici")
        make_waiting(tree, communicator, other_park, title="Ailleurs")
        listed = links(park_client, ".dashboard__task .choices__link")
        assert set(listed) == {"Ici, projet 0", "Ici, atelier 0"}
        assert len(soup(park_client).select(".dashboard__task .choices__link")) == 4

    def test_is_everything_for_the_network(self, tree, admin, network_editor, park, other_park):
        make_waiting(tree, network_editor, park, title="Ici")
        make_waiting(tree, network_editor, other_park, title="Ailleurs")
        assert len(soup(admin).select(".dashboard__task .choices__link")) == 8

    def test_is_written_in_the_language_of_the_site(self, tree, admin, network_editor, park):
        make_waiting(tree, network_editor, park)
        translated = translate(WorkshopPage.objects.get())
        WorkshopPage.objects.filter(pk=translated.pk).update(review_by=timezone.localdate())
        reviews = soup(admin).select("[aria-labelledby=dashboard-relectures] .choices__link")
        assert [link.text for link in reviews] == ["Un goûter, atelier 0"]

    def test_is_one_click_away(self, tree, park_client, communicator, park):
        make_waiting(tree, communicator, park)
        addresses = [link["href"] for link in soup(park_client).select(".dashboard__task .choices__link")]
        assert len(addresses) == 4
        for address in addresses:
            url, anchor = urldefrag(address)
            form = park_client.get(url)
            assert form.status_code == 200
            field = anchor.removeprefix(":w:contentpath=")
            assert not field or f'data-contentpath="{field}"' in form.content.decode()

    def test_opens_the_field_to_fill_in(self, tree, communicator, park):
        make_waiting(tree, communicator, park)
        fields = [
            urldefrag(each.choices[0].url).fragment.removeprefix(":w:contentpath=")
            for each in dashboard.waiting(communicator, timezone.now())
        ]
        assert fields == ["", "review_by", "contact_phone", "minutes"]

    def test_is_counted_and_shown_five_by_five(self, tree, park_client, communicator, park):
        make_waiting(tree, communicator, park, number=7)
        screen = soup(park_client)
        for task in screen.select(".dashboard__task"):
            assert task.select_one(".dashboard__number").text == "7"
            assert len(task.select(".choices__link")) == 5
            everything = soup(park_client, task.select_one(".dashboard__all a")["href"])
            assert len(everything.select(".choices__link")) == 7
            assert everything.h1.text.strip().startswith("7 ")
        assert len(screen.select(".dashboard__task")) == 4

    def test_offers_no_other_screen_while_all_of_it_is_shown(self, tree, park_client, communicator, park):
        make_waiting(tree, communicator, park, number=5)
        assert not soup(park_client).select(".dashboard__all")

    def test_is_cut_in_pages_on_its_own_screen(self, tree, park_client, communicator, park):
        make_waiting(tree, communicator, park, number=51)
        url = reverse("dashboard_task", args=("relectures",))
        assert len(soup(park_client, url).select(".choices__link")) == 50
        assert len(soup(park_client, f"{url}?p=2").select(".choices__link")) == 1
        assert soup(park_client, url).select_one("nav.pagination a[href]")

    def test_knows_its_tasks_only(self, park_client):
        assert park_client.get(reverse("dashboard_task", args=("autre",))).status_code == 404

    def test_is_not_shown_to_strangers(self, visitor, park):
        for url in (HOME, reverse("dashboard_task", args=("relectures",)), reverse("dashboard_dates")):
            response = visitor.get(url)
            assert response.status_code == 302 and "login" in response.url

    def test_escapes_what_people_wrote(self, tree, park_client, communicator, park):
        User.objects.filter(pk=communicator.pk).update(first_name=HOSTILE)
        make_waiting(tree, communicator, park, number=6, title=HOSTILE)
        for url in (HOME, reverse("dashboard_task", args=("relectures",)), reverse("dashboard_dates")):
            screen = soup(park_client, url)
            assert "alert(1)" not in {script.text for script in screen.find_all("script")}
            assert HOSTILE in screen.get_text()


class TestTheCostOfTheFirstScreen:
    #: What may be begun, the pages that the Parks share, what one’s groups and oneself may do, a query a
    #: task, what is read most.
    MOST = 3 + 1 + 2 + len(dashboard.TASKS) + 1

    @pytest.mark.parametrize("who", ["network", "park"])
    def test_is_the_same_with_twenty_times_the_pages(self, tree, network_editor, communicator, park, who):
        person = network_editor if who == "network" else communicator
        client = sign_in(person)
        make_waiting(tree, person, park, number=2)
        few = count(lambda: client.get(HOME)), count_dashboard(person)
        make_waiting(tree, person, park, number=38)
        many = count(lambda: client.get(HOME)), count_dashboard(person)
        assert many == few
        assert many[1] <= self.MOST


def count_dashboard(person):
    def read():
        fresh = User.objects.get(pk=person.pk)
        dashboard.starts(fresh)
        dashboard.waiting(fresh, timezone.now())
        popularity.most_read(fresh, timezone.localdate())

    return count(read) - 1


def count(read) -> int:
    """Queries of a second reading: the first fills the caches of the process."""
    read()
    with CaptureQueriesContext(connection) as queries:
        read()
    return len(queries)

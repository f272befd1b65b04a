"""An event overseas, wherever its hours are shown, typed, sent or asked for.

It begins on the last evening of May in Martinique, when it is June already by the site’s clock.
"""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone, translation
from icalendar import Calendar
from post_office.models import Email

from home.catalogue.models import CataloguePage
from home.catalogue.results import cards
from portal.territory import time_zones
from portal.territory.models import Commune, Department
from projects.agenda import services
from projects.agenda.models import AgendaPage, Occurrence, WorkshopPage
from projects.parks.models import ParkPage
from projects.posters import posters, programmes
from projects.registrations import exports, links, periodic_tasks
from projects.registrations import services as registrations
from projects.registrations.models import Registration
from projects.subscriptions import digests
from projects.subscriptions.models import Subscription
from tests.support.admin import form_values
from tests.support.registrations import asked
from tests.support.tree import event_types

MARTINIQUE = ZoneInfo("America/Martinique")
STARTS = datetime(2031, 5, 31, 20, tzinfo=MARTINIQUE)
ENDS = STARTS + timedelta(hours=2)
UTC_START = "20310601T000000Z"


@pytest.fixture
def park_page(tree):
    page = tree.add(ParkPage, title="Parc de la Martinique")
    page.park.departments.add(Department.objects.get(code="972"))
    return page


@pytest.fixture
def agenda(tree):
    return tree.add(AgendaPage)


@pytest.fixture
def event(tree, park_page):
    facts = {"takes_registrations": True, "contact_phone": "0596 00 00 00", "place_name": "La salle"}
    return tree.add(WorkshopPage, park_page, title="Coudre ensemble", **facts)


@pytest.fixture
def date(event):
    return services.schedule(event, STARTS, ENDS, capacity=20)


@pytest.fixture
def person(date):
    registrations.register(date, asked("Zoé"), timezone.now())
    return Registration.objects.get()


def words(html) -> str:
    text = html.decode() if isinstance(html, bytes) else str(html)
    return " ".join(BeautifulSoup(text, "html.parser").get_text(" ").split())


def plain(*parts) -> str:
    return " ".join(" ".join(map(str, parts)).replace("\\xa0", " ").split())


class TestEveryOutput:
    def said(self, name, visitor, admin, agenda, tree, event, date, person):
        request = RequestFactory().get("/")
        if name == "email":
            return plain(*Email.objects.values_list("subject", "message").first())
        if name == "reminder":
            Registration.objects.update(created_at=STARTS - timedelta(days=20))
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(timezone, "now", lambda: STARTS - timedelta(hours=20))
                assert periodic_tasks.remind() == 1
            return plain(*Email.objects.order_by("-pk").values_list("subject", "message").first())
        if name == "digest":
            confirmed = STARTS - timedelta(days=300)
            Subscription.objects.create(
                email="a@example.org", language="fr", link_sent_at=confirmed, confirmed_at=confirmed
            )
            assert digests.send(STARTS - timedelta(days=4)) == 1
            return plain(*Email.objects.order_by("-pk").values_list("message", flat=True)[:1])
        if name == "sheet":
            return plain(exports.sheet(date, [person], "").summary)
        if name == "poster":
            return plain(posters.poster(event, request).facts)
        if name == "chapter":
            return plain(programmes.programme()(event, request).blocks)
        if name == "card":
            tree.add(CataloguePage)
            return plain(cards([event.pk])[0].day, "20 h (heure de la Martinique)")
        if name == "atom":
            return plain(visitor.get(f"{agenda.url}agenda.atom").content.decode())
        address, client = {
            "page": (event.url, visitor),
            "agenda": (agenda.url, visitor),
            "month": (f"{agenda.url}?vue=mois&mois=2031-05", visitor),
            "form": (f"{event.url}inscription/?date={date.pk}", visitor),
            "own page": (links.address(person), visitor),
            "dates": (reverse("dates:index", args=(event.pk,)), admin),
            "desk": (reverse("registration_desk:index", args=(date.pk,)), admin),
            "editor": (reverse("wagtailadmin_pages:edit", args=(event.pk,)), admin),
            "calling off": (reverse("dates:call_off", args=(event.pk,)) + f"?date={date.pk}", admin),
        }[name]
        return words(client.get(address, follow=True).content)

    @pytest.mark.parametrize(
        "name",
        [
            *("page", "agenda", "month", "form", "own page", "card"),
            *("email", "reminder", "digest", "atom"),
            *("sheet", "poster", "chapter"),
            *("dates", "desk", "editor", "calling off"),
        ],
    )
    def test_says_the_hours_of_the_place(self, name, visitor, admin, agenda, tree, event, date, person):
        said = self.said(name, visitor, admin, agenda, tree, event, date, person)
        assert "31" in said
        assert "mai" in said.lower()
        assert "20 h" in said
        assert "heure de la Martinique" in said
        assert "1er juin" not in said

    def test_names_the_month_of_the_place(self, visitor, agenda, date):
        shown = BeautifulSoup(visitor.get(agenda.url).content, "html.parser")
        assert [each.text for each in shown.select("h3.month")] == ["Mai 2031"]
        block = shown.select_one("time.date-block")
        assert block["datetime"] == "2031-05-31T20:00:00-04:00"

    def test_is_one_instant_for_programs(self, visitor, agenda, event, date, person, admin):
        for address in (f"{agenda.url}agenda.ics", f"{event.url}agenda.ics"):
            body = visitor.get(address).content.decode()
            assert f"DTSTART:{UTC_START}" in body
            assert "VTIMEZONE" not in body
        attached = Email.objects.first().attachments.get().file.read()
        assert Calendar.from_ical(attached).walk("VEVENT")[0].get("DTSTART").dt == STARTS
        (fed,) = json.loads(visitor.get(f"{agenda.url}agenda.json").content)["dates"]
        assert (fed["starts_at"], fed["time_zone"]) == ("2031-05-31T20:00:00-04:00", "America/Martinique")
        (told,) = visitor.get(f"/api/v2/pages/{event.pk}/").json()["occurrences"]
        assert datetime.fromisoformat(told["starts_at"]) == STARTS
        data = BeautifulSoup(visitor.get(event.url).content, "html.parser")
        assert '"startDate": "2031-05-31T20:00:00-04:00"' in data.find(type="application/ld+json").text
        mine = visitor.get(links.address(person, "export")).json()
        assert mine["date"] == "2031-05-31T20:00:00-04:00"
        assert "31/05/2031" in exports.spreadsheet(date, [person], "csv").decode("utf-8-sig")

    @pytest.mark.parametrize(
        ("query", "is_found"),
        [
            ({"du": "2031-05-31", "au": "2031-05-31"}, True),
            ({"du": "2031-06-01"}, False),
            ({"au": "2031-05-30"}, False),
            ({"vue": "mois", "mois": "2031-06"}, False),
        ],
    )
    def test_is_found_on_its_own_days(self, visitor, agenda, date, query, is_found):
        assert ("Coudre ensemble" in words(visitor.get(agenda.url, query).content)) is is_found

    def test_is_told_apart_in_english_too(self, date):
        with translation.override("en"):
            assert "8 p.m." in date.hours
            assert date.hours.endswith(")")


class TestTheSameDay:
    def test_is_another_moment_elsewhere(self, tree, date):
        """All compared with one midnight, one of the two would stand on a day that is not its own."""
        here = tree.add(WorkshopPage, title="À Paris", parent=tree.add(ParkPage))
        early = datetime(2031, 6, 1, 0, 30, tzinfo=time_zones.of_site())
        services.schedule(here, early, early + timedelta(hours=1))
        in_june = Occurrence.objects.from_day(early.date())
        assert [each.event.title for each in in_june] == ["À Paris"]
        in_may = Occurrence.objects.until_day(early.date() - timedelta(days=1))
        assert [each.event.title for each in in_may] == ["Coudre ensemble"]

    @pytest.mark.parametrize("zone", sorted(each.zone for each in time_zones.OVERSEAS.values()))
    def test_begins_at_midnight_of_each_place(self, event, zone):
        midnight = datetime(2031, 6, 1, tzinfo=ZoneInfo(zone))
        minute = timedelta(minutes=1)
        for starts in (midnight - minute, midnight):
            services.schedule(event, starts, starts + minute, time_zone=zone)
        first, second = Occurrence.objects.in_order()
        day = midnight.date()
        assert list(Occurrence.objects.beginning_before(day)) == [first]
        assert list(Occurrence.objects.beginning_from(day)) == [second]
        assert list(Occurrence.objects.from_day(day)) == [second]
        assert list(Occurrence.objects.until_day(day - timedelta(days=1))) == [first]


class TestWhatIsTyped:
    def test_on_the_screen_of_dates_is_the_hour_of_the_place(self, admin, event):
        address = reverse("dates:add", args=(event.pk,))
        typed = {"starts_at": "31/05/2031 20:00", "ends_at": "31/05/2031 22:00", "status": "scheduled"}
        admin.post(address, typed)
        date = Occurrence.objects.get()
        assert (date.starts_at, date.ends_at) == (STARTS, ENDS)
        address = reverse("dates:edit", args=(event.pk, date.pk))
        shown = admin.get(address)
        field = BeautifulSoup(shown.content, "html.parser").find(id="id_starts_at")
        assert field["value"] == "31/05/2031 20:00"
        assert "celle du lieu : heure de la Martinique" in words(shown.content)
        admin.post(address, form_values(shown.content, "w-editor-form") | {"capacity": "7"})
        date.refresh_from_db()
        assert (date.capacity, date.starts_at, date.sequence) == (7, STARTS, 0)

    def test_as_a_series_is_the_hour_of_the_place(self, admin, event):
        values = {
            "first": "2031-05-31",
            "starts": "20:00",
            "ends": "22:00",
            "rhythm": "week",
            "number": "2",
        }
        values |= {"create": "1", "day": ["2031-05-31", "2031-06-07"]}
        admin.post(reverse("dates:series", args=(event.pk,)), values)
        assert [date.local_start.hour for date in Occurrence.objects.in_order()] == [20, 20]
        assert Occurrence.objects.in_order().first().starts_at == STARTS
        following = admin.get(reverse("dates:next", args=(event.pk,)))
        field = BeautifulSoup(following.content, "html.parser").find(id="id_starts_at")
        assert field["value"] == "14/06/2031 20:00"

    @pytest.mark.parametrize("event_type", event_types(), ids=lambda each: each.__name__)
    def test_as_a_first_date_is_the_hour_of_the_place(self, admin, park_page, event_type):
        address = reverse(
            "wagtailadmin_pages:add", args=("agenda", event_type._meta.model_name, park_page.pk)
        )
        if event_type._meta.app_label != "agenda":
            address = address.replace("/agenda/", f"/{event_type._meta.app_label}/")
        typed = {"title": "Là-bas", "slug": "la-bas"}
        typed |= {"first_date_start": "31/05/2031 20:00", "first_date_end": "31/05/2031 22:00"}
        answer = admin.post(address, form_values(admin.get(address).content) | typed)
        assert answer.status_code == 302
        date = Occurrence.objects.get()
        assert (date.starts_at, date.time_zone) == (STARTS, "America/Martinique")
        shown = BeautifulSoup(admin.get(answer.url).content, "html.parser").find(id="id_first_date_start")
        assert shown["value"] == "31/05/2031 20:00"

    def test_beside_its_commune_is_the_hour_of_that_commune(self, admin, tree):
        """A Park of the mainland invites overseas, and says where after it said when."""
        page = tree.add(ParkPage)
        commune = Commune.objects.create(insee_code="97209", name="Fort-de-France", department_id="972")
        address = reverse("wagtailadmin_pages:add", args=("agenda", "workshoppage", page.pk))
        typed = {"title": "Là-bas", "slug": "la-bas"}
        typed |= {"first_date_start": "31/05/2031 20:00", "first_date_end": "31/05/2031 22:00"}
        answer = admin.post(address, form_values(admin.get(address).content) | typed)
        assert Occurrence.objects.get().local_start.replace(tzinfo=None) == STARTS.replace(tzinfo=None)
        admin.post(answer.url, form_values(admin.get(answer.url).content) | {"commune": str(commune.pk)})
        assert Occurrence.objects.get().starts_at == STARTS


class TestAPlaceThatChanges:
    def test_keeps_the_hours_of_its_dates(self, tree):
        """The Park’s départements are told after its dates."""
        page = tree.add(ParkPage)
        event = tree.add(WorkshopPage, page)
        clocks = [datetime(2031, 5, 31, hour) for hour in (10, 16)]  # as far apart as the zones
        for clock in clocks:
            starts = clock.replace(tzinfo=time_zones.of_site())
            services.schedule(event, starts, starts + timedelta(hours=1))
        page.park.departments.add(Department.objects.get(code="972"))
        dates = Occurrence.objects.in_order()
        assert [date.local_start.replace(tzinfo=None) for date in dates] == clocks
        assert {date.zone for date in dates} == {MARTINIQUE}
        assert {date.sequence for date in dates} == {1}
        page.park.departments.clear()
        dates = Occurrence.objects.in_order()
        assert [date.local_start.replace(tzinfo=None) for date in dates] == clocks

    def test_is_followed_when_its_page_is_moved_or_published(self, tree, park_page):
        event = tree.add(WorkshopPage, tree.add(ParkPage))
        starts = datetime(2031, 5, 31, 20, tzinfo=time_zones.of_site())
        services.schedule(event, starts, starts + timedelta(hours=1))
        event.move(park_page, pos="last-child")
        assert Occurrence.objects.get().starts_at == STARTS
        event = WorkshopPage.objects.get(pk=event.pk)
        event.commune = Commune.objects.create(insee_code="59153", name="Condé", department_id="59")
        event.save()
        services.announce_place(event)
        assert Occurrence.objects.get().starts_at == starts


def test_every_territory_overseas_has_a_time_of_its_own(db):
    """No département of the mainland has, and each code is one that communes may have."""
    nobody_lives_there = ("984", "989")
    for department in Department.objects.exclude(code__in=nobody_lives_there):
        is_overseas = department.code.startswith(("97", "98"))
        zone = time_zones.of_department(department.code)
        assert (department.code in time_zones.OVERSEAS) == is_overseas
        assert (zone == time_zones.of_site()) == (not is_overseas)
        assert bool(time_zones.said(zone)) == is_overseas

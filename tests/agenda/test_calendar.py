"""The agenda in people’s own agendas: what they subscribe to, and what they take from a page."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from portal.caching.models import Version
from portal.content.models import PageTheme
from portal.territory.models import Commune, Department
from portal.vocabulary.models import Theme
from projects.agenda import services
from projects.agenda.listings import ListedOccurrence
from projects.agenda.models import AgendaPage, MeetingPage, Occurrence, WorkshopPage
from projects.calendars import feeds, icalendar_feed
from tests.support.translation import translate

PARIS = ZoneInfo("Europe/Paris")
HOSTILE = "Fête\n; d’été, « ça \\n va » 🙂\r\nBEGIN:VEVENT\x00\x0b\u2028" + "é,;" * 3_000


@pytest.fixture
def agenda(tree):
    return tree.add(AgendaPage, title="Agenda")


@pytest.fixture
def workshop(tree):
    return tree.add(WorkshopPage, title="Coudre ensemble")


@pytest.fixture
def calendar(agenda, visitor):
    """What the agenda’s address gives to programs, read back by one of them."""

    def read(**query) -> list:
        return Calendar.from_ical(visitor.get(f"{agenda.url}agenda.ics", query).content).events

    return read


def names(events) -> list[str]:
    return [str(event["SUMMARY"]) for event in events]


def written(workshop, start, hours=2.0, **values) -> bytes:
    """A calendar of one date that no database holds."""
    for name, value in values.items():
        setattr(workshop, name, value)
    workshop.listed_themes = []
    now = timezone.now()
    end = start + timedelta(hours=hours)
    date = Occurrence(pk=1, event=workshop, starts_at=start, ends_at=end, updated_at=now)
    fed = feeds.FedDate(ListedOccurrence(date, workshop), "https://example.org/atelier/")
    return icalendar_feed.write(
        feeds.Feed("Agenda", "https://example.org/", "https://example.org/agenda.ics", "fr", [fed], now)
    )


class TestACalendar:
    def test_tells_all_of_a_date(self, tree, calendar):
        theme = Theme.objects.create(name="Isolement, liens", slug="isolement", locale=tree.home.locale)
        conde = Commune.objects.create(
            insee_code="59153",
            name="Condé-sur-l’Escaut",
            department=Department.objects.get(code="59"),
            latitude="50.44822",
            longitude="3.58964",
        )
        page = tree.add(
            WorkshopPage,
            title="Coudre ensemble",
            summary="On apprend.",
            place_name="Salle du Marché",
            commune=conde,
            wheelchair="yes",
            if_it_rains="On vient quand même.",
            contact_name="Nadia",
            contact_phone="03 99 00 00 00",
            page_themes=[PageTheme(term=theme)],
        )
        date = services.schedule(
            page,
            datetime(2091, 7, 3, 18, tzinfo=PARIS),
            datetime(2091, 7, 3, 20, 30, tzinfo=PARIS),
        )
        (event,) = calendar()
        assert str(event["UID"]) == f"date-{date.pk}@localhost"
        assert event["DTSTAMP"].dt.tzinfo == event["LAST-MODIFIED"].dt.tzinfo == ZoneInfo("UTC")
        assert event["SEQUENCE"] == 0
        assert str(event["STATUS"]) == "CONFIRMED"
        assert event["DTSTART"].to_ical() == b"20910703T160000Z"
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (date.starts_at, date.ends_at)
        assert str(event["LOCATION"]) == "Salle du Marché, Condé-sur-l’Escaut"
        assert (event["GEO"].latitude, event["GEO"].longitude) == (50.44822, 3.58964)
        assert str(event["URL"]) == page.full_url
        assert list(event["CATEGORIES"].cats) == ["atelier thématique", "Isolement, liens"]
        assert "On apprend." in event["DESCRIPTION"]
        assert "Fauteuil roulant\N{NO-BREAK SPACE}: oui" in event["DESCRIPTION"]
        assert "On vient quand même." in event["DESCRIPTION"]

    def test_names_nobody(self, tree, agenda, visitor):
        page = tree.add(WorkshopPage, contact_name="Nadia", contact_phone="0399", contact_email="n@x.fr")
        tree.date(page)
        body = visitor.get(f"{agenda.url}agenda.ics").content.decode()
        assert not [private for private in ("Nadia", "0399", "n@x.fr") if private in body]

    @pytest.mark.parametrize(("status", "word"), [("cancelled", "Annulé"), ("postponed", "Reporté")])
    def test_takes_back_a_date_that_does_not_take_place(self, tree, workshop, calendar, status, word):
        tree.date(workshop, status=status, reason="Trop de neige")
        (event,) = calendar()
        assert str(event["STATUS"]) == "CANCELLED"
        assert str(event["SUMMARY"]) == f"{word}\N{NO-BREAK SPACE}: Coudre ensemble"
        assert "Trop de neige" in event["DESCRIPTION"]

    def test_holds_an_event_a_date_each_with_its_own_name(self, tree, workshop, calendar):
        for days in (1, 8, 15):
            tree.date(workshop, days=days)
        events = calendar()
        assert len({str(event["UID"]) for event in events}) == len(events) == 3
        assert all(event.get("DTSTAMP") for event in events)

    def test_keeps_the_names_of_dates_in_every_language(self, tree, workshop, agenda, visitor):
        tree.date(workshop)
        english = translate(agenda)
        french, other = (
            Calendar.from_ical(visitor.get(f"{page.url}agenda.ics").content).events[0]["UID"]
            for page in (agenda, english)
        )
        assert french == other

    def test_tells_of_what_comes_and_of_the_last_ninety_days(self, tree, workshop, calendar):
        for days in (-100, -80, 3, 4000):
            tree.date(workshop, days=days)
        assert len(calendar()) == 3

    def test_is_bounded_and_lets_go_of_the_past_first(self, tree, workshop, calendar, monkeypatch):
        monkeypatch.setattr(feeds, "MOST_DATES", 3)
        for days in (-2, -1, 1, 2):
            tree.date(workshop, days=days)
        starts = [event["DTSTART"].dt.astimezone(UTC) for event in calendar()]
        assert len(starts) == 3
        assert min(starts) > timezone.now() - timedelta(days=1, hours=1)

    def test_follows_the_filters_of_the_agenda(self, tree, workshop, calendar):
        meeting = tree.add(MeetingPage)
        tree.date(workshop), tree.date(meeting)
        assert names(calendar(genre="reunion")) == [meeting.title]
        assert len(calendar(genre="n’importe quoi")) == 2

    def test_holds_nothing_that_not_everybody_may_read(self, tree, calendar):
        kept, draft, reserved, gone = (tree.add(WorkshopPage) for _number in range(4))
        for page in (kept, draft, reserved):
            tree.date(page)
        draft.unpublish()
        PageViewRestriction.objects.create(page=reserved, restriction_type="login")
        gone.delete()
        assert names(calendar()) == [kept.title]

    def test_without_a_date_is_one_all_the_same(self, agenda, visitor):
        body = visitor.get(f"{agenda.url}agenda.ics").content
        assert vobject.readOne(body.decode()).prodid.value
        assert Calendar.from_ical(body).events == []


class TestTheClock:
    @settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        minutes=st.integers(-36 * 60, 36 * 60),
        change=st.sampled_from(
            [
                datetime(2026, 10, 25, 1, tzinfo=UTC),
                datetime(2027, 3, 28, 1, tzinfo=UTC),
                datetime(2099, 3, 29, 1, tzinfo=UTC),
            ]
        ),
    )
    def test_is_right_for_two_readers_around_every_change(self, workshop, minutes, change):
        start = change + timedelta(minutes=minutes)
        body = written(workshop, start)
        (event,) = Calendar.from_ical(body).events
        assert event["DTSTART"].dt.astimezone(UTC) == start
        assert event["DTEND"].dt.astimezone(UTC) == start + timedelta(hours=2)
        other = vobject.readOne(body.decode()).vevent
        assert other.dtstart.value.astimezone(UTC) == start
        assert other.dtend.value.astimezone(UTC) == start + timedelta(hours=2)


class TestHostileWords:
    def test_come_back_as_they_were_without_what_no_calendar_may_hold(self, workshop):
        body = written(workshop, timezone.now(), title=HOSTILE, summary=HOSTILE, place_name=HOSTILE)
        expected = "Fête\n; d’été, « ça \\n va » 🙂\nBEGIN:VEVENT\n\n" + "é,;" * 3_000
        (event,) = Calendar.from_ical(body).events
        other = vobject.readOne(body.decode()).vevent
        assert str(event["SUMMARY"]) == other.summary.value == expected
        assert str(event["LOCATION"]) == other.location.value == expected
        assert expected in event["DESCRIPTION"]
        assert max(map(len, body.split(b"\r\n"))) <= 75

    @settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(title=st.text(min_size=1, max_size=200))
    def test_of_any_kind_are_read_by_two_readers(self, workshop, title):
        body = written(workshop, datetime(2027, 5, 3, 18, tzinfo=PARIS), title=title)
        (event,) = Calendar.from_ical(body).events
        assert str(event["SUMMARY"]) == feeds.printable(title)
        assert vobject.readOne(body.decode()).vevent.summary.value == feeds.printable(title)


class TestAChange:
    @pytest.mark.parametrize(
        ("values", "counted"),
        [
            ({"starts_at": datetime(2091, 5, 3, 17, tzinfo=PARIS)}, 1),
            ({"status": "cancelled", "reason": "Neige"}, 1),
            ({"capacity": 30}, 0),
        ],
        ids=["of time", "of state", "of places"],
    )
    def test_is_counted_where_calendars_must_know(self, workshop, values, counted):
        start = datetime(2091, 5, 3, 18, tzinfo=PARIS)
        date = services.schedule(workshop, start, start + timedelta(hours=2))
        for name, value in values.items():
            setattr(date, name, value)
        services.change(date, list(values))
        assert date.sequence == Occurrence.objects.get().sequence == counted
        services.change(date, list(values))
        assert Occurrence.objects.get().sequence == counted


class TestTheAnswer:
    @pytest.fixture
    def address(self, tree, agenda, workshop):
        tree.date(workshop)
        return f"{agenda.url}agenda.ics"

    def test_may_be_kept_by_anyone_for_five_minutes(self, address, visitor):
        answer = visitor.get(address)
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert {"public", "max-age=300"} == set(answer["Cache-Control"].split(", "))
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")

    def test_is_not_sent_twice(self, address, visitor):
        first = visitor.get(address)
        again = visitor.get(address, headers={"If-None-Match": first["ETag"]})
        since = visitor.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
        assert [again.status_code, since.status_code] == [304, 304]
        assert again.content == b""
        assert again["ETag"] == first["ETag"]

    def test_is_sent_again_once_a_date_has_changed(self, address, visitor):
        first = visitor.get(address)
        date = Occurrence.objects.get()
        date.status, date.reason = "cancelled", "Neige"
        services.change(date, ["status", "reason"])
        again = visitor.get(address, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 200

    def test_is_newer_once_a_page_was_withdrawn(self, address, visitor, workshop, admin):
        first = visitor.get(address)
        workshop.unpublish(log_action=True)
        Version.objects.update(content_moved_at=timezone.now() + timedelta(seconds=5))
        again = visitor.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
        assert again.status_code == 200


class TestTheCalendarOfAnEvent:
    def read(self, visitor, page, query=""):
        return Calendar.from_ical(visitor.get(f"{page.url}agenda.ics{query}").content).events

    def test_holds_all_its_dates_or_one(self, tree, workshop, visitor):
        first, _second = tree.date(workshop, days=1), tree.date(workshop, days=2)
        tree.date(tree.add(WorkshopPage))
        assert len(self.read(visitor, workshop)) == 2
        (only,) = self.read(visitor, workshop, f"?date={first.pk}")
        assert str(only["UID"]) == f"date-{first.pk}@localhost"

    @pytest.mark.parametrize("value", ["x", "-1", "9" * 18, "9" * 400, "%00"])
    def test_takes_any_number(self, tree, workshop, visitor, value):
        tree.date(workshop)
        assert visitor.get(f"{workshop.url}agenda.ics?date={value}").status_code in {200, 400}

    def test_is_none_for_a_page_that_not_everybody_may_read(self, tree, workshop, visitor, admin):
        tree.date(workshop)
        PageViewRestriction.objects.create(page=workshop, restriction_type="login")
        for reader in (visitor, admin):
            assert reader.get(f"{workshop.url}agenda.ics").status_code == 404


class TestWhatIsPastedIntoATitle:
    CONTROLS = [chr(code) for code in (*range(1, 32), 0x7F, 0x85, 0x2028, 0x2029)]

    def test_is_one_line_and_the_calendars_of_the_event_are_read(self, tree, visitor):
        workshop = tree.add(WorkshopPage, title="Une\x0bfête")
        tree.date(workshop)
        for control in self.CONTROLS:
            pasted = f"Fête{control}d’été,; \\n «\xa0ici\xa0»"
            workshop.title = workshop.seo_title = workshop.place_name = pasted
            workshop.save()
            expected = "Fête d’été,; \\n «\xa0ici\xa0»"
            assert (workshop.title, workshop.seo_title, workshop.place_name) == (expected,) * 3
            content = visitor.get(f"{workshop.url}agenda.ics").content
            assert names(Calendar.from_ical(content).events) == [expected]
            lines = content.decode().replace("\r\n ", "").split("\r\n")
            escaped = "Fête d’été\\,\\; \\\\n «\xa0ici\xa0» – Vivre ensemble"
            assert {f"NAME:{escaped}", f"X-WR-CALNAME:{escaped}"} < set(lines)

    def test_and_was_stored_so_long_ago_takes_no_calendar_down(self, tree, visitor):
        workshop = tree.add(WorkshopPage)
        tree.date(workshop)
        for control in self.CONTROLS:
            WorkshopPage.objects.filter(pk=workshop.pk).update(title=f"Fête{control};d’été")
            read = Calendar.from_ical(visitor.get(f"{workshop.url}agenda.ics").content)
            (name,) = names(read.events)
            assert name.startswith("Fête")
            assert name.endswith(";d’été")

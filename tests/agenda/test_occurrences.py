"""Dates of events: what comes, what is over, and what the database refuses."""

import json
from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from projects.agenda import services
from projects.agenda.listings import by_month, listed
from projects.agenda.models import Occurrence, WorkshopPage
from tests.support.translation import translate

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 6, 15, 12, tzinfo=PARIS)


@pytest.fixture
def workshop(tree):
    return tree.add(WorkshopPage, default_capacity=12)


def at(workshop, start, hours=2, **facts):
    return services.schedule(workshop, start, start + timedelta(hours=hours), **facts)


class TestADate:
    def test_is_upcoming_until_it_ends(self, workshop):
        date = at(workshop, NOON)
        coming = Occurrence.objects.upcoming
        assert date in coming(NOON - timedelta(minutes=1))
        assert date in coming(NOON + timedelta(hours=1))
        assert date not in coming(NOON + timedelta(hours=2))
        assert date in Occurrence.objects.over(NOON + timedelta(hours=2))

    @pytest.mark.parametrize("minutes", range(-121, 122, 11))
    def test_is_either_upcoming_or_over_and_never_both(self, workshop, minutes):
        at(workshop, NOON)
        now = NOON + timedelta(minutes=minutes)
        assert Occurrence.objects.upcoming(now).count() + Occurrence.objects.over(now).count() == 1

    def test_is_on_the_day_it_starts_in_paris_not_in_greenwich(self, workshop):
        late = datetime(2026, 6, 15, 22, 30, tzinfo=UTC)
        assert at(workshop, late).day.isoformat() == "2026-06-16"

    def test_keeps_its_hour_across_a_change_of_clocks(self, workshop):
        before = at(workshop, datetime(2026, 10, 24, 18, tzinfo=PARIS))
        after = at(workshop, datetime(2026, 10, 25, 18, tzinfo=PARIS))
        apart = after.starts_at.astimezone(UTC) - before.starts_at.astimezone(UTC)
        assert apart == timedelta(hours=25)
        assert {each.starts_at.astimezone(PARIS).hour for each in (before, after)} == {18}

    def test_takes_the_usual_number_of_places_of_its_event(self, workshop):
        assert at(workshop, NOON).capacity == 12
        assert at(workshop, NOON + timedelta(days=1), capacity=None).capacity is None


class TestWhatADateCannotBe:
    @pytest.mark.parametrize("hours", [0, -1])
    def test_over_before_it_starts(self, workshop, hours):
        with pytest.raises(ValidationError):
            at(workshop, NOON, hours=hours)

    @pytest.mark.parametrize("status", ["cancelled", "postponed"])
    def test_cancelled_or_postponed_without_a_reason(self, workshop, status):
        with pytest.raises(ValidationError):
            at(workshop, NOON, status=status)

    def test_twice_the_same(self, workshop):
        at(workshop, NOON)
        with pytest.raises(ValidationError):
            at(workshop, NOON)

    @pytest.mark.parametrize(
        "facts",
        [{"ends_at": NOON}, {"status": "cancelled"}, {"capacity": 3, "confirmed_places": 4}],
        ids=["no length", "no reason", "oversold"],
    )
    def test_any_of_it_even_behind_the_forms(self, workshop, facts):
        values = {"event": workshop, "starts_at": NOON, "ends_at": NOON + timedelta(hours=1)}
        with pytest.raises(IntegrityError), transaction.atomic():
            Occurrence.objects.create(**(values | facts))


class TestAListOfDates:
    def test_shows_each_event_in_the_readers_language_where_it_exists(self, tree, workshop, settings):
        from django.utils import translation

        other = tree.add(WorkshopPage)
        at(workshop, NOON), at(other, NOON)
        translated = translate(workshop)
        with translation.override("en"):
            shown = {item.event.pk: item.language for item in listed(Occurrence.objects.all())}
        assert shown == {translated.pk: "", other.pk: "fr"}

    def test_leaves_out_what_is_not_published(self, workshop):
        at(workshop, NOON)
        workshop.unpublish()
        assert listed(Occurrence.objects.all()) == []
        assert not Occurrence.objects.live_and_public().exists()

    def test_goes_month_by_month(self, workshop):
        at(workshop, NOON)
        at(workshop, NOON + timedelta(days=1))
        at(workshop, NOON + timedelta(days=30))
        months = by_month(listed(Occurrence.objects.in_order()))
        assert [(month.isoformat(), len(items)) for month, items in months] == [
            ("2026-06-01", 2),
            ("2026-07-01", 1),
        ]


class TestWhatSearchEnginesRead:
    """Each date is an event of its own: what becomes of one is said of no other."""

    def events(self, visitor, page) -> list[dict]:
        html = BeautifulSoup(visitor.get(page.url).content, "html.parser")
        graph = json.loads(html.find("script", type="application/ld+json").string)
        return [each for each in graph if each["@type"] == "Event"]

    @pytest.mark.parametrize("statuses", list(product(("scheduled", "cancelled", "postponed"), repeat=2)))
    def test_is_what_became_of_each_date(self, tree, visitor, workshop, statuses):
        dates = [
            tree.date(workshop, days=day, status=status, reason="" if status == "scheduled" else "Neige")
            for day, status in enumerate(statuses, start=1)
        ]
        told = self.events(visitor, workshop)
        assert [each["eventStatus"] for each in told] == [
            f"https://schema.org/Event{status.capitalize()}" for status in statuses
        ]
        assert [datetime.fromisoformat(each["startDate"]) for each in told] == [
            date.starts_at for date in dates
        ]
        for each in told:
            assert each["name"] == workshop.title
            assert each["location"]["@type"] == "Place"
            assert "subEvent" not in each

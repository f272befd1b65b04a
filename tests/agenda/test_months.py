"""Days and months of the agenda: those of Paris, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.territory import months

PARIS = ZoneInfo("Europe/Paris")

moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
lengths = st.timedeltas(timedelta(minutes=1), timedelta(days=70))
spans = st.lists(st.tuples(moments, lengths), max_size=8).map(
    lambda found: [(key, start, start + length, PARIS) for key, (start, length) in enumerate(found)]
)
some_month = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(months.of)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, PARIS)


def days_in(month: date) -> list[date]:
    return [month + timedelta(days=number) for number in range(months.last_day(month).day)]


class TestAMonth:
    @pytest.mark.parametrize(
        "text",
        ["", "9999-99", "0000-01", "2026-13", "2026-00", "1999-12", "2200-01", "2026-1", "٢٠٢٦-١٢", "x"],
    )
    def test_is_none_that_is_absurd(self, text):
        assert months.parse(text) is None

    @given(month=some_month)
    def test_is_read_as_it_is_written(self, month):
        assert months.parse(f"{month:%Y-%m}") == month

    @given(month=some_month)
    def test_stands_between_two_others(self, month):
        assert months.before(months.after(month)) == month == months.after(months.before(month))
        assert months.last_day(month) + timedelta(days=1) == months.after(month)

    @given(month=some_month)
    def test_is_made_of_whole_weeks_that_hold_all_its_days(self, month):
        weeks = months.weeks(month)
        assert {len(week) for week in weeks} == {7}
        assert {week[0].weekday() for week in weeks} == {0}
        assert set(days_in(month)) <= {day for week in weeks for day in week}


class TestDays:
    @given(found=spans, month=some_month)
    def test_hold_exactly_what_takes_some_of_their_time(self, found, month):
        days = months.into_days(found, month)
        for day in days_in(month):
            begins, ends = midnight(day), midnight(day + timedelta(days=1))
            there = {key for key, start, end, _zone in found if start < ends and end > begins}
            assert {key for key, _goes_on in days.get(day, [])} == there
        assert set(days) <= set(days_in(month))
        assert all(days.values())

    @given(found=spans, month=some_month)
    def test_say_what_began_earlier_and_put_it_last(self, found, month):
        starts = {key: start for key, start, _end, _zone in found}
        for day, of_day in months.into_days(found, month).items():
            assert all(goes_on == (starts[key] < midnight(day)) for key, goes_on in of_day)
            assert [goes_on for _key, goes_on in of_day] == sorted(goes_on for _key, goes_on in of_day)

    @pytest.mark.parametrize(
        ("starts", "hours", "numbers"),
        [
            (datetime(2026, 10, 24, 22, tzinfo=UTC), 25, [25]),
            (datetime(2026, 10, 24, 22, tzinfo=UTC), 26, [25, 26]),
            (datetime(2027, 3, 27, 23, tzinfo=UTC), 23, [28]),
            (datetime(2027, 3, 27, 22, 59, tzinfo=UTC), 23, [27, 28]),
        ],
        ids=["day of 25 h", "an hour more", "day of 23 h", "a minute before it"],
    )
    def test_are_right_where_the_clocks_change(self, starts, hours, numbers):
        month = months.of(months.day_of(starts))
        days = months.into_days([("x", starts, starts + timedelta(hours=hours), PARIS)], month)
        assert [day.day for day in days] == numbers

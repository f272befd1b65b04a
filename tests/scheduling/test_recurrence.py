"""From a rhythm to its dates: on the right days, at the same hour of the wall, and no more than asked."""

from datetime import date, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.scheduling.days_off import NotADay, days_typed, public_holidays
from projects.scheduling.recurrence import LONGEST, MOST_DATES, Rhythm, Series, TooMany, expand, next_day

PARIS = ZoneInfo("Europe/Paris")
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
EVENING = {"starts": time(18), "ends": time(20)}
days = st.dates(date(2001, 1, 1), date(2190, 1, 1))


@st.composite
def ends(draw, first):
    """On a day, after a number of dates, or at both."""
    until = draw(st.none() | st.integers(0, 1000).map(lambda more: first + timedelta(days=more)))
    number = draw(st.integers(1, MOST_DATES) if until is None else st.none() | st.integers(1, MOST_DATES))
    return {"until": until, "number": number}


@st.composite
def series(draw, rhythm=None):
    first = draw(days)
    start, end = draw(st.lists(st.times(), min_size=2, max_size=2, unique=True).map(sorted))
    near = st.integers(0, 200).map(lambda more: first + timedelta(days=more))
    return Series(
        first=first,
        starts=start,
        ends=end,
        rhythm=rhythm or draw(st.sampled_from(Rhythm)),
        every=draw(st.integers(1, 8)),
        weekdays=draw(st.frozensets(st.integers(0, 6))),
        left_out=draw(st.frozensets(near, max_size=30)),
        **draw(ends(first)),
    )


def dates_of(asked):
    """None where there would be too many: that is a test of its own. An hour that comes twice is too."""
    try:
        return [sitting for sitting in expand(asked) if not sitting.is_second]
    except TooMany:
        return []


def kept_of(asked):
    return [sitting for sitting in dates_of(asked) if not sitting.is_left_out]


def monday(day):
    return day - timedelta(days=day.weekday())


class TestAnySeries:
    @UNHURRIED
    @given(series())
    def test_is_in_order_and_holds_no_day_twice(self, asked):
        found = [sitting.day for sitting in dates_of(asked)]
        assert found == sorted(set(found))

    @UNHURRIED
    @given(series())
    def test_holds_no_day_left_out_nor_before_its_start_nor_after_its_end(self, asked):
        for sitting in kept_of(asked):
            assert sitting.day not in asked.left_out
            assert sitting.day >= asked.first
            assert asked.until is None or sitting.day <= asked.until

    @UNHURRIED
    @given(series())
    def test_is_as_long_as_asked_where_no_day_ends_it(self, asked):
        kept = kept_of(asked)
        assert len(kept) <= (asked.number or MOST_DATES)
        assert asked.until or not kept or len(kept) == asked.number

    @UNHURRIED
    @given(series())
    def test_keeps_its_hours_on_the_wall_in_summer_and_winter(self, asked):
        for sitting in dates_of(asked):
            if sitting.is_real:
                for moment, clock in ((sitting.starts_at, asked.starts), (sitting.ends_at, asked.ends)):
                    local = moment.astimezone(PARIS)
                    assert (local.date(), local.time()) == (sitting.day, clock)

    @UNHURRIED
    @given(series(Rhythm.WEEKS))
    def test_in_weeks_falls_on_the_chosen_weekdays_of_every_nth_week(self, asked):
        found = [sitting.day for sitting in dates_of(asked)]
        assert {day.weekday() for day in found} <= (asked.weekdays or {asked.first.weekday()})
        for day in found:
            assert (monday(day) - monday(found[0])).days % (7 * asked.every) == 0

    @UNHURRIED
    @given(series(Rhythm.WEEKS))
    def test_in_weeks_passes_over_none_of_them(self, asked):
        found = [sitting.day for sitting in dates_of(asked)]
        weekdays = asked.weekdays or {asked.first.weekday()}
        for each in range((found[-1] - found[0]).days if found else 0):
            day = found[0] + timedelta(days=each)
            is_in_turn = (monday(day) - monday(found[0])).days % (7 * asked.every) == 0
            assert (day in found) == (is_in_turn and day.weekday() in weekdays)

    @UNHURRIED
    @given(series(Rhythm.MONTHLY_BY_WEEKDAY))
    def test_monthly_by_weekday_comes_once_in_every_month(self, asked):
        found = [sitting.day for sitting in dates_of(asked)]
        nth = (asked.first.day - 1) // 7
        for day in found:
            assert day.weekday() == asked.first.weekday()
            is_last = (day + timedelta(weeks=1)).month != day.month
            assert is_last if nth == 4 else (day.day - 1) // 7 == nth
        for one, other in pairwise(found):
            assert (other.year - one.year) * 12 + other.month - one.month == 1

    @UNHURRIED
    @given(series(Rhythm.MONTHLY_BY_DAY))
    def test_monthly_by_day_comes_on_that_day(self, asked):
        assert {sitting.day.day for sitting in dates_of(asked)} <= {asked.first.day}

    @UNHURRIED
    @given(series())
    def test_is_never_longer_than_anybody_announces(self, asked):
        try:
            found = expand(asked)
        except TooMany:
            return
        assert sum(not sitting.is_left_out for sitting in found) <= MOST_DATES
        assert all(sitting.day <= asked.first + LONGEST for sitting in found)


def expanded(first, rhythm=Rhythm.WEEKS, **facts):
    return expand(Series(first, rhythm=rhythm, **(EVENING | facts)))


class TestASeries:
    def test_starts_on_the_first_chosen_weekday_from_its_first_day_on(self):
        thursday = date(2027, 1, 7)
        found = expanded(thursday, every=2, weekdays=frozenset({1}), number=3)
        assert [sitting.day for sitting in found] == [
            date(2027, 1, 12),
            date(2027, 1, 26),
            date(2027, 2, 9),
        ]

    def test_passes_over_months_without_its_day(self):
        found = expanded(date(2027, 1, 31), Rhythm.MONTHLY_BY_DAY, number=3)
        assert [sitting.day.month for sitting in found] == [1, 3, 5]

    def test_takes_the_fifth_for_the_last(self):
        found = expanded(date(2027, 3, 30), Rhythm.MONTHLY_BY_WEEKDAY, number=3)
        assert [sitting.day for sitting in found] == [
            date(2027, 3, 30),
            date(2027, 4, 27),
            date(2027, 5, 25),
        ]

    @pytest.mark.parametrize(
        "facts",
        [
            {"weekdays": frozenset(range(7)), "until": date(2027, 12, 31)},
            {"rhythm": Rhythm.MONTHLY_BY_WEEKDAY, "number": 50},
            {"until": date(9999, 12, 31), "every": 52},
        ],
    )
    def test_is_refused_where_it_is_too_long(self, facts):
        with pytest.raises(TooMany):
            expanded(date(2027, 1, 1), **facts)

    def test_shows_the_days_left_out_among_the_others_and_counts_them_not(self):
        noel = date(2026, 12, 25)
        found = expanded(date(2026, 12, 18), number=2, left_out=frozenset({noel}))
        assert [(sitting.day.day, sitting.is_left_out) for sitting in found] == [
            (18, False),
            (25, True),
            (1, False),
        ]


class TestTheNightsWhenClocksChange:
    def test_an_hour_that_does_not_exist_is_no_date(self):
        spring = expanded(date(2027, 3, 21), starts=time(2, 30), ends=time(4), number=3)
        assert [sitting.is_real for sitting in spring] == [True, False, True]
        ending = expanded(date(2027, 3, 28), starts=time(1), ends=time(2, 30), number=1)
        assert not ending[0].is_real

    def test_an_hour_that_comes_twice_stands_there_twice(self):
        autumn = expanded(date(2027, 10, 31), starts=time(2, 30), ends=time(3), number=1)
        assert [sitting.is_second for sitting in autumn] == [False, True]
        assert [sitting.starts_at.hour for sitting in autumn] == [0, 1]
        assert all(sitting.is_real for sitting in autumn)

    def test_evenings_stay_evenings(self):
        found = expanded(date(2027, 3, 23), number=2)
        assert [sitting.starts_at.hour for sitting in found] == [17, 16]


class TestTheNextDay:
    @pytest.mark.parametrize(
        ("last", "expected"),
        [
            ([date(2027, 1, 12)], date(2027, 1, 19)),
            ([date(2027, 1, 5), date(2027, 1, 19)], date(2027, 2, 2)),
            ([date(2027, 1, 12), date(2027, 1, 12)], date(2027, 1, 19)),
            ([date(2027, 1, 12), date(2027, 2, 9)], date(2027, 3, 9)),
            ([date(2027, 3, 9), date(2027, 4, 13)], date(2027, 5, 11)),
            ([date(2027, 4, 12), date(2027, 5, 12)], date(2027, 6, 12)),
            ([date(2027, 1, 1), date(2027, 3, 15)], date(2027, 5, 27)),
        ],
    )
    def test_is_as_far_as_the_last_two_are_apart(self, last, expected):
        assert next_day(last, today=date(2026, 12, 1)) == expected

    def test_is_not_in_the_past(self):
        assert next_day([date(2027, 1, 5), date(2027, 1, 12)], today=date(2027, 9, 1)) == date(2027, 9, 7)
        assert next_day([date(2027, 1, 5)], today=date(2027, 1, 12)) == date(2027, 1, 12)

    @UNHURRIED
    @given(st.lists(days, min_size=1, max_size=2).map(sorted), days)
    def test_comes_after_the_last_one(self, last, today):
        found = next_day(last, today)
        assert found > last[-1]
        assert found >= today


class TestDaysLeftOut:
    @pytest.mark.parametrize(
        "typed",
        [
            "24/12/2026, 1/1/2027",
            "24/12/26\r\n01.01.2027",
            "24-12-2026; 2027-01-01",
            "jeudi 24 décembre 2026 et 1er janvier 2027.",
            "24 Decembre 2026,,\n\n 1 JANVIER 2027 ",
        ],
    )
    def test_are_read_as_people_type_them(self, typed):
        assert days_typed(typed) == {date(2026, 12, 24), date(2027, 1, 1)}

    @pytest.mark.parametrize(
        "typed",
        ["du 30/12/2026 au 2/1/2027", "30/12/2026 - 02/01/2027", "30 décembre 2026 au 2 janvier 2027"],
    )
    def test_may_be_a_whole_break(self, typed):
        assert sorted(days_typed(typed)) == [
            date(2026, 12, 30),
            date(2026, 12, 31),
            date(2027, 1, 1),
            date(2027, 1, 2),
        ]

    @pytest.mark.parametrize(
        "typed",
        [
            "24/12",
            "31/02/2027",
            "Noël",
            "du 2/1/2027 au 1/1/2027",
            "du 1/1/2000 au 1/1/2027",
            "🎄",
            "0/0/0000",
        ],
    )
    def test_are_named_where_they_are_not_understood(self, typed):
        with pytest.raises(NotADay) as unknown:
            days_typed(f"24/12/2026, {typed}")
        assert str(unknown.value) == typed.lower()

    @UNHURRIED
    @given(st.text())
    def test_are_understood_or_named_whatever_is_typed(self, typed):
        try:
            days_typed(typed)
        except NotADay as unknown:
            assert str(unknown)

    def test_of_the_whole_country_are_eleven(self):
        holidays = public_holidays(2027)
        assert len(holidays) == 11
        assert holidays[date(2027, 3, 29)] == "lundi de Pâques"
        assert holidays[date(2027, 5, 6)] == "Ascension"
        assert holidays[date(2027, 5, 17)] == "lundi de Pentecôte"
        assert holidays[date(2027, 7, 14)] == "14 juillet"

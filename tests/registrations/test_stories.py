"""Whatever people and organisers do, in whatever order: places, order, and what everybody is told."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from post_office.models import Email

from projects.agenda import services as agenda
from projects.agenda.models import OccurrenceStatus, WorkshopPage
from projects.registrations import services
from projects.registrations.models import Registration
from projects.registrations.services import Refused
from tests.support.registrations import K, join, told, who

NAMES = "abcdef"


@st.composite
def stories(draw):
    """A small room, people who register, then what they and the organiser do, in any order.

    Another date of the same event has room for everybody; some come to both.
    """
    name, people = st.sampled_from(NAMES), st.integers(1, 4)
    arrivals = [("register", each, draw(people)) for each in NAMES[: draw(st.integers(3, 6))]]
    step = st.one_of(
        st.tuples(st.just("cancel"), name, st.just(0)),
        st.tuples(st.just("cancel"), name, st.just(0)),
        st.tuples(st.just("change"), name, people),
        st.tuples(st.just("ring_up"), name, people),
        st.tuples(st.just("come_twice"), name, st.just(0)),
        st.tuples(st.just("come_twice"), name, st.just(0)),
        st.tuples(st.just("move"), st.just(""), st.integers(0, 2)),
        st.tuples(st.just("register"), name, people),
        st.tuples(st.just("capacity"), st.just(""), st.one_of(st.integers(0, 9), st.none())),
        st.tuples(st.just("status"), st.just(""), st.sampled_from(list(OccurrenceStatus))),
        st.tuples(st.just("move_up"), st.sampled_from(NAMES[2:]), st.just(0)),
        st.tuples(st.just("move_up"), st.sampled_from(NAMES[2:]), st.just(0)),
        st.tuples(st.just("remove"), name, st.just(0)),
        st.tuples(st.just("other_hour"), st.just(""), st.integers(0, 2)),
        st.tuples(st.just("call_off"), st.just(""), st.sampled_from(["cancelled", "postponed"])),
    )
    return draw(st.integers(3, 7)), arrivals + draw(st.lists(step, max_size=10))


#: One who comes, one who waits for two places where one is left, and one for whom it would do.
ARRIVALS = [("register", "a", 2), ("register", "b", 2), ("register", "c", 1)]


class Book:
    """The rules once more, as one would keep them with a pencil; and what each person must be told."""

    def __init__(self, capacity):
        self.capacity, self.status = capacity, "scheduled"
        self.people: list[list] = []
        #: Who got the link of their present registration a second time; not a third.
        self.sent_again: set[str] = set()
        self.elsewhere, self.status_elsewhere = set(), "scheduled"
        self.place, self.place_told, self.place_told_elsewhere = 0, None, None
        self.told: dict[str, list[str]] = {}
        self.emails: Counter[str] = Counter()

    def say(self, name, kind, registrations=1):
        """One e-mail, however many registrations it is about."""
        self.told.setdefault(name, []).extend([str(kind)] * registrations)
        self.emails[name] += 1

    def say_to_all(self, kind, here, there):
        """Of the room, of the other date, or of both at once."""
        comers = [each[0] for each in self.people] if here else []
        for name, registrations in Counter([*comers, *(self.elsewhere if there else ())]).items():
            self.say(name, kind, registrations)

    def entry(self, name):
        return next((each for each in self.people if each[0] == name), None)

    @property
    def taken(self):
        return sum(each[1] for each in self.people if each[2])

    @property
    def free(self):
        return float("inf") if self.capacity is None else self.capacity - self.taken

    @property
    def someone_waits(self):
        return any(not each[2] for each in self.people)

    def promote(self):
        for each in self.people:
            if self.status != "scheduled":
                return
            if not each[2]:
                if each[1] > self.free:
                    return
                each[2] = True
                self.say(each[0], K.PROMOTED)

    def too_many(self, people):
        return self.capacity is not None and people > self.capacity

    def register(self, name, people):
        if self.status != "scheduled" or self.too_many(people):
            return
        if self.entry(name):
            if name not in self.sent_again:
                self.sent_again.add(name)
                self.say(name, K.LINK)
            return
        self.sent_again.discard(name)
        if self.place_told is None:
            self.place_told = self.place
        is_in = people <= self.free and not self.someone_waits
        self.people.append([name, people, is_in])
        self.say(name, K.CONFIRMED if is_in else K.WAITING)

    def change(self, name, people):
        entry = self.entry(name)
        if not entry or entry[1] == people or self.status != "scheduled" or self.too_many(people):
            return
        if entry[2] and people > entry[1] and (people - entry[1] > self.free or self.someone_waits):
            return
        entry[1] = people
        self.say(name, K.CHANGED)
        self.promote()

    def ring_up(self, name, people):
        self.change(name, people)

    def come_twice(self, name, _):
        if name not in self.elsewhere and self.status_elsewhere == "scheduled":
            if self.place_told_elsewhere is None:
                self.place_told_elsewhere = self.place
            self.elsewhere.add(name)
            self.say(name, K.CONFIRMED)

    def move(self, _, place):
        self.place = place
        here, there = (told not in (None, place) for told in (self.place_told, self.place_told_elsewhere))
        self.place_told = place if here else self.place_told
        self.place_told_elsewhere = place if there else self.place_told_elsewhere
        is_on, is_on_elsewhere = self.status == "scheduled", self.status_elsewhere == "scheduled"
        self.say_to_all(K.PLACE, here and is_on, there and is_on_elsewhere)

    def cancel(self, name, _, kind=K.CANCELLED):
        if entry := self.entry(name):
            self.people.remove(entry)
            self.say(name, kind)
            self.promote()

    def remove(self, name, _):
        self.cancel(name, 0, K.REMOVED)

    def move_up(self, name, _):
        waiting = [each for each in self.people if not each[2]]
        entry = self.entry(name)
        if entry not in waiting[1:]:
            return
        ahead = waiting[waiting.index(entry) - 1]
        one, other = self.people.index(ahead), self.people.index(entry)
        self.people[one], self.people[other] = entry, ahead
        self.promote()

    def other_hour(self, _, hours):
        if hours and self.status == "scheduled":
            for each in self.people:
                self.say(each[0], K.MOVED)
        self.promote()

    def call_off(self, _, status):
        kind = {"cancelled": K.CALLED_OFF, "postponed": K.POSTPONED}[status]
        self.say_to_all(kind, status != self.status, status != self.status_elsewhere)
        self.status = self.status_elsewhere = status

    def set_capacity(self, _, capacity):
        if capacity is None or capacity >= self.taken:
            self.capacity = capacity
            self.promote()

    def set_status(self, _, status):
        if status == self.status:
            return
        self.status = str(status)
        kinds = {"cancelled": K.CALLED_OFF, "postponed": K.POSTPONED, "scheduled": K.BACK_ON}
        for each in self.people:
            self.say(each[0], kinds[self.status])
        self.promote()


class Portal:
    """The same done by the services."""

    def __init__(self, date, another):
        self.date, self.another = date, another

    def person(self, name):
        people = Registration.objects.filter(occurrence=self.date, name=name)
        return people.exclude(state="cancelled").first()

    def register(self, name, people):
        join(self.date, name, people)

    def change(self, name, people):
        if person := self.person(name):
            services.change(person, people, "", timezone.now())

    def ring_up(self, name, people):
        if person := self.person(name):
            services.change(person, people, "", timezone.now(), by_organiser=True)

    def come_twice(self, name, _):
        if not self.another.registrations.filter(name=name).exists():
            join(self.another, name)

    def move(self, _, place):
        WorkshopPage.objects.update(place_name=f"Salle {place}")
        agenda.announce_place(WorkshopPage.objects.get())

    def cancel(self, name, _):
        if person := self.person(name):
            services.cancel(person, timezone.now())

    def remove(self, name, _):
        if person := self.person(name):
            services.cancel(person, timezone.now(), by_organiser=True)

    def move_up(self, name, _):
        if person := self.person(name):
            services.move_up(person, timezone.now())

    def other_hour(self, _, hours):
        self.date.refresh_from_db()
        self.date.starts_at += timedelta(hours=hours)
        self.date.ends_at += timedelta(hours=hours)
        agenda.change(self.date, ["starts_at", "ends_at"])

    def call_off(self, _, status):
        agenda.call_off([self.date, self.another], status, "Parce que.")

    def set_capacity(self, _, capacity):
        self.date.refresh_from_db()
        self.date.capacity = capacity
        agenda.change(self.date, ["capacity"])

    def set_status(self, _, status):
        self.date.refresh_from_db()
        self.date.status, self.date.reason = status, "Parce que."
        agenda.change(self.date, ["status", "reason"])


STEPS = {"capacity": "set_capacity", "status": "set_status"}


@pytest.fixture
def workshop(tree):
    return tree.add(WorkshopPage, takes_registrations=True, place_name="Salle 0")


class TestAnySequence:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(stories())
    @example((3, [*ARRIVALS, ("move_up", "c", 0), ("call_off", "", "cancelled")]))
    @example((3, [*ARRIVALS, ("come_twice", "b", 0), ("move", "", 1), ("call_off", "", "cancelled")]))
    @example((3, [*ARRIVALS, ("come_twice", "a", 0), ("status", "", "postponed"), ("move", "", 1)]))
    @example((3, [*ARRIVALS, ("ring_up", "a", 1), ("ring_up", "c", 3), ("ring_up", "b", 1)]))
    @example((3, [*ARRIVALS, ("remove", "a", 0), ("other_hour", "", 1), ("capacity", "", 3)]))
    @example(
        (3, [("register", "a", 1), ("register", "a", 1), ("cancel", "a", 0), *[("register", "a", 1)] * 3])
    )
    def test_keeps_the_places_the_order_and_everybody_informed(self, tree, workshop, story):
        capacity, steps = story
        with transaction.atomic():
            date = tree.date(workshop, capacity=capacity)
            another = tree.date(workshop, days=9)
            book, portal = Book(capacity), Portal(date, another)
            for what, name, number in steps:
                method = STEPS.get(what, what)
                getattr(book, method)(name, number)
                try:
                    with transaction.atomic():
                        getattr(portal, method)(name, number)
                except (Refused, agenda.ValidationError):
                    pass
                date.refresh_from_db()
                assert date.capacity is None or date.confirmed_places <= date.capacity
            expected = {True: [], False: []}
            for name, _people, is_in in book.people:
                expected[is_in].append(name)
            assert who(date, "confirmed") == expected[True]
            assert who(date, "waiting") == expected[False]
            assert date.confirmed_places == book.taken
            assert date.status == book.status
            for name in NAMES:
                assert told(name) == book.told.get(name, [])
                sent = Email.objects.filter(to=f"{name}@example.org").count()
                assert sent == book.emails[name]
            transaction.set_rollback(True)

"""Whatever happens to a date, nobody is overbooked, overtaken or left in the dark."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from post_office.models import Email

from projects.agenda import services as agenda
from projects.agenda.models import (
    Notice,
    NoticeKind,
    Occurrence,
    OccurrenceStatus,
    Registration,
    RegistrationState,
    WorkshopPage,
)
from projects.agenda.registrations import services
from projects.agenda.registrations.rules import Refusal
from projects.agenda.registrations.services import Application, Refused
from tests.support.publication import publish

K = NoticeKind


def asked(name: str, people: int = 1, **facts) -> Application:
    """By mail unless told otherwise."""
    facts.setdefault(
        "email", "" if facts.get("phone") else f"{name.lower().replace('é', 'e')}@example.org"
    )
    return Application(name=name, people=people, language="fr", **facts)


def join(date, name, people=1, **facts):
    return services.register(date, asked(name, people, **facts), timezone.now())


def who(date, state) -> list[str]:
    people = Registration.objects.filter(occurrence=date, state=state)
    return list(people.order_by("position").values_list("name", flat=True))


def told(name=None) -> list[str]:
    notices = Notice.objects.order_by("pk")
    if name:
        notices = notices.filter(registration__name=name)
    return [notice.kind for notice in notices]


@pytest.fixture
def workshop(tree):
    return tree.add(WorkshopPage, takes_registrations=True, place_name="Salle des fêtes")


@pytest.fixture
def date(tree, workshop):
    return tree.date(workshop, capacity=4)


class TestComing:
    def test_takes_a_place_while_there_are_some(self, date):
        assert join(date, "Zoé", 3) == RegistrationState.CONFIRMED
        date.refresh_from_db()
        assert (date.confirmed_places, date.free_places) == (3, 1)
        assert told() == [K.CONFIRMED]

    def test_waits_in_order_when_it_is_full_even_where_a_small_group_would_fit(self, date):
        join(date, "Zoé", 3)
        assert join(date, "Ali", 2) == RegistrationState.WAITING
        assert join(date, "Bea", 1) == RegistrationState.WAITING
        assert who(date, "waiting") == ["Ali", "Bea"]
        date.refresh_from_db()
        assert (date.confirmed_places, date.waiting_places) == (3, 3)

    def test_has_no_limit_where_places_are_not_counted(self, tree, workshop):
        date = tree.date(workshop, capacity=None)
        assert {join(date, f"P{n}", 12) for n in range(3)} == {RegistrationState.CONFIRMED}

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"takes_registrations": False}, Refusal.NOT_HERE),
            ({"live": False}, Refusal.NOT_HERE),
            ({"registration_closes": 24 * 8}, Refusal.OVER),
        ],
    )
    def test_is_refused_where_the_event_does_not_take_it(self, workshop, date, change, reason):
        WorkshopPage.objects.filter(pk=workshop.pk).update(**change)
        with pytest.raises(Refused) as refused:
            join(Occurrence.objects.get(), "Zoé")
        assert refused.value.reason == reason

    @pytest.mark.parametrize("people", [-3, 0, 5, 13])
    def test_is_refused_to_impossible_numbers(self, date, people):
        with pytest.raises(Refused):
            join(date, "Zoé", people)
        assert not Registration.objects.exists()

    def test_is_possible_by_telephone_until_the_end_for_the_organiser(self, tree, workshop):
        date = tree.date(workshop, days=0.01)
        with pytest.raises(Refused):
            join(date, "Zoé")
        caller = asked("Zoé", phone="06 12 34 56 78")
        services.register(date, caller, timezone.now(), by_organiser=True)
        assert who(date, "confirmed") == ["Zoé"]


class TestTheSameAddressTwice:
    def test_changes_nothing_and_sends_the_link_to_the_person_alone(self, date):
        join(date, "Zoé", 2)
        assert join(date, "Inconnu", 1, email="ZOE@Example.org") == "confirmed"
        assert who(date, "confirmed") == ["Zoé"]
        assert told("Zoé") == [K.CONFIRMED, K.LINK]
        assert Email.objects.count() == 2

    def test_is_answered_as_anybody_would_be(self, date):
        join(date, "Zoé", 4)
        assert join(date, "Nouveau", 1) == join(date, "Zoé", 1) == RegistrationState.WAITING

    def test_does_not_fill_the_box_of_somebody_else(self, date):
        join(date, "Zoé")
        for _each in range(5):
            join(date, "Inconnu", email="zoe@example.org")
        assert told("Zoé") == [K.CONFIRMED, K.LINK]

    def test_is_possible_again_after_it_was_cancelled(self, date):
        join(date, "Zoé")
        services.cancel(Registration.objects.get(), timezone.now())
        assert join(date, "Zoé") == RegistrationState.CONFIRMED
        assert who(date, "confirmed") == ["Zoé"]

    def test_a_form_sent_twice_is_one_registration(self, date):
        form = asked("Zoé", 4)
        answers = [services.register(date, form, timezone.now()) for _each in range(2)]
        assert answers == [RegistrationState.CONFIRMED] * 2
        assert told() == [K.CONFIRMED]

    @pytest.mark.parametrize("again", ["+33 6 12 34 56 78", "0612345678", "06.12.34.56.78"])
    def test_a_telephone_number_is_one_person_however_it_is_written(self, date, again):
        join(date, "Zoé", phone="06 12 34 56 78")
        join(date, "Zoé", phone=again)
        assert who(date, "confirmed") == ["Zoé"]

    def test_the_database_refuses_it_too(self, date):
        join(date, "Zoé")
        twin = Registration.objects.get()
        twin.pk, twin.position, twin.key, twin.submission = None, 9, uuid.uuid4(), uuid.uuid4()
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save()


class TestPlacesThatAreGivenBack:
    def test_go_to_the_first_ones_several_at_a_time(self, date):
        join(date, "Zoé", 4)
        for name, people in (("Ali", 2), ("Bea", 1), ("Cléo", 2), ("Dan", 1)):
            join(date, name, people)
        services.cancel(Registration.objects.get(name="Zoé"), timezone.now())
        assert who(date, "confirmed") == ["Ali", "Bea"]
        assert who(date, "waiting") == ["Cléo", "Dan"]
        assert told("Ali") == [K.WAITING, K.PROMOTED]
        assert told("Dan") == [K.WAITING]

    def test_by_a_smaller_group_go_on_too(self, date):
        join(date, "Zoé", 4)
        join(date, "Ali", 2)
        services.change(Registration.objects.get(name="Zoé"), 2, "", timezone.now())
        assert who(date, "confirmed") == ["Zoé", "Ali"]

    def test_are_not_taken_by_who_wants_more_while_others_wait(self, date):
        join(date, "Zoé", 2)
        join(date, "Ali", 3)
        with pytest.raises(Refused) as refused:
            services.change(Registration.objects.get(name="Zoé"), 3, "", timezone.now())
        assert refused.value.reason == Refusal.NO_ROOM
        assert told("Zoé") == [K.CONFIRMED]

    def test_come_with_a_larger_room(self, date):
        join(date, "Zoé", 4)
        join(date, "Ali", 2)
        date.refresh_from_db()
        date.capacity = None
        agenda.change(date, ["capacity"])
        assert who(date, "confirmed") == ["Zoé", "Ali"]

    def test_go_to_nobody_once_the_date_has_begun(self, date):
        join(date, "Zoé", 4)
        join(date, "Ali", 1)
        later = date.starts_at + timedelta(minutes=1)
        services.cancel(Registration.objects.get(name="Zoé"), later)
        assert who(date, "confirmed") == ["Zoé"]

    def test_by_erasing_oneself_as_well_and_nothing_of_the_person_stays(self, date):
        join(date, "Zoé", 4)
        join(date, "Ali", 1)
        services.erase(Registration.objects.get(name="Zoé"), timezone.now())
        assert who(date, "confirmed") == ["Ali"]
        assert not any("Zoé" in email.message for email in Email.objects.all())

    def test_an_organiser_decides_who_comes_first(self, date):
        for name, people in (("Zoé", 3), ("Ali", 2), ("Bea", 1)):
            join(date, name, people)
        services.move_up(Registration.objects.get(name="Bea"), timezone.now())
        assert who(date, "confirmed") == ["Zoé", "Bea"]
        assert who(date, "waiting") == ["Ali"]


class TestAChangeOfTheDate:
    @pytest.fixture
    def people(self, date):
        join(date, "Zoé", 4)
        join(date, "Ali", 1)
        join(date, "Tel", 1, phone="06 12 34 56 78")
        date.refresh_from_db()
        return date

    @pytest.mark.parametrize(
        ("change", "kind"),
        [
            ({"starts_at": timedelta(hours=1), "ends_at": timedelta(hours=1)}, K.MOVED),
            ({"status": "cancelled", "reason": "Orage."}, K.CALLED_OFF),
            ({"status": "postponed", "reason": "Au 4 mai."}, K.POSTPONED),
        ],
    )
    def test_is_told_to_everybody_once(self, people, change, kind):
        for name, value in change.items():
            by = isinstance(value, timedelta)
            setattr(people, name, getattr(people, name) + value if by else value)
        agenda.change(people, list(change))
        agenda.change(people, list(change))
        assert told("Zoé") == [K.CONFIRMED, kind]
        assert told("Ali") == [K.WAITING, kind]
        assert told("Tel") == [K.WAITING, kind]
        assert Notice.objects.to_call().get().registration.name == "Tel"

    def test_that_touches_nobody_is_told_to_nobody(self, people):
        people.capacity = 4
        agenda.change(people, ["capacity", "reason"])
        assert K.MOVED not in told()

    def test_of_a_date_that_is_over_is_told_to_nobody(self, people):
        Occurrence.objects.update(
            starts_at=timezone.now() - timedelta(days=2), ends_at=timezone.now() - timedelta(days=1)
        )
        people.refresh_from_db()
        people.status, people.reason = "cancelled", "Trop tard."
        agenda.change(people, ["status", "reason"])
        assert K.CALLED_OFF not in told()

    def test_of_place_is_told_when_the_page_is_published(self, people, workshop):
        workshop.refresh_from_db()
        workshop.summary = "Un résumé"
        publish(workshop)
        assert K.PLACE not in told()
        workshop.place_name = "Salle du Tilleul"
        for _each in range(2):
            publish(workshop)
        assert told("Zoé") == [K.CONFIRMED, K.PLACE]
        people.refresh_from_db()
        assert people.sequence == 1

    def test_below_the_places_taken_is_refused(self, people):
        people.capacity = 2
        with pytest.raises(Exception, match="places prises"):
            agenda.change(people, ["capacity"])


NAMES = "abcdef"


@st.composite
def stories(draw):
    """A small room, people who register, then what they and the organiser do, in any order."""
    name, people = st.sampled_from(NAMES), st.integers(1, 4)
    arrivals = [("register", each, draw(people)) for each in NAMES[: draw(st.integers(3, 6))]]
    step = st.one_of(
        st.tuples(st.just("cancel"), name, st.just(0)),
        st.tuples(st.just("cancel"), name, st.just(0)),
        st.tuples(st.just("change"), name, people),
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
        self.told: dict[str, list[str]] = {}

    def say(self, name, kind):
        self.told.setdefault(name, []).append(str(kind))

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
            if K.LINK not in self.told[name]:
                self.say(name, K.LINK)
            return
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
        self.set_status(_, status)

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


class TestAnySequence:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(stories())
    @example((3, [*ARRIVALS, ("move_up", "c", 0), ("call_off", "", "cancelled")]))
    @example((3, [*ARRIVALS, ("remove", "a", 0), ("other_hour", "", 1), ("capacity", "", 3)]))
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
                assert sent == len(book.told.get(name, []))
            transaction.set_rollback(True)

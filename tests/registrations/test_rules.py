"""Whatever happens to a date, nobody is overbooked, overtaken or left in the dark."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from post_office.models import Email

from projects.agenda import services as agenda
from projects.agenda.models import Occurrence, WorkshopPage
from projects.registrations import services
from projects.registrations.models import Notice, Registration, RegistrationState
from projects.registrations.rules import Refusal
from projects.registrations.services import Refused
from tests.support.publication import publish
from tests.support.registrations import K, asked, join, told, who


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


class TestTheSameNameAndAddressTwice:
    def test_changes_nothing_and_sends_the_link_to_the_person_alone(self, date):
        join(date, "Zoé", 2)
        assert join(date, "ZOE", 1, email="ZOE@Example.org") == "confirmed"
        assert who(date, "confirmed") == ["Zoé"]
        assert told("Zoé") == [K.CONFIRMED, K.LINK]
        assert Email.objects.count() == 2

    def test_is_answered_as_anybody_would_be(self, date):
        join(date, "Zoé", 4)
        assert join(date, "Nouveau", 1) == join(date, "Zoé", 1) == RegistrationState.WAITING

    def test_does_not_fill_the_box_of_somebody_else(self, date):
        join(date, "Zoé")
        for _each in range(5):
            join(date, "zoé", email="zoe@example.org")
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
        workshop.place_name = "Salle du tilleul."
        publish(workshop)
        assert told("Zoé") == [K.CONFIRMED, K.PLACE]

    def test_that_takes_it_back_takes_back_its_reason(self, people):
        people.status, people.reason = "postponed", "Des travaux."
        agenda.change(people, ["status", "reason"])
        people.status = "scheduled"
        agenda.change(people, ["status"])
        people.refresh_from_db()
        assert people.reason == ""
        assert told("Zoé") == [K.CONFIRMED, K.POSTPONED, K.BACK_ON]

    def test_below_the_places_taken_is_refused(self, people):
        people.capacity = 2
        with pytest.raises(Exception, match="places prises"):
            agenda.change(people, ["capacity"])

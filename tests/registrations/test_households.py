"""People who share an address or a number: each of them is who they say, and whoever is told so comes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from icalendar import Calendar
from post_office.models import Email

from projects.agenda import services as agenda
from projects.agenda.models import Occurrence, WorkshopPage
from projects.registrations import services
from projects.registrations.models import Notice, Registration
from projects.registrations.services import Refused
from tests.support.registrations import K, asked, join, told, who

NUMBER = "0696 12 34 56"
NUMBER_AGAIN = [
    "0696123456",
    "0696.12.34.56",
    "0696-12-34-56",
    "+596696123456",
    "+596 (0)696 12 34 56",
    "00596 696 12 34 56",
    "\u202d0696\u201112\u201134\u201156\u202c",
]
WAYS = [{"email": "famille@example.org"}, {"phone": NUMBER}]


@pytest.fixture
def workshop(tree):
    return tree.add(WorkshopPage, title="Coudre", takes_registrations=True, place_name="Salle des fêtes")


@pytest.fixture
def date(tree, workshop):
    return tree.date(workshop, days=7, capacity=9)


@pytest.fixture
def another(tree, workshop):
    return tree.date(workshop, days=14)


@pytest.mark.parametrize("way", WAYS, ids=["one address", "one number"])
class TestAHousehold:
    def test_is_there_with_names_of_signs_alone(self, date, way):
        answers = [join(date, name, **way) for name in ("🐌", "🌻", "…", "🐌")]
        assert answers == ["confirmed"] * 4
        assert who(date, "confirmed") == ["🐌", "🌻", "…"]

    def test_is_there_with_each_of_its_names(self, date, way):
        answers = [join(date, name, 2, **way) for name in ("Zoé", "Ali", "Bea")]
        assert answers == ["confirmed"] * 3
        assert who(date, "confirmed") == ["Zoé", "Ali", "Bea"]
        assert Occurrence.objects.get(pk=date.pk).confirmed_places == 6

    def test_waits_where_there_is_no_room_for_all_of_it(self, date, way):
        answers = [join(date, name, 4, **way) for name in ("Zoé", "Ali", "Bea")]
        assert answers == ["confirmed", "confirmed", "waiting"]
        assert (who(date, "confirmed"), who(date, "waiting")) == (["Zoé", "Ali"], ["Bea"])

    @pytest.mark.parametrize("again", ["Zoé", "zoé", " ZOE ", "Zo\u200bé"])
    def test_has_each_name_once(self, date, way, again):
        join(date, "Zoé", **way)
        join(date, "Ali", **way)
        assert join(date, again, **way) == "confirmed"
        assert who(date, "confirmed") == ["Zoé", "Ali"]

    def test_has_each_name_once_for_the_organiser_too(self, date, way):
        join(date, "Zoé", **way)
        with pytest.raises(Refused):
            services.register(date, asked("zoe", **way), timezone.now(), by_organiser=True)
        services.register(date, asked("Ali", **way), timezone.now(), by_organiser=True)
        assert who(date, "confirmed") == ["Zoé", "Ali"]

    def test_has_each_name_once_for_the_database_too(self, date, way):
        join(date, "Zoé", **way)
        join(date, "Ali", **way)
        with pytest.raises(IntegrityError), transaction.atomic():
            Registration.objects.filter(name="Ali").update(name="Zoé")

    def test_may_come_without_one_of_it(self, date, way):
        join(date, "Zoé", **way)
        join(date, "Ali", **way)
        services.cancel(Registration.objects.get(name="Zoé"), timezone.now())
        assert join(date, "Zoé", **way) == "confirmed"
        assert who(date, "confirmed") == ["Ali", "Zoé"]


class TestOneNumber:
    @pytest.mark.parametrize("again", NUMBER_AGAIN, ids=ascii)
    def test_is_one_however_it_is_written(self, date, again):
        join(date, "Zoé", phone=NUMBER)
        join(date, "Zoé", phone=again)
        assert who(date, "confirmed") == ["Zoé"]
        assert Registration.objects.get().phone == "+596696123456"

    @pytest.mark.parametrize("again", NUMBER_AGAIN, ids=ascii)
    def test_that_was_stored_as_typed_is_one_as_well(self, date, again):
        join(date, "Zoé", phone=NUMBER)
        Registration.objects.update(phone=NUMBER)
        join(date, "Zoé", phone=again)
        assert who(date, "confirmed") == ["Zoé"]

    def test_is_one_person_s_with_an_address_or_without(self, date):
        join(date, "Zoé", phone=NUMBER)
        join(date, "Zoé", phone=NUMBER, email="zoe@example.org")
        join(date, "Ali", phone=NUMBER, email="ali@example.org")
        join(date, "Ali", phone=NUMBER)
        assert who(date, "confirmed") == ["Zoé", "Ali"]

    def test_is_rung_up_once_who_asks_again_for_something_else(self, date):
        join(date, "Zoé", 2, phone=NUMBER)
        join(date, "Zoé", 2, phone=NUMBER)
        assert told("Zoé") == [K.CONFIRMED]
        for _each in range(2):
            join(date, "Zoé", 4, phone=NUMBER)
        assert told("Zoé") == [K.CONFIRMED, K.AGAIN]
        assert Notice.objects.to_call().get().registration.people == 2

    def test_sends_nothing_to_an_address_that_is_typed_with_it(self, date):
        """Whoever knows a name and a number gets nobody’s link."""
        join(date, "Zoé", phone=NUMBER)
        join(date, "Zoé", phone=NUMBER, email="stranger@example.org")
        assert not Email.objects.exists()


class TestOneAddress:
    FAMILY = {"email": "famille@example.org"}

    @pytest.fixture(autouse=True)
    def family(self, date):
        for name in ("Zoé", "Ali"):
            join(date, name, **self.FAMILY)

    @pytest.mark.parametrize(
        "change",
        [
            {"status": "cancelled", "reason": "Neige."},
            {"status": "postponed", "reason": "Neige."},
            {"starts_at": 1, "ends_at": 1},
        ],
        ids=["cancelled", "postponed", "moved"],
    )
    def test_reads_an_email_for_each_of_what_becomes_of_a_date(self, date, change):
        Email.objects.all().delete()
        fresh = Occurrence.objects.get(pk=date.pk)
        if "starts_at" in change:
            hour = timedelta(hours=1)
            change = {"starts_at": fresh.starts_at + hour, "ends_at": fresh.ends_at + hour}
        for name, value in change.items():
            setattr(fresh, name, value)
        agenda.change(fresh, change)
        emails = list(Email.objects.order_by("pk"))
        assert [each.message.split(",")[0] for each in emails] == ["Bonjour Zoé", "Bonjour Ali"]
        for email in emails:
            (file,) = email.attachments.all()
            assert len(Calendar.from_ical(file.file.read()).events) == 1

    def test_reads_an_email_for_each_of_what_becomes_of_several(self, date, another):
        for name in ("Zoé", "Ali"):
            join(another, name, **self.FAMILY)
        Email.objects.all().delete()
        assert Registration.objects.active().at(date, another).messages() == 2
        agenda.call_off([date, another], "cancelled", "Neige.")
        emails = list(Email.objects.order_by("pk"))
        assert [each.subject for each in emails] == ["2 dates annulées\xa0: Coudre"] * 2
        assert ["Zoé" in each.message for each in emails] == [True, False]

    def test_who_comes_to_different_dates_reads_one_email(self, date, another):
        join(another, "Bea", **self.FAMILY)
        services.cancel(Registration.objects.get(name="Ali"), timezone.now())
        Email.objects.all().delete()
        assert Registration.objects.active().at(date, another).messages() == 1
        agenda.call_off([date, another], "cancelled", "Neige.")
        assert "Zoé et Bea" in Email.objects.get().message

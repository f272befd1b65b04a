"""What becomes of several dates at once is told to each reader in one e-mail."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from post_office.models import STATUS, Email

from portal.mail import queue
from portal.territory import wording
from projects.agenda import services as agenda
from projects.agenda.models import WorkshopPage
from projects.registrations import services
from projects.registrations.models import Notice, Registration
from projects.registrations.services import Application
from tests.support.publication import publish
from tests.support.registrations import K, join, told

KIND_OF = {"cancelled": K.CALLED_OFF, "postponed": K.POSTPONED}


@pytest.fixture
def workshop(tree):
    return tree.add(WorkshopPage, title="Coudre", takes_registrations=True, place_name="Salle des fêtes")


@pytest.fixture
def dates(tree, workshop):
    """Written in another order than they take place."""
    days = (14, 7, 21)
    return [tree.date(workshop, days=each) for each in days]


def call_off(dates, status="cancelled"):
    before = set(Email.objects.values_list("pk", flat=True))
    agenda.call_off(dates, status, "La salle est inondée.")
    return list(Email.objects.exclude(pk__in=before).order_by("pk"))


def calendar_of(email):
    (file,) = email.attachments.all()
    return file, Calendar.from_ical(file.file.read())


def own_links(email) -> list[str]:
    return re.findall(r"http://localhost(/\S*inscription/\S+)", email.message)


class TestSomebodyOnSeveralDates:
    @pytest.mark.parametrize(
        ("status", "subject"),
        [("cancelled", "3 dates annulées\xa0: Coudre"), ("postponed", "3 dates reportées\xa0: Coudre")],
    )
    def test_reads_them_all_in_one_email_in_their_order(self, dates, status, subject):
        for number, date in enumerate(dates, 1):
            join(date, "Zoé", number)
        (email,) = call_off(dates, status)
        assert email.subject == subject
        assert "La salle est inondée." in email.message
        people = re.findall(r"^\* (.+), de .+\n  (\d) personnes?$", email.message, re.MULTILINE)
        days = sorted((date.starts_at, str(number)) for number, date in enumerate(dates, 1))
        assert [number for _day, number in people] == [number for _start, number in days]
        assert told("Zoé") == [K.CONFIRMED] * 3 + [KIND_OF[status]] * 3

    def test_finds_the_own_link_of_each_registration(self, dates):
        for date in dates:
            join(date, "Zoé")
        (email,) = call_off(dates)
        visitor = Client()
        links = own_links(email)
        assert len(set(links)) == 3
        for link in links:
            assert visitor.get(link).context["person"].name == "Zoé"

    @pytest.mark.parametrize("status", ["cancelled", "postponed"])
    def test_takes_them_out_of_their_agenda_by_one_file(self, dates, status):
        for date in dates:
            join(date, "Zoé")
        file, calendar = calendar_of(call_off(dates, status)[0])
        # RFC 5546, 3.2.5: CANCEL is for one UID.
        assert (calendar["method"], file.mimetype) == ("PUBLISH", "text/calendar; method=PUBLISH")
        events = {event["uid"]: event for event in calendar.walk("VEVENT")}
        assert set(events) == {f"date-{date.pk}@localhost" for date in dates}
        for event in events.values():
            assert (event["status"], event["sequence"]) == ("CANCELLED", 1)
            assert "organizer" in event

    def test_is_told_of_those_that_change_only_once(self, dates):
        for date in dates:
            join(date, "Zoé")
        (first,) = call_off(dates[:1])
        assert first.subject.startswith("Annulé\xa0: Coudre, ")
        (second,) = call_off(dates)
        assert second.subject == "2 dates annulées\xa0: Coudre"
        assert call_off(dates) == []
        assert told("Zoé") == [K.CONFIRMED] * 3 + [K.CALLED_OFF] * 3

    def test_who_waits_for_a_place_reads_so(self, tree, workshop, dates):
        full = tree.date(workshop, days=30, capacity=1)
        join(full, "Ali")
        for date in (full, dates[0]):
            join(date, "Zoé")
        email = next(each for each in call_off([full, *dates]) if each.to == ["zoe@example.org"])
        assert email.message.count("En liste d’attente") == 1

    def test_is_one_reader_however_the_address_is_written(self, dates):
        join(dates[0], "Zoé")
        join(dates[1], "Ali", email="ZOE@example.org")
        (email,) = call_off(dates)
        assert "Bonjour Zoé et Ali," in email.message or "Bonjour Ali et Zoé," in email.message
        for name in ("Zoé", "Ali"):
            assert f"\n  {name}\n" in email.message

    def test_reads_an_email_in_each_language_chosen(self, dates):
        for date, language in zip(dates, ("fr", "en", "en"), strict=True):
            asked = Application(name="Zoé", people=1, language=language, email="zoe@example.org")
            services.register(date, asked, timezone.now())
        subjects = {each.headers["Content-Language"]: each.subject for each in call_off(dates)}
        assert set(subjects) == {"fr", "en"}
        assert subjects["fr"].startswith("Annulé\xa0: Coudre, ")

    def test_of_an_event_that_is_hidden_meanwhile_is_told_all_the_same(self, workshop, dates):
        for date in dates:
            join(date, "Zoé")
        WorkshopPage.objects.filter(pk=workshop.pk).update(live=False)
        (email,) = call_off(dates)
        assert "http://localhost/" in email.message
        assert workshop.slug not in email.message


class TestSomebodyOnOneOfThem:
    def test_gets_the_email_of_one_date(self, dates):
        join(dates[0], "Zoé")
        (email,) = call_off(dates)
        assert email.subject == f"Annulé\xa0: Coudre, {wording.day_of_year(dates[0].starts_at)}"
        assert own_links(email) == []
        assert calendar_of(email)[1]["method"] == "CANCEL"

    def test_without_an_address_is_to_be_called_for_each(self, dates):
        for date in dates[:2]:
            join(date, "Tel", phone="06 12 34 56 78")
        assert call_off(dates) == []
        assert Notice.objects.to_call().filter(kind=K.CALLED_OFF).count() == 2

    def test_who_has_given_the_place_back_is_told_nothing_of_it(self, dates):
        for date in dates[:2]:
            join(date, "Zoé")
        services.cancel(Registration.objects.get(occurrence=dates[0]), timezone.now())
        (email,) = call_off(dates)
        assert email.subject.startswith("Annulé\xa0: Coudre, ")


class TestANewPlace:
    def test_is_told_of_all_dates_in_one_email(self, workshop, dates):
        for date in dates:
            join(date, "Zoé")
        before = Email.objects.count()
        workshop.refresh_from_db()
        workshop.place_name = "Salle du Tilleul"
        for _each in range(2):
            publish(workshop)
        assert Email.objects.count() == before + 1
        email = Email.objects.order_by("pk").last()
        assert email.subject == "Changement de lieu\xa0: Coudre"
        assert "Salle du Tilleul" in email.message
        calendar = calendar_of(email)[1]
        assert {str(event["location"]) for event in calendar.walk("VEVENT")} == {"Salle du Tilleul"}
        assert {(event["status"], event["sequence"]) for event in calendar.walk("VEVENT")} == {
            ("CONFIRMED", 1)
        }

    def test_puts_no_date_into_the_agenda_of_who_waits(self, tree, workshop, dates):
        full = tree.date(workshop, days=30, capacity=1)
        join(full, "Ali")
        for date in (full, dates[0]):
            join(date, "Zoé")
        workshop.refresh_from_db()
        workshop.place_name = "Salle du Tilleul"
        publish(workshop)
        email = Email.objects.filter(to=["zoe@example.org"]).order_by("pk").last()
        (event,) = calendar_of(email)[1].walk("VEVENT")
        assert event["uid"] == f"date-{dates[0].pk}@localhost"


class TestErasingOneOfTheRegistrations:
    @pytest.fixture
    def email(self, dates):
        for date in dates[:3]:
            join(date, "Zoé")
        return call_off(dates)[0]

    def erase(self, date):
        services.erase(Registration.objects.get(occurrence=date), timezone.now())

    def test_while_the_email_waits_leaves_one_about_the_others(self, dates, email):
        self.erase(dates[0])
        assert not Email.objects.filter(pk=email.pk).exists()
        again = Email.objects.order_by("pk").last()
        assert again.subject == "2 dates annulées\xa0: Coudre"
        assert told("Zoé") == [K.CONFIRMED] * 2 + [K.CALLED_OFF] * 2
        self.erase(dates[1])
        assert Email.objects.order_by("pk").last().subject.startswith("Annulé\xa0: Coudre, ")
        self.erase(dates[2])
        assert not Email.objects.exists()

    def test_after_it_has_left_tells_nothing_again(self, dates, email, settings):
        settings.MAIL_LEAVES = True
        while queue.send_what_waits():
            pass
        number = len(mail.outbox)
        self.erase(dates[0])
        assert not Email.objects.exclude(status=STATUS.sent).exists()
        assert not Email.objects.filter(pk=email.pk).exists()
        assert len(mail.outbox) == number

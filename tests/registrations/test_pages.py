"""Coming without an account: the form, its answer, and a person’s own link."""

import json
import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from post_office.models import Attachment, Email
from wagtail.models import PageViewRestriction

from portal.forms import spam_protection
from portal.mail import queue
from portal.territory import wording
from projects.agenda import services as agenda
from projects.agenda.models import AgendaPage, Occurrence, WorkshopPage
from projects.registrations import links, periodic_tasks
from projects.registrations import services as agenda_registrations
from projects.registrations.models import Notice, Registration
from tests.support.translation import translate

ZOE = {"name": "Zoé", "email": "zoe@example.org", "people": "2"}


@pytest.fixture
def patient(monkeypatch):
    """Forms come back as soon as they are shown, as if their reader had taken the time."""
    monkeypatch.setattr(spam_protection, "SHORTEST", timedelta(0))


@pytest.fixture
def workshop(tree):
    return tree.add(WorkshopPage, title="Coudre ensemble", takes_registrations=True, place_name="Salle")


@pytest.fixture
def date(tree, workshop):
    return tree.date(workshop, capacity=4)


def form_at(client, date, page=None):
    page = page or date.event
    address = f"{page.url}inscription/?date={date.pk}"
    return address, client.get(address)


def send(client, date, page=None, **values):
    address, shown = form_at(client, date, page)
    stamp = BeautifulSoup(shown.content, "html.parser").find("input", {"name": "timestamp"})["value"]
    return client.post(address, {"timestamp": stamp} | ZOE | values, follow=True)


def said(answer) -> str:
    text = BeautifulSoup(answer.content, "html.parser").find("main").get_text(" ", strip=True)
    return re.sub(r"\s+", " ", text)


def mine(view="mine", **person) -> str:
    registration = Registration.objects.get(**person)
    return links.address(registration, view).removeprefix("http://localhost")


@pytest.mark.usefixtures("patient")
class TestTheForm:
    def test_is_one_click_from_each_date_and_reading_sets_no_cookie(self, visitor, date):
        page = BeautifulSoup(visitor.get(date.event.url).content, "html.parser")
        link = page.find("a", class_="occurrence__register")
        assert "J’y vais" in link.text
        (fact,) = page.select(".key-facts a[href*=inscription]")
        assert fact["href"] == link["href"]
        assert not visitor.cookies
        assert visitor.get(link["href"]).status_code == 200
        assert set(visitor.cookies) == {"csrftoken"}

    def test_gives_a_place_and_writes_with_the_date_for_ones_own_agenda(self, visitor, date):
        answer = send(visitor, date)
        assert "Votre inscription est confirmée" in said(answer)
        email = Email.objects.get()
        assert email.to == ["zoe@example.org"]
        assert email.subject.startswith("Inscription confirmée\xa0: Coudre ensemble, ")
        event = Calendar.from_ical(Attachment.objects.get().file.read())
        assert event["METHOD"] == "PUBLISH"
        assert str(event.events[0]["UID"]) == f"date-{date.pk}@localhost"
        assert "ORGANIZER" in event.events[0]

    def test_says_at_the_form_what_becomes_of_the_answers(self, visitor, date, settings):
        settings.REGISTRATIONS_KEPT_DAYS = 12
        assert "effacées 12 jours après" in said(form_at(visitor, date)[1])

    def test_is_answered_alike_whoever_is_there_already(self, visitor, date):
        first = send(visitor, date)
        again = send(Client(), date, name="zoé")
        another = send(Client(), date, name="Ali")
        assert said(first) == said(again) == said(another)
        assert list(Registration.objects.order_by("pk").values_list("name", flat=True)) == ["Zoé", "Ali"]

    def test_may_be_sent_twice(self, visitor, date):
        address, shown = form_at(visitor, date)
        stamp = BeautifulSoup(shown.content, "html.parser").find("input", {"name": "timestamp"})["value"]
        values = ZOE | {"timestamp": stamp, "people": "4"}
        answers = [said(visitor.post(address, values, follow=True)) for _each in range(2)]
        assert answers[0] == answers[1]
        assert "confirmée" in answers[1]
        assert (Registration.objects.count(), Notice.objects.count()) == (1, 1)

    def test_puts_nobody_into_an_address(self, visitor, date):
        answer = send(visitor, date)
        for address, _status in answer.redirect_chain:
            assert "zoe" not in address.lower()
        assert answer["Cache-Control"].count("no-store")
        assert "noindex" in answer["X-Robots-Tag"]

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"name": " \r\n"}, "id_name"),
            ({"email": "", "phone": ""}, "id_email"),
            ({"email": "zoe@"}, "id_email"),
            ({"email": "z" * 250 + "@example.org"}, "id_email"),
            ({"email": "", "phone": "zéro six"}, "id_phone"),
            ({"people": "-3"}, "id_people"),
            ({"people": "9" * 30}, "id_people"),
            ({"people": "deux"}, "id_people"),
            ({"people": "5"}, "id_people"),
        ],
    )
    def test_says_what_is_wrong_beside_the_field_and_above(self, visitor, date, wrong, field):
        answer = send(visitor, date, needs="Une chaise", **wrong)
        page = BeautifulSoup(answer.content, "html.parser")
        assert page.find(id=field).find_parent(class_="field--invalid")
        assert page.find(class_="error-summary").find("a", href=f"#{field}")
        assert page.find(id="id_needs")["value"] == "Une chaise"
        assert not Registration.objects.exists()
        assert not Email.objects.exists()

    def test_takes_a_name_for_a_name_whatever_it_holds(self, visitor, date):
        hostile = "Zoé\r\nBcc: all@example.org {{ 7|add:7 }} <script>"
        send(visitor, date, name=hostile)
        queue.settings.MAIL_LEAVES, before = True, queue.settings.MAIL_LEAVES
        assert queue.send_what_waits() == 1
        queue.settings.MAIL_LEAVES = before
        assert mail.outbox[0].message()["Bcc"] is None
        assert "<script>" not in visitor.get(mine()).content.decode()

    def test_shows_the_waiting_list_in_words(self, visitor, date):
        send(visitor, date, people="4")
        page = said(visitor.get(date.event.url))
        assert "Complet, liste d’attente" in page
        assert "C’est complet pour le moment" in said(form_at(visitor, date)[1])
        answer = send(Client(), date, email="ali@example.org")
        assert "Vous êtes en liste d’attente" in said(answer)
        assert "rang 1" in said(visitor.get(mine(email="ali@example.org")))

    def test_asks_a_group_that_is_too_large_whether_it_waits(self, visitor, date):
        Occurrence.objects.update(confirmed_places=2)
        asked = send(visitor, date, people="3")
        assert "Il reste 2 places." in said(asked)
        assert not Registration.objects.exists()
        page = BeautifulSoup(asked.content, "html.parser")
        assert page.find(id="id_waits")["type"] == "checkbox"
        assert "Erreur" in page.title.text
        fewer = send(visitor, date, people="2")
        assert "Votre inscription est confirmée" in said(fewer)

    def test_lets_a_group_wait_that_wants_to_come_together(self, visitor, date):
        Occurrence.objects.update(confirmed_places=1)
        answer = send(visitor, date, people="4", waits="on")
        assert "Vous êtes en liste d’attente" in said(answer)
        assert "Il reste 4 places" not in Email.objects.get().message

    def test_of_a_waiting_list_does_not_say_that_it_is_full_where_it_is_not(self, tree, visitor, date):
        send(visitor, date, people="3")
        send(Client(), date, email="ali@example.org", waits="on")
        send(Client(), date, email="lea@example.org", people="1")
        told = {email.to[0]: email.message for email in Email.objects.all()}
        assert "Il reste 1 place, et vous êtes 2." in told["ali@example.org"]
        assert "D’autres personnes attendent déjà" in told["lea@example.org"]

    def test_tells_an_email_how_to_come(self, visitor, workshop, date):
        WorkshopPage.objects.update(transport="Bus 12", if_it_rains="On se met à l’abri.")
        send(visitor, date)
        email = Email.objects.get().message
        assert "Bus 12" in email
        assert "On se met à l’abri." in email

    def test_is_in_the_language_of_its_reader(self, visitor, date):
        english = translate(date.event)
        answer = send(visitor, date, page=english)
        assert "confirmed" in said(answer)
        assert "Hello Zoé" in Email.objects.get().message
        assert "/en/mon-inscription/" in Email.objects.get().message

    def test_of_an_event_that_nobody_translated_is_had_in_every_language(self, tree, visitor, date):
        address, form = form_at(visitor, date)
        link = BeautifulSoup(form.content, "html.parser").find("a", lang="en", href=re.compile("langue"))
        assert link.text == "Register in English"
        english = visitor.get(address.partition("?")[0] + link["href"])
        assert english["Content-Language"] == "en"
        page = BeautifulSoup(english.content, "html.parser")
        assert page.find("label", attrs={"for": "id_name"}).text == "Your name"
        assert page.find(attrs={"lang": "fr"}, string="Coudre ensemble")
        stamp = page.find("input", {"name": "timestamp"})["value"]
        action = page.find("form", class_="form")["action"]
        answer = visitor.post(action, {"timestamp": stamp} | ZOE, follow=True)
        assert "Your registration is confirmed" in said(answer)
        assert "Hello Zoé" in Email.objects.get().message
        assert "/en/mon-inscription/" in Email.objects.get().message

    @pytest.mark.parametrize("spoken", ["de", "x" * 2_000, "en%00", "..", "fr"])
    def test_speaks_no_language_but_ours(self, visitor, date, spoken):
        answer = visitor.get(f"{date.event.url}inscription/?date={date.pk}&langue={spoken}")
        assert answer["Content-Language"] == "fr"

    @pytest.mark.parametrize("date_in_address", ["", "x", "9" * 25, "-1", "²", "1%00"])
    def test_of_no_date_leads_back_to_the_event(self, visitor, date, date_in_address):
        answer = visitor.get(f"{date.event.url}inscription/?date={date_in_address}")
        assert answer.status_code in (302, 400)

    def test_of_a_date_of_another_event_leads_back(self, visitor, tree, date):
        other = tree.date(tree.add(WorkshopPage, takes_registrations=True))
        assert visitor.get(f"{date.event.url}inscription/?date={other.pk}").status_code == 302

    @pytest.mark.parametrize("change", [{"live": False}, {"takes_registrations": False}])
    def test_does_not_exist_for_events_that_take_nobody(self, visitor, workshop, date, change):
        WorkshopPage.objects.filter(pk=workshop.pk).update(**change)
        assert form_at(visitor, date, workshop)[1].status_code == 404

    def test_of_a_restricted_event_asks_as_the_event_does(self, visitor, workshop, date):
        PageViewRestriction.objects.create(page=workshop, restriction_type="login")
        assert form_at(visitor, date)[1].status_code == 302

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"status": "cancelled", "reason": "Orage"}, "n’a pas lieu"),
            ({"starts_at": timezone.now()}, "closes"),
        ],
    )
    def test_of_a_date_that_takes_nobody_any_more_says_so(self, visitor, date, change, words):
        Occurrence.objects.update(**change)
        address, shown = form_at(visitor, date)
        assert words in said(shown)
        assert words in said(visitor.post(address, ZOE))
        assert not Registration.objects.exists()


class TestPrograms:
    def test_are_too_quick(self, visitor, date):
        assert "Le formulaire est parti très vite" in said(send(visitor, date))
        assert not Registration.objects.exists()

    def test_fill_in_what_nobody_sees(self, visitor, date, patient):
        assert "dernier champ" in said(send(visitor, date, website="https://example.org"))
        assert not Registration.objects.exists()

    @pytest.mark.parametrize("timestamp", ["", "x", "a:b:c"])
    def test_forge_the_timestamp_of_the_form(self, visitor, date, patient, timestamp):
        assert "a attendu longtemps" in said(send(visitor, date, timestamp=timestamp))
        assert not Registration.objects.exists()

    def test_are_counted(self, visitor, date, patient, settings):
        settings.REGISTRATIONS_PER_HOUR = 2
        answers = [send(visitor, date, email=f"p{n}@example.org", people="1") for n in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert "Ce que vous avez écrit est encore là" in said(answers[2])
        assert Registration.objects.count() == 2

    def test_cannot_do_without_the_token(self, date):
        strict = Client(enforce_csrf_checks=True)
        address, _shown = form_at(strict, date)
        assert strict.post(address, ZOE).status_code == 403


@pytest.mark.usefixtures("patient")
class TestOnesOwnLink:
    @pytest.fixture(autouse=True)
    def registered(self, patient, visitor, date):
        send(visitor, date)

    def test_changes_the_number_of_people(self, visitor, date):
        answer = visitor.post(mine(), {"people": "3", "needs": "Une chaise"}, follow=True)
        assert "C’est changé" in said(answer)
        person = Registration.objects.get()
        assert (person.people, person.needs) == (3, "Une chaise")

    def test_says_when_there_is_no_room_for_more(self, visitor):
        answer = visitor.post(mine(), {"people": "5", "needs": ""})
        assert "pas autant de places" in said(answer)
        assert Registration.objects.get().people == 2

    def test_cancels_by_one_button_and_never_by_being_looked_at(self, visitor):
        """Programs that check mail follow its links."""
        for _each in range(2):
            assert visitor.get(mine("cancel")).status_code == 200
        assert Registration.objects.get().is_confirmed
        answer = visitor.post(mine("cancel"), follow=True)
        assert "Votre inscription est annulée" in said(answer)
        leaving = Calendar.from_ical(Attachment.objects.order_by("-pk").first().file.read())
        assert leaving["METHOD"] == "CANCEL"
        assert leaving.events[0]["STATUS"] == "CANCELLED"

    def test_once_cancelled_is_not_asked_again(self, visitor):
        visitor.post(mine("cancel"))
        answer = visitor.get(mine("cancel"), follow=True)
        assert "Votre inscription est annulée" in said(answer)

    @pytest.mark.parametrize("status", ["cancelled", "postponed"])
    def test_of_a_date_that_does_not_take_place_says_only_that(self, visitor, date, status):
        agenda.call_off([date], status, "La salle est prise.")
        page = said(visitor.get(mine()))
        assert "n’a pas lieu à cette date La salle est prise." in page
        assert "confirmée" not in page
        assert "Ne plus venir" not in page

    def test_of_a_date_that_moved_was_told_when_it_was(self, visitor, date):
        before = wording.when(date.starts_at, date.ends_at)
        date.starts_at, date.ends_at = (
            each + timedelta(days=1) for each in (date.starts_at, date.ends_at)
        )
        agenda.change(date, ["starts_at", "ends_at"])
        email = Email.objects.order_by("pk").last()
        assert wording.when(date.starts_at, date.ends_at) in email.message
        assert before in email.message

    def test_gives_back_all_that_is_kept(self, visitor):
        answer = visitor.get(mine("export"))
        data = json.loads(answer.content)
        assert data["adresse_email"] == "zoe@example.org"
        assert data["annonces"][0]["sujet"] == "inscription"

    def test_erases_all_of_it(self, visitor):
        link = mine()
        assert "sont effacées" in said(visitor.post(mine("erase")))
        assert not Registration.objects.exists()
        assert not Email.objects.exists()
        assert visitor.get(link).status_code == 404

    def test_is_kept_by_no_cache_and_told_to_nobody(self, visitor):
        answer = visitor.get(mine())
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"

    @pytest.mark.parametrize("spoil", [lambda it: it[:-6] + "x/", lambda it: it[:-9] + "/"])
    def test_forged_or_cut_short_says_that_it_opens_nothing(self, visitor, spoil):
        answer = visitor.get(spoil(mine()))
        assert answer.status_code == 404
        assert "n’ouvre plus rien" in said(answer)

    def test_outlives_the_page_of_the_event(self, visitor, date):
        date.event.unpublish()
        assert "confirmée" in said(visitor.get(mine()))


@pytest.mark.usefixtures("patient")
class TestByItself:
    def kinds(self):
        return list(Notice.objects.order_by("pk").values_list("kind", flat=True))

    @pytest.fixture(autouse=True)
    def registered(self, patient, visitor, date):
        send(visitor, date)
        Registration.objects.update(created_at=timezone.now() - timedelta(days=3))

    def place(self, **when):
        start = timezone.now() + timedelta(**when)
        Occurrence.objects.update(starts_at=start, ends_at=start + timedelta(hours=2))

    def test_people_are_reminded_once_the_day_before(self):
        assert periodic_tasks.remind() == 0
        self.place(hours=23)
        assert [periodic_tasks.remind(), periodic_tasks.remind()] == [1, 0]
        assert self.kinds() == ["confirmed", "reminder"]

    def test_people_are_thanked_once_when_there_are_minutes(self, workshop):
        self.place(days=-1)
        assert periodic_tasks.thank() == 0
        self.publish_minutes()
        assert [periodic_tasks.thank(), periodic_tasks.thank()] == [1, 0]
        assert self.kinds() == ["confirmed", "thanks"]

    @pytest.mark.parametrize(
        "change",
        [{"live": False}, {"last_published_at": timezone.now() - timedelta(days=2)}],
        ids=["of a page that is hidden", "of an earlier date"],
    )
    def test_nobody_is_thanked_for_minutes(self, change):
        self.place(days=-1)
        self.publish_minutes(**change)
        assert periodic_tasks.thank() == 0

    def test_only_those_who_came_are_thanked_where_it_was_noted(self, visitor, date):
        self.publish_minutes()
        send(visitor, date, email="ali@example.org")
        self.place(days=-1)
        agenda_registrations.note_presence(Registration.objects.get(email="ali@example.org"), came=True)
        assert periodic_tasks.thank() == 1
        assert Email.objects.filter(subject__startswith="Merci").get().to == ["ali@example.org"]

    def test_those_noted_absent_are_not_thanked_though_nobody_came(self, visitor, date):
        self.publish_minutes()
        send(visitor, date, name="Ali", email="ali@example.org")
        self.place(days=-1)
        agenda_registrations.note_presence(Registration.objects.get(name="Ali"), came=False)
        assert periodic_tasks.thank() == 0
        agenda_registrations.note_presence(Registration.objects.get(name="Zoé"), came=True)
        assert periodic_tasks.thank() == 1
        assert Email.objects.filter(subject__startswith="Merci").get().to == ["zoe@example.org"]

    def test_somebody_noted_absent_at_the_last_moment_is_not_thanked(self, date):
        self.publish_minutes()
        self.place(days=-1)
        person = Registration.objects.get()
        agenda_registrations.note_presence(person, came=False)
        assert not agenda_registrations.tell_once(person, "thanks")

    def publish_minutes(self, **change):
        published = {"last_published_at": timezone.now(), **change}
        WorkshopPage.objects.update(minutes="<p>On a cousu.</p>", **published)

    def test_nobody_is_reminded_of_what_does_not_take_place(self):
        self.place(hours=23)
        Occurrence.objects.update(status="cancelled", reason="Orage")
        assert periodic_tasks.remind() == 0

    def test_data_goes_in_time_and_figures_stay(self, settings):
        self.place(days=-settings.REGISTRATIONS_KEPT_DAYS, hours=1)
        assert periodic_tasks.forget() == 0
        self.place(days=-settings.REGISTRATIONS_KEPT_DAYS, hours=-3)
        call_command("purge_personal_data", verbosity=0)
        assert not Registration.objects.exists()
        assert not Email.objects.exists()
        date = Occurrence.objects.get()
        assert date.confirmed_places == 2
        assert date.forgotten_at


class TestTheAgenda:
    def test_lists_only_dates_with_free_places_if_asked(self, tree, visitor, date):
        agenda = tree.add(AgendaPage)
        full = tree.date(tree.add(WorkshopPage, title="Complet partout", takes_registrations=True))
        Occurrence.objects.filter(pk=full.pk).update(capacity=2, confirmed_places=2)
        listed = said(visitor.get(agenda.url))
        assert "Complet partout" in listed
        assert "Complet, liste d’attente" in listed
        narrowed = said(visitor.get(f"{agenda.url}?places=libres"))
        assert "Complet partout" not in narrowed
        assert "Coudre ensemble" in narrowed
        feed = json.loads(visitor.get(f"{agenda.url}agenda.json").content)
        assert {each["title"]: each["places"] for each in feed["dates"]} == {
            "Complet partout": "waiting",
            "Coudre ensemble": "free",
        }


@pytest.mark.usefixtures("patient")
def test_one_form_sent_for_two_dates_of_an_event_is_a_registration_for_each(visitor, tree, date):
    other = tree.date(date.event, days=9)
    _address, shown = form_at(visitor, date)
    stamp = BeautifulSoup(shown.content, "html.parser").find("input", {"name": "timestamp"})["value"]
    for each in (date, other, date):
        values = {"timestamp": stamp} | ZOE
        answer = visitor.post(f"{date.event.url}inscription/?date={each.pk}", values, follow=True)
        assert "confirmée" in said(answer)
    assert Registration.objects.count() == 2


@pytest.mark.usefixtures("patient")
class TestAnEventThatIsOnlineInOneLanguage:
    """Whatever its page offers is what one gets: the page that people look at decides."""

    @pytest.fixture(params=["fr", "en"])
    def pages(self, request, workshop):
        """The page that is online, and the other."""
        pages = {"fr": workshop, "en": translate(workshop)}
        online = pages.pop(request.param)
        (offline,) = pages.values()
        for page, live in ((online, True), (offline, False)):
            WorkshopPage.objects.filter(pk=page.pk).update(live=live)
        return WorkshopPage.objects.get(pk=online.pk), WorkshopPage.objects.get(pk=offline.pk)

    def test_takes_whom_it_invites(self, visitor, date, pages):
        online, offline = pages
        assert visitor.get(offline.url or "/rien/").status_code == 404
        offered = BeautifulSoup(visitor.get(online.url).content, "html.parser")
        assert offered.find("a", class_="occurrence__register")
        send(visitor, date, online)
        person = Registration.objects.get()
        assert person.is_confirmed
        shown = visitor.get(mine())
        visitor.post(mine(), {"people": "3", "needs": ""})
        person.refresh_from_db()
        assert person.people == 3
        assert online.url in shown.content.decode()

    @pytest.mark.parametrize("change", [{"registration_closes": 10_000}, {"takes_registrations": False}])
    def test_invites_nobody_whom_it_would_refuse(self, visitor, date, pages, change):
        online, _offline = pages
        WorkshopPage.objects.filter(pk=online.pk).update(**change)
        offered = BeautifulSoup(visitor.get(online.url).content, "html.parser")
        assert not offered.find("a", class_="occurrence__register")
        answer = visitor.post(f"{online.url}inscription/?date={date.pk}", ZOE)
        assert answer.status_code in (200, 404)
        assert not Registration.objects.exists()

    def test_that_is_online_in_none_takes_nobody(self, visitor, date, pages):
        online, _offline = pages
        send(visitor, date, online)
        WorkshopPage.objects.update(live=False)
        visitor.post(mine(), {"people": "3", "needs": ""})
        assert Registration.objects.get().people == 2

"""The organiser’s desk in the admin."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from post_office.models import Email
from wagtail.models import GroupPagePermission

from portal.people.models import User
from portal.printing import documents
from projects.agenda import services as agenda
from projects.agenda.models import Occurrence, WorkshopPage
from projects.parks.models import ParkPage
from projects.registrations import services
from projects.registrations.models import Notice, Registration
from projects.registrations.services import Application
from tests.support.pdf import Pdf


def desk(date, view="index"):
    return reverse(f"registration_desk:{view}", args=(date.pk,))


@pytest.fixture
def workshop(tree):
    return tree.add(WorkshopPage, title="Coudre", takes_registrations=True)


@pytest.fixture
def date(tree, workshop):
    date = tree.date(workshop, capacity=4)
    for name, people, how in (
        ("Zoé", 3, {"email": "zoe@example.org", "needs": "Une chaise"}),
        ("Ali", 2, {"phone": "06 12 34 56 78"}),
        ("=cmd()", 1, {"email": "bea@example.org"}),
    ):
        asked = Application(name=name, people=people, language="fr", **how)
        services.register(date, asked, timezone.now())
    return date


@pytest.fixture
def act(admin, date):
    def do(what, name):
        person = Registration.objects.get(name=name)
        return admin.post(desk(date, "act"), {"act": what, "person": person.pk}, follow=True)

    return do


@pytest.fixture
def cancel(admin, date):
    def do(name):
        return admin.post(cancel_of(date, Registration.objects.get(name=name)), follow=True)

    return do


def cancel_of(date, person) -> str:
    return reverse("registration_desk:cancel", args=(date.pk, person.pk))


def change_of(date, person) -> str:
    return reverse("registration_desk:change", args=(date.pk, person.pk))


def shown_in(answer) -> dict:
    return {field.name: field.value() for field in answer.context["form"]}


def errors(answer) -> dict:
    return dict(answer.context["form"].errors)


def said(answer) -> str:
    return BeautifulSoup(answer.content, "html.parser").find("main").get_text(" ", strip=True)


class TestTheDesk:
    def test_is_one_click_from_the_dates_of_the_event(self, admin, workshop, date):
        page = admin.get(reverse("dates:index", args=(workshop.pk,)))
        link = BeautifulSoup(page.content, "html.parser").find("a", href=desk(date))
        assert link.text.strip() == "3 sur 4, 3 en attente"

    def test_says_who_comes_who_waits_and_what_they_need(self, admin, date):
        page = said(admin.get(desk(date)))
        for text in ("Zoé", "Une chaise", "06 12 34 56 78", "Liste d’attente"):
            assert text in page

    def test_asks_before_somebody_loses_their_places(self, admin, date):
        person = Registration.objects.get(name="Zoé")
        page = BeautifulSoup(admin.get(desk(date)).content, "html.parser")
        link = page.find("a", attrs={"aria-label": "Annuler l’inscription de Zoé"})
        assert link["href"] == cancel_of(date, person)
        asked = said(admin.get(link["href"]))
        assert "Un e-mail part aussitôt à zoe@example.org." in asked
        assert Registration.objects.get(name="Zoé").is_confirmed

    def test_cancels_nothing_of_a_date_that_has_begun(self, admin, cancel, date):
        Occurrence.objects.update(starts_at=timezone.now() - timedelta(minutes=5))
        assert "Cette date a commencé" in BeautifulSoup(cancel("Zoé").content, "html.parser").text
        assert Registration.objects.get(name="Zoé").is_confirmed
        assert "Annuler" not in said(admin.get(desk(date)))

    def test_says_of_a_date_that_it_does_not_take_place(self, admin, date):
        Occurrence.objects.update(status="postponed", reason="Des travaux.")
        assert "Reportée . Des travaux." in said(admin.get(desk(date)))

    def test_gives_a_place_back_and_notes_whom_to_call(self, act, cancel, date):
        page = said(cancel("Zoé"))
        assert "À appeler" in page
        assert "une place s’est libérée" in page
        assert Email.objects.filter(to="zoe@example.org").count() == 2
        assert "À appeler" not in said(act("called", "Ali"))

    def test_lets_somebody_pass_before(self, act, date):
        act("move_up", "=cmd()")
        assert Registration.objects.get(name="=cmd()").is_confirmed
        assert Registration.objects.get(name="Ali").is_waiting

    def test_counts_who_was_there(self, act, date):
        assert "3 venues" in said(act("came", "Zoé"))
        assert "0 venue" in said(act("absent", "Zoé"))
        assert Occurrence.objects.get().people_came == 0

    def test_tells_who_was_absent_from_who_was_not_noted(self, admin, act, date):
        assert "absent" not in said(admin.get(desk(date)))
        shown = said(act("absent", "Zoé"))
        assert shown.count("absent") == 1
        assert Registration.objects.get(name="Zoé").is_noted_absent

    @pytest.mark.parametrize(
        "values", [{}, {"act": "came"}, {"act": "x", "person": "1"}, {"act": "came", "person": "²"}]
    )
    def test_knows_nothing_else(self, admin, date, values):
        assert admin.post(desk(date, "act"), values).status_code == 404

    def test_adds_who_rings_up_even_late(self, admin, date):
        Occurrence.objects.update(starts_at=timezone.now() + timedelta(minutes=5), capacity=None)
        admin.post(desk(date, "add"), {"name": "Paulette", "phone": "0612345679", "people": "2"})
        assert Registration.objects.get(name="Paulette").is_confirmed
        again = admin.post(
            desk(date, "add"), {"name": "PAULETTE", "phone": "+33 6 12 34 56 79", "people": "1"}
        )
        assert "déjà inscrite" in said(again)


class TestAnotherNumberOfPeople:
    @pytest.fixture
    def note(self, admin, date):
        """Writes down what somebody says on the telephone."""

        def post(name, **values):
            url = change_of(date, Registration.objects.get(name=name))
            return admin.post(url, shown_in(admin.get(url)) | values, follow=True)

        return post

    def people(self, name):
        return Registration.objects.get(name=name).people

    def emails_to(self, name):
        return Email.objects.filter(to=[f"{name}@example.org"]).order_by("pk")

    def test_is_one_click_from_the_desk_and_starts_from_what_is_known(self, admin, date):
        person = Registration.objects.get(name="Zoé")
        page = BeautifulSoup(admin.get(desk(date)).content, "html.parser")
        link = page.find("a", href=change_of(date, person))
        assert link["aria-label"] == "Changer l’inscription de Zoé"
        screen = admin.get(link["href"])
        assert "Changer l’inscription de Zoé" in said(screen)
        assert shown_in(screen) == {"people": 3, "needs": "Une chaise"}

    def test_smaller_goes_to_those_who_wait_in_their_order_and_is_told_once(self, note):
        assert "4 personnes attendues" in said(note("Zoé", people="2"))
        states = {each.name: each.state for each in Registration.objects.all()}
        assert states == {"Zoé": "confirmed", "Ali": "confirmed", "=cmd()": "waiting"}
        assert self.emails_to("zoe").last().subject.startswith("Inscription changée")
        assert self.emails_to("zoe").count() == 2
        note("Zoé", people="2", needs="Deux chaises")
        assert self.emails_to("zoe").count() == 2
        assert Registration.objects.get(name="Zoé").needs == "Deux chaises"

    def test_larger_is_taken_where_there_is_room(self, note, cancel):
        cancel("Ali")
        cancel("=cmd()")
        page = note("Zoé", people="4")
        assert "C’est noté\xa0: 4 personnes." in said(page)
        assert (self.people("Zoé"), Occurrence.objects.get().confirmed_places) == (4, 4)

    def test_larger_than_what_is_left_is_refused_beside_the_field(self, note, act):
        Registration.objects.exclude(name="Zoé").delete()
        Occurrence.objects.update(waiting_places=0, capacity=5)
        answer = note("Zoé", people="6")
        assert errors(answer) == {"people": ["Ce rendez-vous n’a pas autant de places."]}
        Occurrence.objects.update(capacity=12)
        Registration.objects.create(
            occurrence=Occurrence.objects.get(),
            **{"name": "Bus", "phone": "0612345677", "people": 7, "state": "confirmed", "position": 9},
        )
        Occurrence.objects.update(confirmed_places=10)
        answer = note("Zoé", people="6")
        assert errors(answer)["people"][0].endswith("Il reste 2 places.")
        assert self.people("Zoé") == 3
        assert self.emails_to("zoe").count() == 1

    def test_larger_does_not_overtake_those_who_wait(self, note):
        answer = note("Zoé", people="4")
        assert "liste d’attente\xa0: elles passent avant" in errors(answer)["people"][0]
        assert self.people("Zoé") == 3

    def test_of_somebody_who_waits_keeps_the_place_in_the_order(self, note):
        note("Ali", people="1")
        assert Registration.objects.get(name="Ali").is_confirmed
        assert Registration.objects.get(name="=cmd()").is_waiting

    def test_of_somebody_without_an_address_is_known_already(self, note):
        note("Ali", people="3")
        assert self.people("Ali") == 3
        assert not Notice.objects.to_call().exists()

    def test_is_possible_when_people_can_no_longer_do_it_alone(self, note, date):
        Occurrence.objects.update(starts_at=timezone.now() - timedelta(minutes=5))
        note("Zoé", people="2")
        assert self.people("Zoé") == 2
        assert Registration.objects.get(name="Ali").is_waiting

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"status": "cancelled", "reason": "Neige."}, "n’a pas lieu"),
            ({"ends_at": timezone.now() - timedelta(hours=1)}, "closes"),
        ],
    )
    def test_is_refused_where_nobody_comes_any_more(self, note, date, change, words):
        start = timezone.now() - timedelta(hours=9)
        Occurrence.objects.update(**{"starts_at": start} | change)
        assert words in errors(note("Zoé", people="2"))["people"][0]
        assert self.people("Zoé") == 3

    def test_of_somebody_who_has_cancelled_meanwhile_is_refused(self, note):
        services.cancel(Registration.objects.get(name="Zoé"), timezone.now())
        assert "annulée" in errors(note("Zoé", people="2"))["people"][0]

    @pytest.mark.parametrize("wrong", ["", "0", "-1", "13", "²", "\x00", "quatre", "9" * 400])
    def test_that_is_none_is_refused_beside_the_field(self, note, wrong):
        answer = note("Zoé", people=wrong)
        assert list(errors(answer)) == ["people"]
        assert "téléphonez" not in said(answer)
        assert self.people("Zoé") == 3

    def test_of_nobody_of_this_date_is_not_there(self, admin, tree, workshop, date):
        elsewhere = tree.date(workshop, days=9)
        person = Registration.objects.get(name="Zoé")
        for number in (person.pk, 0, 10**30):
            url = reverse("registration_desk:change", args=(elsewhere.pk, number))
            assert admin.get(url).status_code == 404
            assert admin.post(url, {"people": "2"}).status_code == 404


class TestAWaitingListThatStandsStill:
    def test_says_whose_group_is_larger_than_the_places_left_and_what_to_do(self, admin, date, act):
        page = said(admin.get(desk(date)))
        assert "Ali, en tête de la liste, demande 2 places et il en reste 1" in page
        assert "faites passer avant lui" in page
        assert "n’avance pas" not in said(act("move_up", "=cmd()"))

    def test_says_whose_group_no_longer_fits_at_all(self, admin, workshop, date):
        Registration.objects.filter(name="Zoé").update(people=1)
        Occurrence.objects.update(confirmed_places=1)
        date.refresh_from_db()
        date.capacity = 1
        agenda.change(date, ["capacity"])
        page = said(admin.get(desk(date)))
        assert "Ali, en tête de la liste, demande 2 places et cette date n’en compte que 1" in page
        assert "Appelez ce groupe" in page

    def test_says_nothing_where_it_waits_for_somebody_to_give_places_back(self, admin, date):
        Occurrence.objects.update(capacity=3)
        assert "avance" not in said(admin.get(desk(date)))

    def test_says_nothing_once_the_date_has_begun(self, admin, date):
        Occurrence.objects.update(starts_at=timezone.now() - timedelta(minutes=5))
        assert "avance" not in said(admin.get(desk(date)))


class TestAMessageToAll:
    @pytest.fixture
    def write(self, admin, date):
        """The form as the browser sends it: its hidden fields come from the last answer."""
        url = desk(date, "message")
        answer = admin.get(url)

        def post(**values):
            nonlocal answer
            page = BeautifulSoup(answer.content, "html.parser").find("main")
            hidden = {field["name"]: field["value"] for field in page.select("input[type=hidden]")}
            values = {"subject": "Les bottes", "states": ["confirmed", "waiting"], **values}
            sent = admin.post(url, hidden | values)
            if sent.status_code == 200:
                answer = sent
            return sent

        return post

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_is_shown_in_the_language_that_people_read(self, write, date, language):
        Registration.objects.update(language=language)
        html = BeautifulSoup(write(text="Prenez des bottes.").content, "html.parser")
        shown = next(each for each in html.select("div[lang]") if "bottes" in each.text)
        assert shown["lang"] == language
        assert ("Bonjour Camille" in shown.text) is (language == "fr")

    def test_is_read_through_then_sent_once(self, write, date):
        before = Email.objects.count()
        preview = said(write(text="Prenez des bottes."))
        assert "Bonjour Camille" in preview
        assert "Prenez des bottes." in preview
        assert Email.objects.count() == before
        for _each in range(2):
            write(text="Prenez des bottes.", send="1")
        assert Email.objects.filter(subject="Les bottes").count() == 2
        assert Notice.objects.to_call().get().registration.name == "Ali"

    @pytest.mark.parametrize(
        "changed",
        [
            {"text": "Prenez des sandales."},
            {"subject": "Les sandales"},
            {"states": ["confirmed"]},
        ],
    )
    def test_changed_after_it_was_read_is_read_again_before_it_is_sent(self, write, changed):
        before = Email.objects.count()
        values = {"text": "Prenez des bottes."}
        write(**values)
        again = said(write(**(values | changed), send="1"))
        assert "Relisez-le tel qu’il est maintenant" in again
        assert changed.get("text", "des bottes") in again
        assert Email.objects.count() == before
        write(**(values | changed), send="1")
        assert Email.objects.count() > before

    @pytest.mark.parametrize("seal", ["", "x", "é" * 500])
    def test_that_nobody_has_read_is_not_sent(self, write, seal):
        before = Email.objects.count()
        assert "Ce que chacun lira" in said(write(text="Prenez des bottes.", seal=seal, send="1"))
        assert Email.objects.count() == before

    def test_of_several_lines_is_the_same_however_they_end(self, write):
        write(text="Prenez des bottes.\nEt un bâton.")
        write(text="Prenez des bottes.\r\nEt un bâton.", send="1")
        assert Email.objects.filter(subject="Les bottes").count() == 2

    def test_to_nobody_is_not_sent(self, admin, date):
        page = admin.post(desk(date, "message"), {"subject": "x", "text": "y"})
        assert page.status_code == 200
        assert not Email.objects.filter(subject="x").exists()


class TestTakenAlong:
    def test_on_paper_and_in_no_cache(self, admin, date, monkeypatch):
        answer = admin.get(desk(date, "sheet"))
        assert "no-store" in answer["Cache-Control"]
        sheet = Pdf(answer.content)
        for text in ("Zoé", "Une chaise", "3 personnes attendues", "À détruire"):
            assert sheet.says(text)
        kept = str(getattr(documents.made_files, "_cache", cache))
        assert "Zoé" not in kept

    def test_in_a_spreadsheet_that_runs_nothing(self, admin, date):
        answer = admin.get(desk(date, "csv"))
        rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        assert [row[3] for row in rows[1:]] == ["Zoé", "Ali", "'=cmd()"]
        assert "no-store" in answer["Cache-Control"]

    def test_in_a_workbook_whose_texts_stay_texts(self, admin, date):
        Registration.objects.filter(name="Zoé").update(needs="3-4", phone="0612345678")
        answer = admin.get(desk(date, "xlsx"))
        assert "no-store" in answer["Cache-Control"]
        assert answer["Content-Disposition"].endswith('.xlsx"')
        headings, *rows = load_workbook(BytesIO(answer.content)).active.iter_rows()
        at = {cell.value: number for number, cell in enumerate(headings)}
        texts = {name: [row[at[name]] for row in rows] for name in ("Nom", "Téléphone", "Besoins")}
        assert [cell.value for cell in texts["Nom"]] == ["Zoé", "Ali", "=cmd()"]
        assert texts["Téléphone"][0].value == "06 12 34 56 78"
        assert texts["Besoins"][0].value == "3-4"
        assert {cell.data_type for cells in texts.values() for cell in cells if cell.value} == {"s"}
        assert rows[0][at["Personnes"]].value == 3
        assert rows[0][at["Date"]].value.date() == date.day

    @pytest.mark.parametrize("number", ["+41216931111", "0041 21 693 11 11"])
    def test_writes_foreign_numbers_so_that_no_program_reckons(self, admin, date, number):
        Registration.objects.filter(name="Zoé").update(phone=number)
        assert "(+41) 21 693 11 11" in admin.get(desk(date, "csv")).content.decode("utf-8-sig")


class TestSomebodyOfAnotherPark:
    @pytest.fixture
    def stranger(self, tree, date):
        group = Group.objects.create(name="Un autre Parc")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
        GroupPagePermission.objects.create(group=group, page=tree.add(ParkPage), permission=change)
        person = User.objects.create_user("autre@example.org", "un mot de passe assez long")
        person.groups.add(group)
        client = Client()
        client.force_login(person)
        return client

    @pytest.mark.parametrize("view", ["index", "add", "message", "sheet", "csv", "xlsx"])
    def test_sees_nothing(self, stranger, date, view):
        assert stranger.get(desk(date, view)).status_code == 302

    def test_does_nothing(self, stranger, date):
        person = Registration.objects.first()
        stranger.post(desk(date, "act"), {"act": "came", "person": person.pk})
        stranger.post(cancel_of(date, person))
        assert "Zoé" not in stranger.get(change_of(date, person)).text
        stranger.post(change_of(date, person), {"people": "1"})
        person = Registration.objects.get(pk=person.pk)
        assert (person.is_confirmed, person.came, person.people) == (True, False, 3)


class TestDeleting:
    def test_a_date_with_registrations_is_refused_with_what_to_do(self, admin, workshop, date):
        url = reverse("dates:delete", args=(workshop.pk, date.pk))
        for answer in (admin.get(url, follow=True), admin.post(url, follow=True)):
            assert "Annulée" in answer.content.decode()
        assert Registration.objects.count() == 3

    def test_their_event_is_refused_as_well(self, admin, workshop, date):
        url = reverse("wagtailadmin_pages:delete", args=(workshop.pk,))
        answer = admin.post(url, follow=True).content.decode()
        assert "annulez plutôt ses dates" in answer
        assert Occurrence.objects.exists()


class TestAStaleScreen:
    def test_cannot_take_places_that_were_given_meanwhile(self, admin, workshop, date):
        url = reverse("dates:edit", args=(workshop.pk, date.pk))
        values = {}
        shown = BeautifulSoup(admin.get(url).content, "html.parser")
        for field in shown.select("form input[name], form select[name]"):
            if field.get("type") != "checkbox":
                chosen = field.find("option", selected=True)
                values[field["name"]] = chosen["value"] if chosen else field.get("value", "")
        values["capacity"] = "2"
        answer = admin.post(url, values)
        assert "places prises" in answer.content.decode()
        assert Occurrence.objects.get().capacity == 4

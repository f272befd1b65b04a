"""Dates in the admin: the first with the event, the others on their own screen."""

from itertools import permutations

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from portal.people.models import User
from projects.agenda.models import Occurrence, WorkshopPage
from projects.parks.models import Action, ParkPage, ProjectPage
from tests.support.admin import form_values
from tests.support.translation import translate

FIRST_DATE = {
    "first_date_start": "04/05/2031 18:00",
    "first_date_end": "04/05/2031 20:00",
}
START, END, PLACES = *FIRST_DATE, "default_capacity"
COMPLETE = {"summary": "On jardine", "contact_phone": "01 99 00 00 00"}
COMPLETE |= {"latitude": "50.44822", "longitude": "3.42771"}


def address(view, page, *args, records="dates"):
    return reverse(f"{records}:{view}", args=(page.pk, *args))


@pytest.fixture
def add_workshop(tree, admin):
    url = reverse(
        "wagtailadmin_pages:add", args=("agenda", "workshoppage", tree.parent_for(WorkshopPage).pk)
    )

    def add(**values):
        form = form_values(admin.get(url).content.decode())
        return admin.post(url, form | {"title": "Atelier", "slug": "atelier"} | values)

    return add


class TestANewEvent:
    def test_takes_its_first_date_with_it(self, add_workshop):
        add_workshop(**FIRST_DATE, default_capacity="15")
        date = Occurrence.objects.get()
        assert str(date) == "dimanche 4 mai 2031, 18\xa0h"
        assert date.capacity == 15

    def test_may_be_a_draft_without_a_date(self, add_workshop):
        add_workshop()
        assert WorkshopPage.objects.exists()
        assert not Occurrence.objects.exists()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"first_date_end": ""},
            {"first_date_start": ""},
            {"first_date_end": "2031-05-04 17:00"},
            {"first_date_start": "n’importe quoi"},
        ],
    )
    def test_says_what_is_wrong_with_its_date_and_keeps_what_was_typed(self, add_workshop, wrong):
        response = add_workshop(**(FIRST_DATE | wrong))
        assert response.status_code == 200
        assert response.context["form"].errors
        assert "Atelier" in response.content.decode()
        assert not WorkshopPage.objects.exists()

    def test_still_corrects_its_only_date_before_it_is_published(self, add_workshop, admin):
        add_workshop(**FIRST_DATE)
        page = WorkshopPage.objects.get()
        url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
        form = form_values(admin.get(url).content.decode())
        assert form["first_date_start"] == "04/05/2031 18:00"
        admin.post(url, form | {"first_date_start": "2031-05-04 17:30"})
        assert Occurrence.objects.get().starts_at.minute == 30

    @pytest.mark.parametrize("order", list(permutations((START, END, PLACES))), ids=str)
    def test_keeps_what_is_typed_in_any_order(self, add_workshop, admin, order):
        """It saves by itself at every pause; a date that is only half typed waits."""
        add_workshop()
        url = reverse("wagtailadmin_pages:edit", args=(WorkshopPage.objects.get().pk,))
        typed = {}
        for name in order:
            typed[name] = (FIRST_DATE | {PLACES: "12"})[name]
            values = form_values(admin.get(url).content.decode()) | typed
            admin.post(url, values, headers={"accept": "application/json"})
        assert Occurrence.objects.get().capacity == 12
        shown = form_values(admin.get(url).content.decode())
        assert {name: shown[name] for name in order} == FIRST_DATE | {PLACES: "12"}

    def test_follows_the_usual_places_until_it_has_its_own(self, add_workshop, admin):
        add_workshop(**FIRST_DATE)
        page, date = WorkshopPage.objects.get(), Occurrence.objects.get()
        url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
        for places in ("12", "", "20"):
            admin.post(url, form_values(admin.get(url).content.decode()) | {PLACES: places})
            date.refresh_from_db()
            assert date.capacity == (int(places) if places else None)
        Occurrence.objects.update(capacity=5)
        admin.post(url, form_values(admin.get(url).content.decode()) | {PLACES: "30"})
        date.refresh_from_db()
        assert date.capacity == 5

    def test_no_longer_asks_once_it_is_published(self, add_workshop, admin):
        add_workshop(**FIRST_DATE, **COMPLETE, **{"action-publish": "1"})
        page = WorkshopPage.objects.get()
        html = admin.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
        assert "first_date_start" not in html
        assert html.count(address("index", page)) == 2
        assert str(Occurrence.objects.get()) in html


@pytest.fixture
def workshop(tree):
    return tree.add(WorkshopPage, default_capacity=8)


class TestTheScreenOfDates:
    def test_lists_them_from_any_translation(self, tree, workshop, admin):
        date = tree.date(workshop)
        for page in (workshop, translate(workshop)):
            assert str(date) in admin.get(address("index", page)).content.decode()

    def test_names_its_event_even_when_there_is_no_date(self, workshop, admin):
        assert f": {workshop.title}" in admin.get(address("index", workshop)).content.decode()

    def test_adds_one(self, workshop, admin):
        url = address("add", workshop)
        assert 'value="8"' in admin.get(url).content.decode()
        admin.post(
            url,
            {"starts_at": "2031-05-04 18:00", "ends_at": "2031-05-04 20:00", "status": "scheduled"},
        )
        assert Occurrence.objects.get().event_id == workshop.pk

    def test_cancels_one_with_its_reason(self, tree, workshop, admin, visitor):
        date = tree.date(workshop)
        url = address("edit", workshop, date.pk)
        values = form_values(admin.get(url).content.decode(), form_id="w-editor-form")
        refused = admin.post(url, values | {"status": "cancelled"})
        assert "Dites pourquoi" in refused.content.decode()
        admin.post(url, values | {"status": "cancelled", "reason": "La salle est prise"})
        date.refresh_from_db()
        assert date.is_cancelled
        html = visitor.get(workshop.url).content.decode()
        assert "Annulé" in html
        assert "La salle est prise" in html

    def test_tells_who_saves_last_what_somebody_else_wrote_meanwhile(self, tree, workshop, admin):
        date = tree.date(workshop)
        url = address("edit", workshop, date.pk)
        theirs = form_values(admin.get(url).content.decode(), form_id="w-editor-form")
        mine = dict(theirs)
        admin.post(url, theirs | {"status": "cancelled", "reason": "La salle est prise"})
        told = admin.post(url, mine | {"capacity": "12"})
        html = told.content.decode()
        for words in ("Quelqu’un d’autre a changé", "Annulée", "La salle est prise"):
            assert words in html
        date.refresh_from_db()
        assert (date.is_cancelled, date.capacity) == (True, 8)
        again = form_values(html, form_id="w-editor-form")
        assert again["capacity"] == "12"
        admin.post(url, again)
        date.refresh_from_db()
        assert (date.is_cancelled, date.capacity) == (False, 12)

    def test_is_not_troubled_by_people_who_register_meanwhile(self, tree, workshop, admin):
        date = tree.date(workshop)
        url = address("edit", workshop, date.pk)
        form = form_values(admin.get(url).content.decode(), form_id="w-editor-form")
        Occurrence.objects.filter(pk=date.pk).update(confirmed_places=3, sequence=4)
        admin.post(url, form | {"capacity": "12"})
        date.refresh_from_db()
        assert (date.capacity, date.confirmed_places) == (12, 3)

    def test_bears_a_mark_that_is_none(self, tree, workshop, admin):
        date = tree.date(workshop)
        url = address("edit", workshop, date.pk)
        form = form_values(admin.get(url).content.decode(), form_id="w-editor-form")
        for mark in ("", "\0", "é" * 10_000):
            assert admin.post(url, form | {"seen": mark, "capacity": "12"}).status_code == 200
        date.refresh_from_db()
        assert date.capacity == 8

    def test_deletes_one(self, tree, workshop, admin):
        date = tree.date(workshop)
        assert admin.get(address("delete", workshop, date.pk)).status_code == 200
        admin.post(address("delete", workshop, date.pk))
        assert not Occurrence.objects.exists()

    def test_knows_no_date_of_another_event(self, tree, workshop, admin):
        other = tree.date(tree.add(WorkshopPage))
        assert admin.get(address("edit", workshop, other.pk)).status_code == 404


class TestTheScreenOfActions:
    def test_adds_changes_and_deletes_one(self, tree, admin, visitor):
        project = tree.add(ProjectPage)
        admin.post(
            address("add", project, records="actions"),
            {"title": "Ouvrir un jardin", "status": "decided", "origin": "walk"},
        )
        action = Action.objects.get()
        assert "Ouvrir un jardin" in visitor.get(project.url).content.decode()
        url = address("edit", project, action.pk, records="actions")
        values = form_values(admin.get(url).content.decode(), form_id="w-editor-form")
        admin.post(url, values | {"status": "done"})
        assert Action.objects.get().is_finished
        assert (
            address("index", project, records="actions")
            in admin.get(reverse("wagtailadmin_pages:edit", args=(project.pk,))).content.decode()
        )
        admin.post(address("delete", project, action.pk, records="actions"))
        assert not Action.objects.exists()


class TestSomebodyOfAnotherPark:
    @pytest.fixture
    def stranger(self, tree):
        group = Group.objects.create(name="Un autre Parc")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        GroupPagePermission.objects.create(
            group=group,
            page=tree.add(ParkPage),
            permission=Permission.objects.get(codename="change_page"),
        )
        person = User.objects.create_user("autre@example.org", "un mot de passe assez long")
        person.groups.add(group)
        client = Client()
        client.force_login(person)
        return client

    def test_is_refused_at_every_address(self, tree, workshop, stranger):
        workshop.move(tree.add(ParkPage), pos="last-child")
        date = tree.date(workshop)
        for url in (
            address("index", workshop),
            address("add", workshop),
            address("edit", workshop, date.pk),
            address("delete", workshop, date.pk),
        ):
            assert stranger.post(url).status_code == 302
            assert stranger.get(url).url == reverse("wagtailadmin_home")
        assert Occurrence.objects.filter(pk=date.pk).exists()

    def test_is_asked_to_sign_in_when_not_signed_in(self, workshop, visitor):
        response = visitor.get(address("index", workshop))
        assert response.status_code == 302
        assert "/admin/compte/login/" in response.url

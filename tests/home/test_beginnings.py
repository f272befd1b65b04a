"""A page begins from a model or from another page: a draft in the right place."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from home import dashboard
from methods.models import MethodIndexPage, MethodSheetPage
from portal.content import beginnings
from portal.content.models import PageAudience, PortalPage
from portal.publishing.requirements import TO_WRITE, missing_for_publication
from portal.vocabulary.models import Audience
from projects.agenda.models import Occurrence, WorkshopActor, WorkshopPage
from projects.parks.models import ParkPage
from tests.support.admin import form_values
from tests.support.people import make_person

STARTERS = [starter for each in dashboard.CREATABLE_TYPES for starter in beginnings.starters_for(each)]
MODELS = reverse("dashboard_models")
OCCASION = {
    "contact_name": "Dominique",
    "contact_phone": "01 99 00 00 00",
    "minutes": "<p>Nous avons ri.</p>",
    "attendance": 12,
}


def sign_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def park(tree):
    tree.add(MethodIndexPage)
    return tree.add(ParkPage, title="Parc du Vexin")


@pytest.fixture
def other_park(tree, park):
    return tree.add(ParkPage, title="Parc des Ballons")


@pytest.fixture
def workshop(tree, other_park):
    page = tree.add(
        WorkshopPage, other_park, title="Cuisiner ensemble", price="Gratuit", benches="yes", **OCCASION
    )
    page.actors = [WorkshopActor(name="Fatima", locale=page.locale)]
    page.page_audiences = [PageAudience(term=Audience.objects.create(name="Aînés", locale=page.locale))]
    page.save()
    tree.date(page)
    return page


@pytest.fixture
def communicator(park):
    """Somebody who writes in one Park."""
    return sign_in(make_person("vexin@example.org", park))


def begin(client, url, **values):
    """Answers the form as it is shown, but for these values."""
    shown = form_values(client.get(url).content.decode(), "beginning")
    return client.post(url, shown | values)


def made(response) -> PortalPage:
    assert response.status_code == 302, response.context["form"].errors
    pk = re.search(r"/pages/(\d+)/edit/", response.url)[1]
    return PortalPage.objects.get(pk=pk).specific


class TestAModel:
    def test_stands_ready_for_each_type_that_people_write(self):
        without = [each for each in dashboard.CREATABLE_TYPES if not beginnings.starters_for(each)]
        assert without == []

    @pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.slug)
    def test_becomes_a_draft_that_opens_saves_and_is_not_published_as_it_is(self, admin, park, starter):
        page = made(begin(admin, reverse("dashboard_model", args=(starter.slug,)), title="La mienne"))
        assert (type(page), page.title, page.live) == (starter.page_type, "La mienne", False)
        page.full_clean()
        lacking = [missing.what for missing in missing_for_publication(page)]
        assert "un passage du modèle à remplacer" in lacking
        assert not [what for what in lacking if re.search(r" no \d", what)], "a row that is no row"
        edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
        answer = admin.post(edit, form_values(admin.get(edit).content.decode()))
        assert answer.status_code == 302
        latest = page.get_latest_revision_as_object()
        assert TO_WRITE in str(latest.serializable_data())

    def test_takes_the_park_of_the_place_chosen(self, admin, park, other_park):
        url = reverse("dashboard_model", args=("atelier-ouvert",))
        assert made(begin(admin, url, title="Une", parent=park.pk)).park == park.park
        assert made(begin(admin, url, title="Une", parent=other_park.pk)).park == other_park.park

    def test_gives_each_page_an_address_of_its_own(self, communicator):
        url = reverse("dashboard_model", args=("atelier-ouvert",))
        slugs = [made(begin(communicator, url, title="Écrire !")).slug for _again in range(2)]
        assert slugs == ["ecrire", "ecrire-1"]


class TestAPageToRepeat:
    def test_hands_on_its_words_and_not_its_people_dates_or_results(self, communicator, park, workshop):
        page = made(
            begin(communicator, reverse("dashboard_repeat", args=(workshop.pk,)), title="À Magny")
        )
        assert (page.title, page.live, page.park) == ("À Magny", False, park.park)
        assert (page.price, page.benches) == ("Gratuit", "yes")
        assert [row.term.name for row in page.page_audiences.all()] == ["Aînés"]
        assert {getattr(page, name) for name in OCCASION} == {"", None}
        assert page.actors.count() == 0
        assert not Occurrence.objects.of(page).exists()
        latest = page.get_latest_revision_as_object()
        assert (latest.title, latest.contact_name, latest.actors.count()) == ("À Magny", "", 0)
        assert Occurrence.objects.of(workshop).count() == 1
        assert WorkshopPage.objects.get(pk=workshop.pk).contact_name == "Dominique"

    def test_is_taken_as_its_editor_left_it(self, tree, communicator, park):
        own = tree.add(WorkshopPage, park, price="Gratuit")
        own.price = "Prix libre"
        own.save_revision()
        assert (
            made(begin(communicator, reverse("dashboard_repeat", args=(own.pk,)))).price == "Prix libre"
        )

    def test_is_taken_as_it_was_published_by_everybody_else(self, communicator, workshop):
        workshop.price = "12 €"
        workshop.save_revision()
        page = made(begin(communicator, reverse("dashboard_repeat", args=(workshop.pk,))))
        assert page.price == "Gratuit"

    def test_loses_its_number(self, tree, admin, park):
        sheet = tree.add(MethodSheetPage, number=7)
        assert made(begin(admin, reverse("dashboard_repeat", args=(sheet.pk,)))).number is None

    def test_is_offered_where_it_is_edited(self, tree, admin, park):
        own = tree.add(WorkshopPage, park)
        html = admin.get(reverse("wagtailadmin_pages:edit", args=(own.pk,))).content.decode()
        assert reverse("dashboard_repeat", args=(own.pk,)) in html

    def test_is_found_by_its_title(self, communicator, tree, park, workshop):
        tree.add(WorkshopPage, park, title="Réparer des vélos")
        html = communicator.get(MODELS, {"q": "cuisiner"}).content.decode()
        assert "Cuisiner ensemble" in html
        assert "vélos" not in html


class TestWhatIsNobodysBusiness:
    @pytest.mark.parametrize("hide", ["draft", "restricted"])
    def test_is_neither_offered_nor_repeated(self, communicator, workshop, hide):
        if hide == "draft":
            workshop.unpublish()
        else:
            PageViewRestriction.objects.create(page=workshop, restriction_type="login")
        assert workshop.title not in communicator.get(MODELS).content.decode()
        answer = communicator.get(reverse("dashboard_repeat", args=(workshop.pk,)))
        # Wagtail sends whoever is refused back to the first screen, with a word.
        assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))

    def test_a_place_of_another_park_is_refused(self, communicator, other_park):
        url = reverse("dashboard_model", args=("atelier-ouvert",))
        answer = begin(communicator, url, title="Ici", parent=other_park.pk)
        assert answer.status_code == 200
        assert not WorkshopPage.objects.exists()

    def test_whoever_may_write_nothing_is_shown_nothing(self, park):
        client = sign_in(make_person("visite@example.org"))
        addresses = [MODELS, reverse("dashboard_model", args=("atelier-ouvert",))]
        # Wagtail sends whoever is refused back to the first screen, with a word.
        assert {client.get(address).status_code for address in addresses} == {302}

    def test_a_model_that_does_not_exist_is_not_found(self, admin):
        assert admin.get(reverse("dashboard_model", args=("rien",))).status_code == 404


@pytest.mark.parametrize("title", ["", "  ", "a\0b", "x" * 300])
def test_a_title_that_cannot_be_is_asked_again(communicator, title):
    answer = begin(communicator, reverse("dashboard_model", args=("atelier-ouvert",)), title=title)
    assert answer.status_code == 200
    assert answer.context["form"].errors["title"]
    assert not WorkshopPage.objects.exists()


def test_a_title_of_signs_alone_has_an_address(communicator):
    page = made(
        begin(communicator, reverse("dashboard_model", args=("atelier-ouvert",)), title="🌳" * 60)
    )
    assert page.slug == "page"

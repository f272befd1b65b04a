"""The first screen of the admin offers each person what they may begin."""

import pytest
from django.urls import reverse

from methods.models import MethodSheetPage
from projects.agenda.models import MeetingPage, WorkshopPage
from projects.parks.models import ProjectPage
from tests.home.dashboard.screens import HOME, HOSTILE, links, soup
from tests.support.people import make_person, sign_in
from tests.support.translation import translate


def begun(client):
    return links(client, ".dashboard__start a")


def add_address(page_type, parent):
    return reverse(
        "wagtailadmin_pages:add", args=(page_type._meta.app_label, page_type._meta.model_name, parent.pk)
    )


class TestTheAdmin:
    def test_carries_the_name_and_the_colours_of_the_portal(self, park_client):
        screen = soup(park_client)
        assert screen.title.text.strip().endswith("Vivre ensemble")
        assert screen.select_one('link[rel="icon"]')["href"].endswith("favicon.svg")
        assert screen.select_one('link[href$="css/admin.css"]')
        logo = screen.select_one("template[data-wagtail-sidebar-branding-logo]")
        assert "Vivre ensemble" in logo.text and "logo.svg" in str(logo)

    def test_greets_by_the_first_name(self, park_client):
        assert soup(park_client).h1.text.strip() == "Bonjour Dominique"

    def test_greets_whoever_gave_no_name(self, admin):
        assert soup(admin).h1.text.strip() == "Bonjour"

    def test_speaks_of_the_portal_and_not_of_the_software(self, admin):
        screen = soup(admin)
        assert not screen.select(".w-summary")
        assert "wagtail.org" not in str(screen)


class TestWhatToBegin:
    def test_leads_straight_to_the_form_where_there_is_one_place(self, admin, park, shelf):
        offered = begun(admin)
        assert offered["Atelier thématique"] == add_address(WorkshopPage, park)
        assert offered["Réunion"] == add_address(MeetingPage, park)
        assert offered["Raconter un projet"] == add_address(ProjectPage, park)
        assert offered["Écrire une fiche méthode"] == add_address(MethodSheetPage, shelf)
        assert offered["Voir le site"] == "/"
        for url in offered.values():
            assert admin.get(url).status_code == 200, url

    def test_asks_for_the_park_where_there_are_several(self, admin, park, other_park):
        url = begun(admin)["Promenade urbaine"]
        choices = links(admin, ".choices__link", url)
        assert list(choices) == ["Parc des Ballons", "Parc du Vexin"]
        for choice in choices.values():
            assert admin.get(choice).status_code == 200, choice

    def test_asks_nothing_of_somebody_of_one_park(self, tree, park_client, park, other_park):
        tree.add(ProjectPage, parent=park)
        offered = begun(park_client)
        assert offered["Atelier thématique"] == add_address(WorkshopPage, park)
        assert park_client.get(offered["Atelier thématique"]).status_code == 200

    def test_leaves_out_what_the_person_may_not_do(self, park_client, shelf):
        assert "fiche" not in soup(park_client).select_one(".dashboard__starts").text
        url = reverse("dashboard_create", args=("fiche",))
        assert park_client.get(url, follow=True).redirect_chain[-1][0] == HOME

    def test_offers_a_project_given_by_name(self, tree, park):
        project = tree.add(ProjectPage, parent=park)
        tree.add(ProjectPage, parent=park)
        offered = begun(sign_in(make_person("projet@example.org", project)))
        assert offered["Atelier thématique"] == add_address(WorkshopPage, project)
        assert "Raconter un projet" not in offered

    def test_is_not_a_choice_between_a_park_and_what_stands_in_it(self, tree, park):
        project = tree.add(ProjectPage, parent=park)
        offered = begun(sign_in(make_person("deux@example.org", project, park)))
        assert offered["Atelier thématique"] == add_address(WorkshopPage, park)

    def test_is_to_see_the_site_for_whoever_may_write_nothing(self, park):
        screen = soup(sign_in(make_person("lecture@example.org")))
        labels = [label.text for label in screen.select(".dashboard__label, .dashboard__link")]
        assert labels == ["Voir le site"]

    def test_never_offers_a_place_of_another_language(self, tree, admin, park):
        translate(park)
        assert begun(admin)["Raconter un projet"] == add_address(ProjectPage, park)

    def test_knows_its_kinds_only(self, admin):
        assert admin.get(reverse("dashboard_create", args=("accueil",))).status_code == 404


class TestAddingADate:
    def test_leads_straight_to_the_form_of_the_only_event(self, tree, park_client, park, other_park):
        event = tree.add(WorkshopPage, parent=park)
        tree.add(WorkshopPage, parent=other_park)
        url = begun(park_client)["Ajouter une date"]
        assert url == reverse("dates:add", args=(event.pk,))
        assert park_client.get(url).status_code == 200

    def test_is_not_offered_without_an_event(self, park_client):
        assert "Ajouter une date" not in soup(park_client).select_one(".dashboard__starts").text

    def test_finds_the_event_among_one_s_own(self, tree, park_client, park, other_park):
        tree.add(WorkshopPage, parent=park, title="Un goûter")
        tree.add(MeetingPage, parent=park, title=HOSTILE)
        tree.add(WorkshopPage, parent=other_park, title="Un goûter ailleurs")
        url = begun(park_client)["Ajouter une date"]
        assert set(links(park_client, ".choices__link", url)) == {"Un goûter", HOSTILE}
        found = links(park_client, ".choices__link", f"{url}?q=goût")
        assert list(found) == ["Un goûter"]
        assert park_client.get(found["Un goûter"]).status_code == 200

    @pytest.mark.parametrize("query", ["%22%3E%3Cscript%3E", "rien", "%", "p=x&p=-1"])
    def test_bears_any_question(self, tree, park_client, park, query):
        for _each in range(2):
            tree.add(WorkshopPage, parent=park)
        screen = soup(park_client, f"{reverse('dashboard_dates')}?q={query}")
        assert not screen.select("main script")

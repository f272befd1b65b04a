"""The first screen of the admin shows each person what they may begin and what waits for them."""

from datetime import timedelta
from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Workflow, WorkflowPage

from home import desk, popularity
from methods.models import MethodIndexPage, MethodSheetPage
from portal.content.models import PageReading, Picture, User
from portal.content.readings import Figure
from projects.agenda.models import MeetingPage, WorkshopPage
from projects.parks.models import ParkPage, ProjectPage
from tests.content.test_pictures import photo
from tests.support.publication import publish
from tests.support.translation import translate

HOME = reverse("wagtailadmin_home")
HOSTILE = "<script>alert(1)</script> & « co »"
COMPLETE = {"contact_phone": "01 99 00 00 00", "minutes": "<p>Nous avons parlé du jardin.</p>"}

CANCELLED = {"status": "cancelled", "reason": "La salle est prise"}
POSTPONED = {"status": "postponed", "reason": "Au printemps"}


@pytest.fixture
def park(tree):
    return tree.add(ParkPage, title="Parc du Vexin")


@pytest.fixture
def other_park(tree, park):
    return tree.add(ParkPage, title="Parc des Ballons")


@pytest.fixture
def shelf(tree):
    return tree.add(MethodIndexPage)


@pytest.fixture
def picture(db):
    return Picture.objects.create(title="x", file=ImageFile(photo(), name="x.jpg"))


def make_person(email, *pages, permissions=("add_page", "change_page", "publish_page")):
    person = User.objects.create_user(email, "un mot de passe assez long", first_name="Dominique")
    group = Group.objects.create(name=email)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for page in pages:
        for codename in permissions:
            permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    person.groups.add(group)
    return person


def sign_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def communicator(park):
    """Somebody of one Park, who may do everything there and nothing elsewhere."""
    return make_person("parc@example.org", park)


@pytest.fixture
def park_desk(communicator):
    return sign_in(communicator)


def soup(client, url=HOME):
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def links(client, selector, url=HOME):
    """The text and the address of links on a screen."""
    return {link.get_text(strip=True): link["href"] for link in soup(client, url).select(selector)}


def begun(client):
    return links(client, ".desk__start a")


def tasks(person):
    """What waits for a person, as titles by task."""
    fresh = User.objects.get(pk=person.pk)
    return {
        each.task.slug: [choice.label for choice in each.choices]
        for each in desk.waiting(fresh, timezone.now())
    }


def add_address(page_type, parent):
    return reverse(
        "wagtailadmin_pages:add", args=(page_type._meta.app_label, page_type._meta.model_name, parent.pk)
    )


def draft_of(person, page):
    page.save_revision(user=person)
    return page


class TestTheAdmin:
    def test_carries_the_name_and_the_colours_of_the_portal(self, park_desk):
        screen = soup(park_desk)
        assert screen.title.text.strip().endswith("Vivre ensemble")
        assert screen.select_one('link[rel="icon"]')["href"].endswith("favicon.svg")
        assert screen.select_one('link[href$="css/admin.css"]')
        logo = screen.select_one("template[data-wagtail-sidebar-branding-logo]")
        assert "Vivre ensemble" in logo.text and "logo.svg" in str(logo)

    def test_greets_by_the_first_name(self, park_desk):
        assert soup(park_desk).h1.text.strip() == "Bonjour Dominique"

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

    def test_asks_nothing_of_somebody_of_one_park(self, tree, park_desk, park, other_park):
        tree.add(ProjectPage, parent=park)
        offered = begun(park_desk)
        assert offered["Atelier thématique"] == add_address(WorkshopPage, park)
        assert park_desk.get(offered["Atelier thématique"]).status_code == 200

    def test_leaves_out_what_the_person_may_not_do(self, park_desk, shelf):
        assert "fiche" not in soup(park_desk).select_one(".desk__starts").text
        url = reverse("desk_create", args=("fiche",))
        assert park_desk.get(url, follow=True).redirect_chain[-1][0] == HOME

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
        labels = [label.text for label in screen.select(".desk__label, .desk__link")]
        assert labels == ["Voir le site"]

    def test_never_offers_a_place_of_another_language(self, tree, admin, park):
        translate(park)
        assert begun(admin)["Raconter un projet"] == add_address(ProjectPage, park)

    def test_knows_its_kinds_only(self, admin):
        assert admin.get(reverse("desk_create", args=("accueil",))).status_code == 404


class TestAddingADate:
    def test_leads_straight_to_the_form_of_the_only_event(self, tree, park_desk, park, other_park):
        event = tree.add(WorkshopPage, parent=park)
        tree.add(WorkshopPage, parent=other_park)
        url = begun(park_desk)["Ajouter une date"]
        assert url == reverse("dates:add", args=(event.pk,))
        assert park_desk.get(url).status_code == 200

    def test_is_not_offered_without_an_event(self, park_desk):
        assert "Ajouter une date" not in soup(park_desk).select_one(".desk__starts").text

    def test_finds_the_event_among_one_s_own(self, tree, park_desk, park, other_park):
        tree.add(WorkshopPage, parent=park, title="Un goûter")
        tree.add(MeetingPage, parent=park, title=HOSTILE)
        tree.add(WorkshopPage, parent=other_park, title="Un goûter ailleurs")
        url = begun(park_desk)["Ajouter une date"]
        assert set(links(park_desk, ".choices__link", url)) == {"Un goûter", HOSTILE}
        found = links(park_desk, ".choices__link", f"{url}?q=goût")
        assert list(found) == ["Un goûter"]
        assert park_desk.get(found["Un goûter"]).status_code == 200

    @pytest.mark.parametrize("query", ["%22%3E%3Cscript%3E", "rien", "%", "p=x&p=-1"])
    def test_bears_any_question(self, tree, park_desk, park, query):
        for _each in range(2):
            tree.add(WorkshopPage, parent=park)
        screen = soup(park_desk, f"{reverse('desk_dates')}?q={query}")
        assert not screen.select("main script")


class TestDrafts:
    def test_are_those_a_person_made_or_changed_last(self, tree, communicator, network_editor, park):
        draft_of(communicator, tree.add(ProjectPage, parent=park, title="Changée par moi"))
        draft_of(network_editor, tree.add(ProjectPage, parent=park, title="Changée par une autre"))
        made = tree.add(ProjectPage, parent=park, title="Faite par moi", owner=communicator, live=False)
        draft_of(network_editor, made)
        tree.add(ProjectPage, parent=park, title="Publiée", owner=communicator)
        assert tasks(communicator) == {"brouillons": ["Faite par moi", "Changée par moi"]}

    def test_are_not_those_that_will_appear_by_themselves(self, tree, communicator, park):
        page = tree.add(ProjectPage, parent=park, live=False, owner=communicator)
        page.go_live_at = timezone.now() + timedelta(days=2)
        publish(page, page.save_revision(user=communicator))
        page.refresh_from_db()
        assert page.has_unpublished_changes
        assert tasks(communicator) == {}

    def test_are_not_those_that_wait_for_somebody_else(self, tree, park):
        author = make_person("auteur@example.org", park, permissions=("add_page",))
        page = draft_of(author, tree.add(ProjectPage, parent=park, live=False, owner=author))
        assert tasks(author) == {"brouillons": [page.title]}
        workflow = Workflow.objects.first()
        WorkflowPage.objects.get_or_create(workflow=workflow, page=tree.home)
        state = workflow.start(page, author)
        assert tasks(author) == {}
        state.current_task_state.reject(user=author)
        assert tasks(author) == {"brouillons": [page.title]}


class TestPagesToReview:
    @pytest.mark.parametrize(("days", "waits"), [(-400, True), (0, True), (30, True), (31, False)])
    def test_wait_from_thirty_days_before(self, tree, communicator, park, days, waits):
        review_by = timezone.localdate() + timedelta(days=days)
        tree.add(ProjectPage, parent=park, title="À relire", review_by=review_by)
        assert tasks(communicator) == ({"relectures": ["À relire"]} if waits else {})

    def test_are_published(self, tree, communicator, park):
        tree.add(ProjectPage, parent=park, review_by=timezone.localdate(), live=False)
        assert tasks(communicator) == {}

    @pytest.mark.parametrize(
        ("days", "word"), [(-1, "relecture attendue depuis le"), (0, "à relire avant le")]
    )
    def test_say_whether_they_are_late(self, tree, communicator, park, days, word):
        tree.add(ProjectPage, parent=park, review_by=timezone.localdate() + timedelta(days=days))
        [waiting] = desk.waiting(communicator, timezone.now())
        assert waiting.choices[0].note.startswith(word)


class TestEventsToComplete:
    @pytest.mark.parametrize(
        ("lacking", "missing"),
        [
            ({}, None),
            ({"contact_phone": ""}, "un téléphone ou une adresse e-mail"),
            ({"contact_phone": "", "contact_email": "ici@example.org"}, None),
            ({"listing_picture": None}, "manque une image"),
            ({"listing_picture": None, "contact_phone": ""}, "une image et un contact"),
        ],
    )
    def test_lack_a_picture_or_a_contact(self, tree, communicator, park, picture, lacking, missing):
        event = tree.add(WorkshopPage, parent=park, **COMPLETE | {"listing_picture": picture} | lacking)
        tree.date(event, days=3)
        waiting = desk.waiting(communicator, timezone.now())
        notes = [choice.note for each in waiting for choice in each.choices]
        assert len(notes) == (1 if missing else 0)
        assert all(missing in note for note in notes)

    @pytest.mark.parametrize("facts", [{"days": -3}, {"days": 3} | CANCELLED, {"days": 3} | POSTPONED])
    def test_are_those_that_will_take_place(self, tree, communicator, park, facts):
        event = tree.add(WorkshopPage, parent=park, minutes=COMPLETE["minutes"])
        tree.date(event, **facts)
        assert tasks(communicator) == {}

    def test_come_in_the_order_of_their_next_date(self, tree, communicator, park):
        for title, days in (("Tard", 9), ("Tôt", 2), ("Entre", 5)):
            event = tree.add(WorkshopPage, parent=park, title=title, minutes=COMPLETE["minutes"])
            tree.date(event, days=days)
            tree.date(event, days=-20)
        assert tasks(communicator) == {"rendez-vous-a-completer": ["Tôt", "Entre", "Tard"]}


class TestMissingMinutes:
    @pytest.mark.parametrize(
        ("days", "minutes", "waits"),
        [
            (-2, "", True),
            (-2, '<p data-block-key="abcde"></p>', True),
            (-2, "<p>Un mot</p>", False),
            (-89, "", True),
            (-91, "", False),
            (2, "", False),
        ],
    )
    def test_are_those_of_a_recent_event(self, tree, communicator, park, picture, days, minutes, waits):
        facts = COMPLETE | {"listing_picture": picture, "minutes": minutes}
        event = tree.add(WorkshopPage, parent=park, title="Un goûter", **facts)
        tree.date(event, days=days)
        assert tasks(communicator) == ({"comptes-rendus": ["Un goûter"]} if waits else {})

    @pytest.mark.parametrize("facts", [CANCELLED, POSTPONED])
    def test_are_not_asked_of_what_did_not_take_place(self, tree, communicator, park, facts):
        tree.date(tree.add(WorkshopPage, parent=park), days=-3, **facts)
        assert tasks(communicator) == {}


class TestTranslations:
    def change(self, page):
        page = type(page).objects.get(pk=page.pk)
        page.summary = "Un autre résumé"
        publish(page)

    def test_wait_when_the_original_changed(self, tree, communicator, park):
        project = tree.add(ProjectPage, parent=park, title="Un projet", summary="Un résumé")
        translated = translate(project)
        self.change(project)
        waiting = {each.task.slug: each.choices for each in desk.waiting(communicator, timezone.now())}
        choices = {choice.label: choice for choice in waiting["traductions"]}
        assert choices["Un projet"].note == "English\N{NO-BREAK SPACE}: " + (
            "publiée, mais l’original a changé (1 passage)"
        )
        assert choices["Un projet"].url == reverse("translation_changes", args=(translated.pk,))

    def test_are_those_a_person_may_edit(self, tree, communicator, park, other_park):
        project = tree.add(ProjectPage, parent=other_park, summary="Un résumé")
        translate(project)
        self.change(project)
        assert tasks(communicator) == {}

    def test_are_not_asked_of_pages_that_nobody_translated(self, tree, communicator, park):
        self.change(tree.add(ProjectPage, parent=park))
        assert "traductions" not in tasks(communicator)


class TestWhatIsReadMost:
    def read(self, page, now, before=0):
        today = timezone.localdate()
        for days, number in ((0, now), (30, before)):
            PageReading.objects.create(page=page, day=today - timedelta(days=days), number=number)

    def test_is_that_of_the_persons_pages(self, tree, park_desk, park, other_park):
        self.read(tree.add(ProjectPage, parent=park, title="Chez nous"), 4)
        self.read(tree.add(ProjectPage, parent=other_park, title="Ailleurs"), 9)
        section = soup(park_desk).select_one("[aria-labelledby=desk-readings]")
        assert [link.text for link in section.select("a")] == ["Chez nous"]
        assert "4 lectures, aucune les 30 jours d’avant" in section.text

    def test_is_not_shown_before_anything_is_read(self, park_desk, park):
        assert not soup(park_desk).select("#desk-readings")

    @pytest.mark.parametrize(
        ("now", "before", "trend"),
        [
            (1, 0, "1 lecture, aucune"),
            (40, 20, "bien plus"),
            (30, 20, ", plus"),
            (21, 20, "autant"),
            (15, 20, ", moins"),
            (10, 20, "bien moins"),
        ],
    )
    def test_says_how_it_goes(self, now, before, trend):
        words = popularity.in_words(Figure(1, "Une page", now, before))
        assert trend in words
        assert words.endswith(f"({before})") or not before


def make_waiting(tree, person, park, number=1, title="Un goûter"):
    """Everything that can wait for a person, so many times."""
    for each in range(number):
        draft_of(person, tree.add(ProjectPage, parent=park, title=f"{title}, projet {each}"))
        event = tree.add(
            WorkshopPage,
            parent=park,
            title=f"{title}, atelier {each}",
            review_by=timezone.localdate() - timedelta(days=each),
        )
        tree.date(event, days=5 + each)
        tree.date(event, days=-5 - each)


class TestWhatWaits:
    def test_is_nothing_and_says_so(self, park_desk):
        assert "tout est à jour" in soup(park_desk).select_one(".desk__rest").text

    def test_is_what_the_person_may_edit(self, tree, park_desk, communicator, park, other_park):
        make_waiting(tree, communicator, park, title="Ici")
        make_waiting(tree, communicator, other_park, title="Ailleurs")
        listed = links(park_desk, ".desk__task .choices__link")
        assert set(listed) == {"Ici, projet 0", "Ici, atelier 0"}
        assert len(soup(park_desk).select(".desk__task .choices__link")) == 4

    def test_is_everything_for_the_network(self, tree, admin, network_editor, park, other_park):
        make_waiting(tree, network_editor, park, title="Ici")
        make_waiting(tree, network_editor, other_park, title="Ailleurs")
        assert len(soup(admin).select(".desk__task .choices__link")) == 8

    def test_is_written_in_the_language_of_the_site(self, tree, admin, network_editor, park):
        make_waiting(tree, network_editor, park)
        translated = translate(WorkshopPage.objects.get())
        WorkshopPage.objects.filter(pk=translated.pk).update(review_by=timezone.localdate())
        reviews = soup(admin).select("[aria-labelledby=desk-relectures] .choices__link")
        assert [link.text for link in reviews] == ["Un goûter, atelier 0"]

    def test_is_one_click_away(self, tree, park_desk, communicator, park):
        make_waiting(tree, communicator, park)
        addresses = [link["href"] for link in soup(park_desk).select(".desk__task .choices__link")]
        assert len(addresses) == 4
        for address in addresses:
            url, anchor = urldefrag(address)
            form = park_desk.get(url)
            assert form.status_code == 200
            field = anchor.removeprefix(":w:contentpath=")
            assert not field or f'data-contentpath="{field}"' in form.content.decode()

    def test_opens_the_field_to_fill_in(self, tree, communicator, park):
        make_waiting(tree, communicator, park)
        fields = [
            urldefrag(each.choices[0].url).fragment.removeprefix(":w:contentpath=")
            for each in desk.waiting(communicator, timezone.now())
        ]
        assert fields == ["", "review_by", "contact_phone", "minutes"]

    def test_is_counted_and_shown_five_by_five(self, tree, park_desk, communicator, park):
        make_waiting(tree, communicator, park, number=7)
        screen = soup(park_desk)
        for task in screen.select(".desk__task"):
            assert task.select_one(".desk__number").text == "7"
            assert len(task.select(".choices__link")) == 5
            everything = soup(park_desk, task.select_one(".desk__all a")["href"])
            assert len(everything.select(".choices__link")) == 7
            assert everything.h1.text.strip().startswith("7 ")
        assert len(screen.select(".desk__task")) == 4

    def test_offers_no_other_screen_while_all_of_it_is_shown(self, tree, park_desk, communicator, park):
        make_waiting(tree, communicator, park, number=5)
        assert not soup(park_desk).select(".desk__all")

    def test_is_cut_in_pages_on_its_own_screen(self, tree, park_desk, communicator, park):
        make_waiting(tree, communicator, park, number=51)
        url = reverse("desk_task", args=("relectures",))
        assert len(soup(park_desk, url).select(".choices__link")) == 50
        assert len(soup(park_desk, f"{url}?p=2").select(".choices__link")) == 1
        assert soup(park_desk, url).select_one("nav.pagination a[href]")

    def test_knows_its_tasks_only(self, park_desk):
        assert park_desk.get(reverse("desk_task", args=("autre",))).status_code == 404

    def test_is_not_shown_to_strangers(self, visitor, park):
        for url in (HOME, reverse("desk_task", args=("relectures",)), reverse("desk_dates")):
            response = visitor.get(url)
            assert response.status_code == 302 and "login" in response.url

    def test_escapes_what_people_wrote(self, tree, park_desk, communicator, park):
        User.objects.filter(pk=communicator.pk).update(first_name=HOSTILE)
        make_waiting(tree, communicator, park, number=6, title=HOSTILE)
        for url in (HOME, reverse("desk_task", args=("relectures",)), reverse("desk_dates")):
            screen = soup(park_desk, url)
            assert "alert(1)" not in {script.text for script in screen.find_all("script")}
            assert HOSTILE in screen.get_text()


class TestTheCostOfTheFirstScreen:
    #: What may be begun, a query a task, what is read most.
    MOST = 3 + len(desk.TASKS) + 1

    @pytest.mark.parametrize("who", ["network", "park"])
    def test_is_the_same_with_twenty_times_the_pages(self, tree, network_editor, communicator, park, who):
        person = network_editor if who == "network" else communicator
        client = sign_in(person)
        make_waiting(tree, person, park, number=2)
        few = count(lambda: client.get(HOME)), count_desk(person)
        make_waiting(tree, person, park, number=38)
        many = count(lambda: client.get(HOME)), count_desk(person)
        assert many == few
        assert many[1] <= self.MOST


def count_desk(person):
    def read():
        fresh = User.objects.get(pk=person.pk)
        desk.starts(fresh)
        desk.waiting(fresh, timezone.now())
        popularity.most_read(fresh, timezone.localdate())

    return count(read) - 1


def count(read) -> int:
    """Queries of a second reading: the first fills the caches of the process."""
    read()
    with CaptureQueriesContext(connection) as queries:
        read()
    return len(queries)

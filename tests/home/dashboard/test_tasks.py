"""What waits for each person: drafts, reviews, events to complete, minutes, translations."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow, WorkflowPage

from home import dashboard
from projects.agenda import services
from projects.agenda.models import WorkshopPage
from projects.parks.models import ProjectPage
from projects.registrations.models import Notice
from tests.home.dashboard.screens import draft_of, tasks
from tests.support.people import make_person
from tests.support.publication import publish
from tests.support.registrations import join
from tests.support.translation import translate

COMPLETE = {"contact_phone": "01 99 00 00 00", "minutes": "<p>Nous avons parlé du jardin.</p>"}
CANCELLED = {"status": "cancelled", "reason": "La salle est prise"}
POSTPONED = {"status": "postponed", "reason": "Au printemps"}


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
        [waiting] = dashboard.waiting(communicator, timezone.now())
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
        waiting = dashboard.waiting(communicator, timezone.now())
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


class TestPeopleToCall:
    @pytest.fixture
    def event(self, tree, park):
        facts = COMPLETE | {"minutes": "", "takes_registrations": True}
        return tree.add(WorkshopPage, parent=park, title="Coudre", **facts)

    def call_off(self, date):
        join(date, "Tel", phone="06 12 34 56 78")
        join(date, "Zoé")
        services.call_off([date], "cancelled", "Orage.")

    def test_lead_to_the_registrations_of_the_next_date(self, tree, communicator, event):
        later, sooner = tree.date(event, days=9), tree.date(event, days=3)
        self.call_off(later), self.call_off(sooner)
        (waiting,) = [
            each
            for each in dashboard.waiting(communicator, timezone.now())
            if each.task.slug == "personnes-a-appeler"
        ]
        (choice,) = waiting.choices
        assert choice.url == reverse("registration_desk:index", args=(sooner.pk,))
        assert choice.note.startswith("2 personnes à appeler, avant le ")

    def test_are_called_once_and_before_the_date(self, tree, communicator, event):
        date = tree.date(event)
        self.call_off(date)
        assert tasks(communicator)["personnes-a-appeler"] == ["Coudre"]
        Notice.objects.update(to_call=False)
        assert "personnes-a-appeler" not in tasks(communicator)

    def test_of_another_park_are_not_shown(self, tree, communicator, other_park):
        self.call_off(tree.date(tree.add(WorkshopPage, parent=other_park, takes_registrations=True)))
        assert tasks(communicator) == {}


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
        waiting = {
            each.task.slug: each.choices for each in dashboard.waiting(communicator, timezone.now())
        }
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

"""What is incomplete is published on no way, and its editor is told why; what is typed is kept."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.models import Locale, Task, Workflow, WorkflowPage
from wagtail_localize.models import Translation, TranslationSource

from home.models import StandardPage
from methods.models import MethodSheetPage
from portal.content.models import PortalPage
from portal.publishing.requirements import IncompletePage, missing_for_publication
from portal.territory.models import Commune
from projects.agenda.models import Occurrence, WorkshopPage
from projects.parks.models import ParkContact, ParkPage, ProjectPage
from projects.walks.models import UrbanWalkPage, WalkStop
from tests.support.admin import form_values
from tests.support.publication import complete
from tests.support.tree import event_types

HOSTILE = "<script>alert(1)</script>"
PUBLISH = {"action-publish": "1"}
LACKING = {MethodSheetPage: "une étape", WorkshopPage: "une commune ou une position"}
EACH_TYPE = pytest.mark.parametrize("page_type", LACKING, ids=lambda model: model.__name__)


def make_draft(tree, page_type, **fields) -> PortalPage:
    page = tree.add(page_type, live=False, first_published_at=None, **fields)
    page.save_revision()
    return page


@pytest.fixture
def draft(tree, page_type):
    return make_draft(tree, page_type, title=f"Brouillon {HOSTILE}")


@pytest.fixture
def ready(tree, page_type):
    return complete(make_draft(tree, page_type, title="Page complète"))


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def told(client) -> str:
    """What the next screen of the admin says."""
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    found = BeautifulSoup(html, "html.parser").select(".messages li")
    assert HOSTILE not in html
    return " ".join(message.get_text(" ", strip=True) for message in found)


def is_live(page) -> bool:
    return PortalPage.objects.filter(pk=page.pk, live=True).exists()


@EACH_TYPE
class TestTheButtonToPublish:
    def test_keeps_a_new_page_as_a_draft_and_says_what_is_missing(self, tree, admin, page_type):
        options, parent = page_type._meta, tree.parent_for(page_type)
        url = reverse("wagtailadmin_pages:add", args=(options.app_label, options.model_name, parent.pk))
        values = form_values(admin.get(url).content.decode())
        values |= {"title": "Nouvelle", "slug": "nouvelle", "search_description": "Ce qui est tapé"}
        response = admin.post(url, values | PUBLISH)
        page = page_type.objects.get(slug="nouvelle")
        assert not page.live
        assert page.search_description == "Ce qui est tapé"
        assert page.park_id == getattr(parent, "park_id", None)
        assert response.url == edit_url(page)
        assert LACKING[page_type] in told(admin)

    def test_keeps_what_was_changed_and_leaves_the_published_text(self, admin, ready, page_type):
        ready.latest_revision.publish()
        values = form_values(admin.get(edit_url(ready)).content.decode())
        admin.post(edit_url(ready), values | PUBLISH | {"title": "Un nouveau titre", "summary": ""})
        ready.refresh_from_db()
        assert ready.title == "Page complète"
        assert ready.get_latest_revision_as_object().title == "Un nouveau titre"
        assert "un résumé" in told(admin)

    def test_plans_nothing_for_later_either(self, admin, draft, page_type):
        values = form_values(admin.get(edit_url(draft)).content.decode())
        later = {"go_live_at": "2031-05-04 18:00"}
        admin.post(edit_url(draft), values | PUBLISH | later)
        draft.refresh_from_db()
        assert draft.get_latest_revision_as_object().go_live_at
        assert not draft.revisions.filter(approved_go_live_at__isnull=False).exists()

    def test_links_to_each_field(self, admin, draft, page_type):
        values = form_values(admin.get(edit_url(draft)).content.decode())
        admin.post(edit_url(draft), values | PUBLISH)
        html = admin.get(edit_url(draft)).content.decode()
        assert f'href="{edit_url(draft)}#:w:contentpath=summary"' in html

    def test_restores_no_version_that_lacks_something(self, admin, ready, page_type):
        ready.summary = ""
        lacking = ready.save_revision()
        complete(ready).latest_revision.publish()
        url = reverse("wagtailadmin_pages:revisions_revert", args=(ready.pk, lacking.pk))
        values = form_values(admin.get(url).content.decode())
        assert not values["summary"].strip()
        admin.post(url, values | PUBLISH)
        assert "un résumé" in told(admin)
        ready.refresh_from_db()
        assert ready.summary

    def test_saves_any_draft(self, admin, draft, page_type):
        values = form_values(admin.get(edit_url(draft)).content.decode())
        assert admin.post(edit_url(draft), values).status_code == 302


class TestThePlaceOfAnEvent:
    """One that cannot be found is never near anybody; where it is matters when it is published."""

    @pytest.fixture
    def placed(self, tree):
        def event(event_type, **place):
            page = complete(make_draft(tree, event_type))
            page.latitude = page.longitude = page.commune = None
            for name, value in place.items():
                setattr(page, name, value)
            page.save_revision()
            return page

        return event

    @pytest.fixture
    def communes(self, db):
        facts = {"department_id": "59"}
        known = Commune.objects.create(
            name="Ici", insee_code="59526", latitude="50.45", longitude="3.43", **facts
        )
        return known, Commune.objects.create(name="Nulle part", insee_code="59527", **facts)

    @pytest.mark.parametrize("event_type", event_types(), ids=lambda each: each.__name__)
    def test_is_its_commune_or_its_position(self, placed, communes, event_type):
        known, unknown = communes
        position = {"latitude": Decimal(50), "longitude": Decimal(3)}
        for found in ({"commune": known}, position, {"commune": unknown} | position):
            assert missing_for_publication(placed(event_type, **found)) == []
        for lost in ({"place_name": "La salle"}, {"commune": unknown}, {"latitude": Decimal(50)}):
            (missing,) = missing_for_publication(placed(event_type, **lost))
            assert missing.what == "une commune ou une position"

    @pytest.mark.parametrize("way", ["the button", "a program", "a plan", "many at once"])
    def test_is_asked_on_every_way_to_publication(self, placed, admin, way):
        page = placed(WorkshopPage, place_name="La salle")
        if way == "the button":
            admin.post(edit_url(page), form_values(admin.get(edit_url(page)).content.decode()) | PUBLISH)
            assert "une commune ou une position" in told(admin)
        elif way == "a program":
            with pytest.raises(IncompletePage):
                page.get_latest_revision().publish()
        elif way == "a plan":
            latest = page.revisions.filter(pk=page.latest_revision_id)
            latest.update(approved_go_live_at=timezone.now() - timedelta(hours=1))
            call_command("publish_scheduled")
        else:
            address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
            admin.post(f"{address}?id={page.pk}", {"next": "/"})
        assert not is_live(page)


class TestAPlanThatHasPassed:
    """« Du … au … »: held against what is published, never against what is written."""

    PAST, FUTURE = "04/05/2021 18:00", "04/05/2031 18:00"
    PLANS = [("", PAST), (PAST, ""), (PAST, PAST), (FUTURE, PAST), ("04/05/2020 18:00", PAST)]

    def fill(self, admin, page, **changes):
        return form_values(admin.get(edit_url(page)).content.decode()) | changes

    @pytest.fixture
    def expired(self, tree):
        page = complete(make_draft(tree, WorkshopPage))
        page.latest_revision.publish()
        page.refresh_from_db()
        page.expire_at = timezone.now() - timedelta(days=3)
        page.save()
        call_command("publish_scheduled")
        page.refresh_from_db()
        page.save_revision()
        assert page.expired
        return page

    @pytest.mark.parametrize(
        "headers", [{}, {"accept": "application/json"}], ids=["by hand", "by itself"]
    )
    def test_holds_no_draft_back(self, admin, expired, headers):
        values = self.fill(admin, expired, title="La suite")
        assert values["expire_at"]
        answer = admin.post(edit_url(expired), values, headers=headers)
        assert answer.status_code == (200 if headers else 302)
        if headers:
            assert answer.json()["success"]
        expired.refresh_from_db()
        assert expired.get_latest_revision_as_object().title == "La suite"

    @pytest.mark.parametrize(("begins", "ends"), PLANS)
    def test_may_be_written_whatever_it_is(self, tree, admin, begins, ends):
        page = make_draft(tree, WorkshopPage)
        values = self.fill(admin, page, go_live_at=begins, expire_at=ends)
        assert admin.post(edit_url(page), values).status_code == 302
        kept = self.fill(admin, page)
        assert (kept["go_live_at"], kept["expire_at"]) == (begins, ends)

    def test_publishes_nothing_and_says_so(self, admin, expired):
        admin.post(edit_url(expired), self.fill(admin, expired) | PUBLISH)
        assert not is_live(expired)
        assert "une fin de publication à venir" in told(admin)
        with pytest.raises(IncompletePage):
            expired.get_latest_revision().publish()
        admin.post(edit_url(expired), self.fill(admin, expired, expire_at="") | PUBLISH)
        assert is_live(expired)

    def test_ends_after_it_begins(self, tree, admin):
        page = complete(make_draft(tree, WorkshopPage))
        plan = {"go_live_at": "04/05/2032 18:00", "expire_at": self.FUTURE}
        admin.post(edit_url(page), self.fill(admin, page, **plan) | PUBLISH)
        assert "une fin de publication après son début" in told(admin)


class TestANewEvent:
    def test_is_published_with_the_date_typed_with_it(self, tree, admin):
        parent = complete(tree.add(ProjectPage))
        url = reverse("wagtailadmin_pages:add", args=("agenda", "workshoppage", parent.pk))
        values = form_values(admin.get(url).content.decode()) | {
            "title": "Atelier",
            "slug": "atelier",
            "summary": "On jardine",
            "place_name": "Le jardin",
            "latitude": "50.44822",
            "longitude": "3.42771",
            "contact_email": "jardin@example.org",
            "first_date_start": "2031-05-04 18:00",
            "first_date_end": "2031-05-04 20:00",
        }
        admin.post(url, values | PUBLISH)
        page = WorkshopPage.objects.get(slug="atelier")
        assert page.live
        assert Occurrence.objects.get().event_id == page.pk

    def test_keeps_the_date_when_it_is_refused(self, tree, admin):
        draft = make_draft(tree, WorkshopPage)
        values = form_values(admin.get(edit_url(draft)).content.decode())
        dates = {"first_date_start": "2031-05-04 18:00", "first_date_end": "2031-05-04 20:00"}
        admin.post(edit_url(draft), values | dates | PUBLISH)
        assert not is_live(draft)
        assert Occurrence.objects.get().event_id == draft.pk
        assert "une date" not in told(admin)


@EACH_TYPE
class TestTheApprovalOfAModerator:
    @pytest.fixture
    def submitted(self, draft, network_editor):
        workflow = Workflow.objects.get()
        WorkflowPage.objects.update_or_create(page=draft, defaults={"workflow": workflow})
        workflow.start(draft, network_editor)
        return draft

    def approve(self, admin, page, **how):
        state = page.current_workflow_task_state
        url = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", state.pk))
        return admin.post(url, {"comment": "Oui"}, **how)

    def test_is_given_up_and_the_page_stays_in_moderation(self, admin, submitted, page_type):
        assert self.approve(admin, submitted).url == edit_url(submitted)
        assert LACKING[page_type] in told(admin)
        assert not is_live(submitted)
        assert submitted.current_workflow_state.status == "in_progress"
        assert Task.objects.count() == 1

    def test_answers_a_dialog_in_its_own_way(self, admin, submitted, page_type):
        response = self.approve(admin, submitted, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
        assert response.json()["redirect"] == edit_url(submitted)

    def test_is_given_up_from_the_editor_too_and_keeps_the_text(self, admin, submitted, page_type):
        values = form_values(admin.get(edit_url(submitted)).content.decode())
        values |= {"action-workflow-action": "1", "workflow-action-name": "approve"}
        admin.post(edit_url(submitted), values | {"summary": "Un résumé"})
        assert LACKING[page_type] in told(admin)
        assert not is_live(submitted)
        submitted.refresh_from_db()
        assert submitted.get_latest_revision_as_object().summary == "Un résumé"

    def test_plans_nothing_for_later_either(self, admin, submitted, page_type):
        submitted.go_live_at = timezone.now() + timedelta(days=1)
        submitted.save_revision()
        self.approve(admin, submitted)
        assert LACKING[page_type] in told(admin)
        assert not submitted.revisions.filter(approved_go_live_at__isnull=False).exists()

    def test_is_not_given_by_disabling_the_task(self, admin, network_editor, submitted, ready, page_type):
        """Wagtail takes what waits for no task any more for approved: what is complete goes online."""
        Workflow.objects.get().start(ready, network_editor)
        url = reverse("wagtailadmin_workflows:disable_task", args=(Task.objects.get().pk,))
        assert admin.post(url).status_code == 302
        assert LACKING[page_type] in told(admin)
        assert (is_live(submitted), is_live(ready)) == (False, True)
        assert not Task.objects.get().active

    def test_is_not_given_where_no_task_is_left(self, admin, draft, page_type):
        WorkflowPage.objects.update_or_create(page=draft, defaults={"workflow": Workflow.objects.get()})
        Task.objects.update(active=False)
        values = form_values(admin.get(edit_url(draft)).content.decode())
        response = admin.post(edit_url(draft), values | {"action-submit": "1", "summary": "Un résumé"})
        assert response.status_code == 302
        assert LACKING[page_type] in told(admin)
        assert not is_live(draft)
        draft.refresh_from_db()
        assert draft.get_latest_revision_as_object().summary == "Un résumé"

    def test_publishes_what_is_complete(self, admin, submitted, page_type):
        complete(submitted)
        self.approve(admin, submitted)
        assert is_live(submitted)


@EACH_TYPE
class TestPublishingInBulk:
    def publish(self, admin, *pages, **values):
        url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
        ids = "&".join(f"id={page.pk}" for page in pages)
        assert admin.post(f"{url}?{ids}", values).status_code == 302

    def test_skips_what_is_incomplete_by_its_name(self, admin, draft, ready, page_type):
        self.publish(admin, draft, ready)
        assert (is_live(draft), is_live(ready)) == (False, True)
        message = told(admin)
        assert f"Brouillon {HOSTILE}" in message
        assert LACKING[page_type] in message
        assert "1 page" in message

    def test_skips_those_below(self, admin, draft, ready, page_type):
        self.publish(admin, draft.get_parent(), include_descendants="on")
        assert (is_live(draft), is_live(ready)) == (False, True)


@EACH_TYPE
class TestTheScheduler:
    @pytest.fixture
    def due(self, draft, ready, network_editor):
        """Both planned for an hour ago, when both were complete."""
        an_hour_ago = timezone.now() - timedelta(hours=1)
        for page in (draft, ready):
            page.save_revision(user=network_editor, approved_go_live_at=an_hour_ago)
        return draft, ready

    def test_goes_on_and_tells_the_editor_once(self, due, network_editor, page_type):
        draft, ready = due
        for _time in range(2):
            call_command("publish_scheduled")
        assert (is_live(draft), is_live(ready)) == (False, True)
        (message,) = Email.objects.all()
        assert message.to == [network_editor.email]
        assert LACKING[page_type].capitalize() in message.message
        assert f"http://localhost{edit_url(draft)}" in message.message
        assert f"Brouillon {HOSTILE}" in message.message
        assert HOSTILE not in message.html_message

    def test_unlocks_what_it_did_not_publish(self, due, page_type):
        call_command("publish_scheduled")
        assert due[0].get_lock() is None

    def test_changes_nothing_when_it_only_rehearses(self, due, page_type):
        call_command("publish_scheduled", dryrun=True)
        assert due[0].scheduled_revision
        assert not Email.objects.exists()


@EACH_TYPE
class TestATranslation:
    @pytest.fixture(autouse=True)
    def published_in_the_request(self, monkeypatch):
        """What wagtail-localize keeps for the end of the transaction, which here is the test’s own."""
        monkeypatch.setattr("django.db.transaction.on_commit", lambda publish, **_how: publish())

    def english(self, page):
        return PortalPage.objects.get(
            translation_key=page.translation_key, locale__language_code="en"
        ).specific

    def submit(self, admin, page):
        url = reverse("wagtail_localize:submit_page_translation", args=(page.pk,))
        english = Locale.objects.get(language_code="en")
        return admin.post(url, {"locales": [english.pk]}, follow=True)

    def test_stays_a_draft_when_its_source_lacks_something(self, tree, admin, page_type):
        page = tree.add(page_type)  # published before anything was asked for
        assert self.submit(admin, page).status_code == 200
        assert not self.english(page).live

    def test_is_a_draft_even_when_nothing_is_missing(self, admin, ready, page_type):
        """It holds the words of its source: nobody reads them under another language."""
        ready.latest_revision.publish()
        self.submit(admin, ready)
        assert not self.english(ready).live

    def test_is_refused_in_its_own_editor(self, admin, ready, page_type):
        ready.latest_revision.publish()
        self.submit(admin, ready)
        page_type.objects.filter(pk=ready.pk).update(summary="")
        source = TranslationSource.objects.get_for_instance(ready)
        source.update_from_db()
        english = self.english(ready)
        page_type.objects.filter(pk=english.pk).update(live=False)
        response = admin.post(edit_url(english), {"action": "publish"})
        assert response.status_code == 302
        assert "un résumé" in told(admin)
        assert not is_live(english)

    def test_does_not_stop_the_update_of_others(self, admin, ready, page_type):
        ready.latest_revision.publish()
        self.submit(admin, ready)
        page_type.objects.filter(pk=ready.pk).update(summary="")
        source = TranslationSource.objects.get_for_instance(ready)
        url = reverse("wagtail_localize:update_translations", args=(source.pk,))
        assert admin.post(url, {"publish_translations": "on"}).status_code == 302
        assert "un résumé" in told(admin)
        assert Translation.objects.get(source=source).enabled


class TestACopy:
    def test_of_an_event_waits_for_its_own_date(self, tree, admin):
        page = complete(tree.add(WorkshopPage, title="Atelier"))
        page.latest_revision.publish()
        url = reverse("wagtailadmin_pages:copy", args=(page.pk,))
        values = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": page.get_parent().pk}
        admin.post(url, values | {"publish_copies": "on"})
        assert not WorkshopPage.objects.get(slug="copie").live
        assert "une date" in told(admin)

    def test_of_a_branch_keeps_back_what_lacks_something_below(self, tree, admin):
        project = complete(tree.add(ProjectPage, title="Projet"))
        project.latest_revision.publish()
        complete(tree.add(WorkshopPage, parent=project, title="Atelier")).latest_revision.publish()
        url = reverse("wagtailadmin_pages:copy", args=(project.pk,))
        values = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": project.get_parent().pk}
        admin.post(url, values | {"copy_subpages": "on", "publish_copies": "on"})
        copied = ProjectPage.objects.get(slug="copie")
        workshop = WorkshopPage.objects.child_of(copied).get()
        assert (copied.live, workshop.live) == (True, False)
        assert "une date" in told(admin)


class TestAnyOtherWay:
    def test_raises_and_changes_nothing(self, tree):
        draft = make_draft(tree, StandardPage)
        with pytest.raises(IncompletePage, match="un résumé"):
            draft.latest_revision.publish()
        assert not is_live(draft)

    def test_refuses_a_value_that_the_page_itself_refuses(self, tree):
        project = complete(make_draft(tree, ProjectPage))
        project.starts_on, project.ends_on = date(2030, 1, 2), date(2030, 1, 1)
        revision = project.save_revision(clean=False)
        with pytest.raises(IncompletePage, match="minimum"):
            revision.publish()


class TestWhatIsMissing:
    def test_is_asked_of_a_draft_in_memory(self, tree):
        walk = complete(make_draft(tree, UrbanWalkPage))
        walk.stops = [WalkStop(title="Un seul arrêt", locale=walk.locale)]
        assert [each.field for each in missing_for_publication(walk)] == ["stops"]
        walk.save_revision()
        walk.refresh_from_db()
        stored = walk.get_latest_revision_as_object()
        assert [each.field for each in missing_for_publication(stored)] == ["stops"]

    def test_is_no_park_for_a_project_that_is_being_added_to_one(self, tree):
        lacking = {each.what for each in missing_for_publication(ProjectPage(title="Nouveau"))}
        assert "la question commune" in lacking
        assert "un Parc" not in lacking
        astray = make_draft(tree, ProjectPage)
        ProjectPage.objects.filter(pk=astray.pk).update(park=None)
        astray.refresh_from_db()
        assert "un Parc" in {each.what for each in missing_for_publication(astray)}

    def test_counts_rows_that_are_not_filled_in(self, tree):
        park = complete(make_draft(tree, ParkPage))
        park.contacts = [ParkContact(name="", phone="", locale=park.locale)]
        (missing,) = missing_for_publication(park)
        assert missing.what == "Contact no 1"
        assert "Nom" in missing.why
        assert "téléphone" in missing.why

    @pytest.mark.parametrize("empty", ["", "   ", "\N{NO-BREAK SPACE}"])
    def test_takes_blanks_for_nothing(self, tree, empty):
        page = complete(make_draft(tree, StandardPage))
        page.summary = empty
        assert [each.what for each in missing_for_publication(page)] == ["un résumé"]


class TestTheEditor:
    @EACH_TYPE
    def test_shows_what_is_missing_and_that_nothing_is(self, admin, draft, ready, page_type):
        html = admin.get(edit_url(draft)).content.decode()
        assert 'href="#:w:contentpath=summary"' in html
        assert LACKING[page_type].capitalize() in html
        assert "La page a tout ce qu’il lui faut" in admin.get(edit_url(ready)).content.decode()

    @EACH_TYPE
    def test_follows_what_is_typed_each_time_it_saves_by_itself(self, admin, draft, page_type):
        values = form_values(admin.get(edit_url(draft)).content.decode()) | {"summary": "Un résumé"}
        response = admin.post(edit_url(draft), values, HTTP_ACCEPT="application/json")
        part = response.json()["html"]
        assert 'data-w-teleport-target-value="#publication-checklist"' in part
        assert LACKING[page_type].capitalize() in part
        assert "contentpath=summary" not in part

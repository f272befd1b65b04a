"""Dates, registrations and actions live outside drafts: no change of a page’s text touches them."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from portal.trash import services as trash
from portal.trash.models import TrashedPage
from projects.agenda import services as agenda
from projects.agenda.models import Occurrence, WorkshopPage
from projects.parks.models import Action, ProjectPage
from projects.registrations import services
from projects.registrations.services import Application
from tests.support.events import records
from tests.support.publication import publish
from tests.support.translation import translate


@pytest.fixture
def project(tree):
    project = tree.add(ProjectPage)
    Action.objects.create(project=project, title="Ouvrir un jardin")
    return project


def register(date):
    """Somebody comes, somebody else waits."""
    for name in ("zoe", "ali"):
        asked = Application(name=name, people=2, language="fr", email=f"{name}@example.org")
        services.register(date, asked, timezone.now())


@pytest.fixture
def workshop(tree, project):
    workshop = tree.add(WorkshopPage, parent=project, takes_registrations=True)
    register(tree.date(workshop, days=3, capacity=3))
    tree.date(workshop, days=10, status="cancelled", reason="La salle est prise")
    return workshop


@pytest.fixture(params=["project", "workshop"])
def page(request, project, workshop):
    return {"project": project, "workshop": workshop}[request.param]


class TestRecordsOfAPage:
    def test_stay_when_a_stale_draft_is_published(self, tree, page, project, workshop):
        stale = page.save_revision()
        tree.date(workshop, days=20)
        Action.objects.create(project=project, title="Une action venue après le brouillon")
        Action.objects.filter(title="Ouvrir un jardin").update(status="done")
        before = records()
        publish(page, stale)
        assert records() == before

    def test_stay_when_an_old_revision_is_brought_back(self, tree, page, workshop, admin):
        old = page.save_revision()
        page.title = "Un titre plus récent"
        publish(page)
        tree.date(workshop, days=20)
        before = records()
        url = reverse("wagtailadmin_pages:revisions_revert", args=(page.pk, old.pk))
        assert admin.get(url).status_code == 200
        publish(old.as_object())
        assert records() == before

    def test_are_not_copied_with_the_page(self, page):
        before = records()
        copy = page.copy(update_attrs={"slug": "copie"})
        assert records() == before
        assert not Occurrence.objects.of(copy).exists()
        assert not Action.objects.of(copy).exists()

    def test_stay_and_are_found_when_the_page_is_translated_and_synced(self, tree, page, workshop):
        before = records()
        translate(page)
        page.title = "Un titre changé"
        publish(page)
        translated = translate(page)
        assert records() == before
        model = Action if isinstance(page, ProjectPage) else Occurrence
        assert set(model.objects.of(translated)) == set(model.objects.of(page))

    def test_stay_when_the_page_is_moved(self, tree, page):
        before = records()
        page.move(other_park(tree), pos="last-child")
        page.refresh_from_db()
        publish(page)
        assert records() == before

    def test_stay_when_the_page_is_unpublished_and_published_again(self, page, admin):
        before = records()
        admin.post(reverse("wagtailadmin_pages:unpublish", args=(page.pk,)))
        page.refresh_from_db()
        assert not page.live
        assert records() == before
        publish(page)
        assert records() == before

    def test_stay_when_its_translation_is_unpublished_and_deleted(self, page, admin):
        translated = translate(page)
        before = records()
        for view in ("unpublish", "delete"):
            admin.post(reverse(f"wagtailadmin_pages:{view}", args=(translated.pk,)))
            assert records() == before
        trash.delete_for_good(TrashedPage.objects.get(page=translated.pk), None)
        assert not type(page).objects.filter(pk=translated.pk).exists()
        assert records() == before

    def test_are_written_on_the_source_page_from_a_translation(self, tree, workshop):
        translated = translate(workshop)
        date = tree.date(translated, days=30)
        assert date.event_id == workshop.pk


class TestThePark:
    def test_of_a_page_is_that_of_the_branch_it_is_moved_to(self, tree, workshop):
        elsewhere = tree.add(ProjectPage, parent=other_park(tree))
        draft = workshop.save_revision()
        workshop.move(elsewhere, pos="last-child")
        workshop.refresh_from_db()
        assert workshop.park == elsewhere.park
        publish(workshop, draft)
        workshop.refresh_from_db()
        assert workshop.park == elsewhere.park

    def test_of_a_copied_branch_is_that_of_its_new_place(self, tree, project, workshop, admin):
        park = other_park(tree)
        admin.post(
            reverse("wagtailadmin_pages:copy", args=(project.pk,)),
            {
                "new_title": "Copie",
                "new_slug": "copie",
                "new_parent_page": park.pk,
                "copy_subpages": "on",
            },
        )
        copy = ProjectPage.objects.get(slug="copie")
        assert copy.park == park.park
        assert WorkshopPage.objects.child_of(copy).get().park == park.park

    def test_of_other_branches_stays_when_a_page_above_them_is_published(self, tree, workshop):
        publish(tree.home)
        park = workshop.park
        workshop.refresh_from_db()
        assert workshop.park == park is not None


class TestDeletingAPageThatPeopleCountOn:
    @pytest.mark.parametrize("which", ["itself", "above"])
    def test_is_refused_with_a_word(self, which, workshop, admin):
        page = workshop if which == "itself" else workshop.get_parent()
        before = records()
        response = admin.post(reverse("wagtailadmin_pages:delete", args=(page.pk,)), follow=True)
        assert response.status_code == 200
        assert "des dates" in response.content.decode()
        assert records() == before
        assert not TrashedPage.objects.exists()

    def test_is_refused_in_bulk_as_well(self, workshop, admin):
        url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
        response = admin.post(f"{url}?id={workshop.pk}", follow=True)
        assert response.status_code == 200
        assert not TrashedPage.objects.exists()

    def test_is_done_once_they_were_told(self, workshop, admin):
        for date in Occurrence.objects.exclude(status="cancelled"):
            date.status, date.reason = "cancelled", "La salle est prise"
            agenda.change(date, ["status", "reason"])
        before = records()
        admin.post(reverse("wagtailadmin_pages:delete", args=(workshop.pk,)))
        assert TrashedPage.objects.filter(page=workshop.pk).exists()
        assert records() == before


def other_park(tree):
    from projects.parks.models import ParkPage

    assert Locale.objects.count() == 2
    return tree.add(ParkPage)

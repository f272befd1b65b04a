"""What is deleted can be put back as it was for thirty days, and says first what depends on it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site, Workflow

from home.models import StandardPage
from methods.models import StagePage
from portal.content.models import PortalPage
from portal.publishing.requirements import IncompletePage
from portal.trash import periodic_tasks, services
from portal.trash.models import TrashedPage
from projects.agenda.models import Occurrence, WorkshopPage
from projects.parks.models import Action, ParkIndexPage, ProjectPage
from tests.people.test_roles import SECRET, Team, admin_page, refused, sign_in
from tests.records.test_records import register
from tests.support.admin import form_values
from tests.support.events import records
from tests.support.publication import complete, publish
from tests.support.translation import translate

TRASH = "trash"


def delete(client, page, **values):
    return client.post(admin_page("delete", page), values)


def row_of(page) -> TrashedPage:
    return TrashedPage.objects.get(page_id=page.pk)


def put_back(client, page, **values):
    return client.post(reverse("trash_put_back", args=(row_of(page).pk,)), values, follow=True)


def again(page):
    return Page.objects.get(pk=page.pk).specific


def state(page):
    """All that makes a page what it is, but for its place among its siblings."""
    facts = Page.objects.filter(pk=page.pk).values(
        "live",
        "slug",
        "url_path",
        "title",
        "has_unpublished_changes",
        "latest_revision",
        "live_revision",
        "locale",
        "translation_key",
    )
    return facts.get() | {"park": again(page).park_id, "parent": again(page).get_parent().pk}


@pytest.fixture
def project(tree):
    project = tree.add(ProjectPage)
    Action.objects.create(project=project, title="Ouvrir un jardin")
    return complete_and_publish(project)


@pytest.fixture
def workshop(tree, project):
    workshop = complete_and_publish(tree.add(WorkshopPage, parent=project, title="Au jardin"))
    assert Occurrence.objects.of(workshop).exists()
    return workshop


def complete_and_publish(page):
    complete(page).latest_revision.publish()
    return again(page)


class TestADeletedPage:
    def test_comes_back_as_it_was_with_all_below_it(self, project, workshop, admin, visitor):
        before, kept = [state(page) for page in (project, workshop)], records()
        address = workshop.url
        delete(admin, project)
        assert visitor.get(address).status_code == 404
        put_back(admin, project)
        assert [state(page) for page in (project, workshop)] == before
        assert records() == kept
        assert visitor.get(address).status_code == 200
        assert not TrashedPage.objects.exists()

    def test_keeps_a_draft_that_is_newer_than_what_was_published(self, project, admin):
        project.title = "Un titre à venir"
        draft = project.save_revision()
        delete(admin, project)
        put_back(admin, project)
        assert again(project).latest_revision == draft
        assert (
            again(project).title != "Un titre à venir" == again(project).latest_revision.as_object().title
        )

    def test_goes_back_before_the_page_that_followed_it(self, tree, admin):
        first, second = tree.add(StandardPage), tree.add(StandardPage)
        delete(admin, first)
        put_back(admin, first)
        assert again(first).path < again(second).path

    def test_keeps_its_park_while_it_waits(self, workshop, admin):
        delete(admin, workshop)
        assert again(workshop).park_id == workshop.park_id is not None

    def test_gives_way_to_a_page_that_took_its_address(self, tree, admin):
        page = tree.add(StandardPage, slug="contact")
        draft = page.save_revision()
        delete(admin, page)
        tree.add(StandardPage, slug="contact")
        put_back(admin, page)
        assert again(page).slug == "contact-1"
        draft.refresh_from_db()
        assert draft.content["slug"] == "contact-1"

    def test_comes_back_as_a_draft_where_it_has_become_incomplete(self, project, workshop, admin):
        delete(admin, workshop)
        Occurrence.objects.all().delete()
        html = put_back(admin, workshop).content.decode()
        assert not again(workshop).live
        assert "en brouillon" in html and "Il lui manque" in html

    def test_comes_back_as_a_draft_where_another_has_taken_its_number(self, tree, admin):
        stage = complete_and_publish(tree.add(StagePage, number=3))
        delete(admin, stage)
        url = reverse("wagtailadmin_pages:add", args=("methods", "stagepage", stage.get_parent().pk))
        form = form_values(admin.get(url).content.decode())
        admin.post(url, form | {"title": "Un autre", "slug": "un-autre", "number": "3"})
        assert StagePage.objects.filter(number=3).count() == 2
        put_back(admin, stage)
        assert not again(stage).live

    def test_is_asked_a_place_once_its_own_is_gone(self, tree, project, workshop, admin):
        park = project.get_parent()
        delete(admin, workshop)
        delete(admin, project)
        html = put_back(admin, workshop).content.decode()
        assert "elle aussi à la corbeille" in html
        assert row_of(workshop)
        assert "ne convient pas" in put_back(admin, workshop, parent=str(tree.home.pk)).content.decode()
        assert put_back(admin, workshop, parent="un\0mot").status_code == 200
        put_back(admin, workshop, parent=str(park.pk))
        assert again(workshop).is_child_of(park)
        assert again(workshop).url_path.startswith(park.url_path)
        put_back(admin, project)
        assert again(project).is_child_of(park)

    def test_is_asked_a_place_once_its_parent_was_deleted_for_good(self, project, workshop, admin):
        Occurrence.objects.all().delete()
        Action.objects.all().delete()
        park = project.get_parent()
        delete(admin, workshop)
        again(project).delete()
        assert "n’existe plus" in put_back(admin, workshop).content.decode()
        put_back(admin, workshop, parent=str(park.pk))
        assert again(workshop).is_child_of(park)

    def test_is_neither_published_by_the_clock_nor_by_anybody(self, tree, admin):
        page = complete(tree.add(StandardPage, live=False, first_published_at=None))
        page.go_live_at = timezone.now() + timedelta(minutes=1)
        page.save_revision().publish()
        delete(admin, page)
        PortalPage.objects.filter(pk=page.pk).update(go_live_at=timezone.now())
        call_command("publish_scheduled")
        with pytest.raises(IncompletePage):
            again(page).latest_revision.publish()
        assert not again(page).live

    def test_waits_for_no_moderator(self, tree, admin, network_editor):
        page = tree.add(StandardPage, live=False)
        page.save_revision()
        Workflow.objects.first().start(page, network_editor)
        delete(admin, page)
        assert not again(page).workflow_in_progress

    def test_is_found_at_no_address_by_those_who_move_pages(self, tree, admin, visitor):
        page = tree.add(StandardPage)
        Redirect.add_redirect("/ancienne/", redirect_to=page)
        old = page.url
        delete(admin, page)
        assert visitor.get("/ancienne/").status_code == 404
        put_back(admin, page)
        assert visitor.get("/ancienne/").url.endswith(old)
        assert Redirect.objects.count() == 1


class TestTranslations:
    def test_go_with_the_page_and_come_back_with_it(self, project, workshop, admin, visitor):
        english = translate(workshop)
        before = state(english)
        delete(admin, workshop)
        assert visitor.get(english.url).status_code == 404
        assert len(TrashedPage.objects.filter(along_with=None)) == 1
        put_back(admin, workshop)
        assert state(english) == before
        assert not TrashedPage.objects.exists()

    def test_go_alone(self, workshop, admin, visitor):
        english = translate(workshop)
        delete(admin, english)
        assert again(workshop).live
        assert visitor.get(english.url).status_code == 404

    def test_stay_in_the_trash_where_they_have_no_place_any_more(self, project, workshop, admin):
        english = translate(workshop)
        delete(admin, workshop)
        delete(admin, english.get_parent())
        put_back(admin, workshop)
        assert row_of(english).along_with is None

    def test_aliases_go_too(self, tree, admin):
        page = tree.add(StandardPage)
        alias = page.create_alias(update_slug="autre")
        delete(admin, page)
        assert not again(alias).live
        put_back(admin, page)
        assert again(alias).alias_of_id == page.pk


class TestTheHomePage:
    def test_is_never_deleted(self, tree, admin):
        for home in (tree.home, translate(tree.home)):
            response = admin.post(admin_page("delete", home), follow=True)
            assert "la page d’accueil" in response.content.decode()
        assert Site.objects.get().root_page.is_child_of(Page.get_first_root_node())


class TestTheScreenBeforeDeleting:
    def test_names_what_goes_and_what_would_lead_nowhere(self, tree, project, workshop, admin):
        translate(workshop)
        linking = tree.add(
            StandardPage, title="Qui y mène", easy_read=f'<a linktype="page" id="{workshop.pk}">x</a>'
        )
        linking.save()
        html = admin.get(admin_page("delete", project)).content.decode()
        for words in ("Au jardin", "Qui y mène", "dates : 1", "actions : 1", "30 jours", "English"):
            assert words in html.replace("\xa0", " "), words
        assert Page.objects.filter(pk=project.pk, live=True).exists()

    def test_names_no_draft_of_another_park(self, tree, admin):
        tree.add(ParkIndexPage)
        ours, theirs = Team(tree, "Vexin", "Notre brouillon"), Team(tree, "Ballons", SECRET)
        theirs.draft.easy_read = f'<p><a linktype="page" id="{ours.draft.pk}">x</a></p>'
        theirs.draft.save()
        html = sign_in(ours.communicator).get(admin_page("delete", ours.draft)).content.decode()
        assert SECRET not in html
        assert "et 1 autre" in html
        assert SECRET in admin.get(admin_page("delete", ours.draft)).content.decode()

    def test_costs_the_same_for_many_pages(self, tree, project, workshop, admin):
        url = admin_page("delete", project)
        admin.get(url)
        with CaptureQueriesContext(connection) as few:
            admin.get(url)
        for _number in range(20):
            tree.add(WorkshopPage, parent=project)
        with CaptureQueriesContext(connection) as many:
            admin.get(url)
        assert len(many) == len(few)


class TestManyPages:
    def url(self, *pages):
        keys = "&".join(f"id={page.pk}" for page in pages)
        address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
        return f"{address}?{keys}&next={reverse('wagtailadmin_home')}"

    def test_go_to_the_trash_together(self, tree, project, workshop, admin):
        other = tree.add(StandardPage)
        url = self.url(project, workshop, other)
        assert "Au jardin" in admin.get(url).content.decode()
        html = admin.post(url, follow=True).content.decode()
        assert "2 pages sont à la corbeille" in html
        assert set(TrashedPage.objects.values_list("page", flat=True)) == {project.pk, other.pk}


class TestTheBin:
    @pytest.fixture
    def trashed(self, workshop, admin):
        delete(admin, workshop)
        admin.get(reverse(TRASH))  # which says once more what was done
        return again(workshop)

    def test_opens_nothing_to_be_changed(self, trashed, admin):
        for view in ("edit", "delete", "copy", "move", "history", "usage", "add_subpage", "view_draft"):
            for answer in (admin.get, admin.post):
                assert answer(admin_page(view, trashed)).url == reverse(TRASH), view
        assert (
            admin.get(reverse("wagtailadmin_explore", args=(trashed.get_parent().pk,))).status_code == 302
        )
        assert admin.get(reverse("dates:index", args=(trashed.pk,))).url == reverse(TRASH)

    def test_tells_who_goes_on_typing_in_it(self, trashed, admin):
        response = admin.post(admin_page("edit", trashed), headers={"accept": "application/json"})
        assert response.status_code == 400
        assert "à la corbeille" in response.json()["error_message"]

    @pytest.mark.searches
    def test_stands_in_no_list(self, trashed, admin, visitor, project):
        for url in (
            reverse("wagtailadmin_home"),
            reverse("wagtailadmin_explore_root"),
            reverse("wagtailadmin_explore", args=(project.pk,)),
            reverse("wagtailadmin_explore", args=(Page.get_first_root_node().pk,)),
            reverse("wagtailadmin_pages:search") + "?q=jardin",
            reverse("wagtailadmin_pages:search"),
            reverse("wagtailadmin_choose_page"),
            reverse("wagtailadmin_choose_page_child", args=(Page.get_first_root_node().pk,)),
            reverse("wagtailadmin_choose_page_search") + "?q=jardin",
            reverse("wagtailadmin_api:pages:listing") + "?limit=50",
            reverse("wagtailadmin_reports:aging_pages"),
            reverse("wagtailadmin_reports:locked_pages"),
            reverse("dashboard_dates"),
            reverse("dashboard_task", args=("brouillons",)),
        ):
            response = admin.get(url)
            assert response.status_code == 200, url
            assert "Au jardin" not in response.content.decode(), url
            assert f"/pages/{trashed.get_parent().pk}/" not in response.content.decode(), url
        for url in ("/agenda/", "/catalogue/?q=jardin", "/sitemap.xml", "/api/v2/pages/", project.url):
            assert "Au jardin" not in visitor.get(url).content.decode(), url

    def test_lists_what_may_be_put_back(self, trashed, admin, project, network_editor):
        html = admin.get(reverse(TRASH)).content.decode()
        assert "Au jardin" in html
        assert f"était sous « {project.title} »" in html
        assert str(network_editor) in html

    def test_costs_the_same_for_many_pages(self, tree, admin, network_editor):
        def fill(number):
            for _each in range(number):
                services.throw_away(tree.add(StandardPage), network_editor, timezone.now())

        fill(1)
        admin.get(reverse(TRASH))
        with CaptureQueriesContext(connection) as few:
            admin.get(reverse(TRASH))
        fill(19)
        with CaptureQueriesContext(connection) as many:
            admin.get(reverse(TRASH))
        assert len(many) == len(few)


class TestEachPerson:
    @pytest.fixture(autouse=True)
    def teams(self, tree):
        tree.add(ParkIndexPage)
        self.ours, self.theirs = Team(tree, "Vexin", "Notre brouillon"), Team(tree, "Ballons", SECRET)

    def test_puts_back_what_came_from_the_own_branch_alone(self, admin):
        delete(admin, self.theirs.draft)
        delete(admin, self.ours.draft)
        communicator = sign_in(self.ours.communicator)
        html = communicator.get(reverse(TRASH)).content.decode()
        assert "Notre brouillon" in html
        assert SECRET not in html
        assert refused(put_back_silently(communicator, self.theirs.draft))
        assert refused(communicator.get(admin_page("edit", self.theirs.draft)))
        put_back(communicator, self.ours.draft)
        assert again(self.ours.draft).is_child_of(self.ours.project)
        assert row_of(self.theirs.draft)

    def test_still_does_when_the_page_above_was_deleted_too(self, admin):
        communicator = sign_in(self.ours.communicator)
        delete(communicator, self.ours.draft)
        delete(admin, self.ours.project)
        assert "Notre brouillon" in communicator.get(reverse(TRASH)).content.decode()

    def test_puts_no_page_into_another_park(self, admin):
        communicator = sign_in(self.ours.communicator)
        delete(communicator, self.ours.draft)
        put_back(communicator, self.ours.draft, parent=str(self.theirs.project.pk))
        assert row_of(self.ours.draft)

    def test_contributes_and_deletes_the_own_drafts_only(self, tree, admin):
        contributor = sign_in(self.ours.contributor)
        assert refused(delete(contributor, self.ours.draft))
        own = tree.add(WorkshopPage, parent=self.ours.project, live=False, owner=self.ours.contributor)
        delete(contributor, own)
        put_back(contributor, own)
        assert again(own).is_child_of(self.ours.project)
        delete(admin, self.ours.draft)
        assert "Notre brouillon" not in contributor.get(reverse(TRASH)).content.decode()

    def test_of_the_network_alone_deletes_for_good(self, admin):
        delete(admin, self.ours.draft)
        url = reverse("trash_for_good", args=(row_of(self.ours.draft).pk,))
        communicator = sign_in(self.ours.communicator)
        assert refused(communicator.get(url))
        assert refused(communicator.post(url))
        assert "rien ne pourra être remis" in admin.get(url).content.decode()
        admin.post(url)
        assert not Page.objects.filter(pk=self.ours.draft.pk).exists()

    def test_of_a_park_keeps_the_page_of_the_park(self):
        Page.objects.filter(pk=self.ours.draft.pk).delete()
        again(self.ours.project).delete()
        communicator = sign_in(self.ours.communicator)
        delete(communicator, again(self.ours.page))
        assert str(self.ours.page.title) in communicator.get(reverse(TRASH)).content.decode()
        put_back(communicator, self.ours.page)
        assert again(self.ours.page).permissions_for_user(self.ours.communicator).can_edit()

    def test_who_is_not_signed_in_is_asked_to(self, visitor, admin):
        delete(admin, self.ours.draft)
        for url in (reverse(TRASH), admin_page("edit", self.ours.draft)):
            assert "/admin/compte/login/" in visitor.get(url).url


def put_back_silently(client, page):
    return client.post(reverse("trash_put_back", args=(row_of(page).pk,)))


class TestAfterThirtyDays:
    def days_ago(self, days):
        TrashedPage.objects.update(deleted_at=timezone.now() - timedelta(days=days))

    def test_it_is_deleted_for_good_with_its_dates_and_translations(self, project, workshop, admin):
        english = translate(workshop)
        delete(admin, workshop)
        self.days_ago(29)
        assert periodic_tasks.empty_trash() == 0
        self.days_ago(31)
        assert periodic_tasks.empty_trash() == 1
        assert not Page.objects.filter(pk__in=(workshop.pk, english.pk)).exists()
        assert not Occurrence.objects.exists()
        assert Action.objects.exists()
        assert periodic_tasks.empty_trash() == 0

    def test_it_waits_for_the_data_of_those_who_came(self, tree, workshop, admin):
        workshop = again(workshop)
        workshop.takes_registrations = True
        publish(workshop)
        date = tree.date(workshop, days=3)
        register(date)
        Occurrence.objects.filter(pk=date.pk).update(
            starts_at=timezone.now() - timedelta(hours=3), ends_at=timezone.now() - timedelta(hours=1)
        )
        delete(admin, workshop)
        self.days_ago(31)
        assert periodic_tasks.empty_trash() == 0
        url = reverse("trash_for_good", args=(row_of(workshop).pk,))
        assert "garde encore les inscriptions" in admin.post(url, follow=True).content.decode()
        assert Occurrence.objects.filter(pk=date.pk).exists()


def test_the_tree_stays_sound(tree, project, workshop, admin):
    translate(workshop)
    delete(admin, project)
    put_back(admin, project)
    delete(admin, workshop)
    assert not any(Page.find_problems())

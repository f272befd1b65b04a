"""A page that is moved takes its translations along, each within its language."""

import pytest
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.models import Page

from home.models import StandardPage
from portal.trash import services
from projects.agenda.models import WorkshopPage
from projects.parks.models import ParkIndexPage, ParkPage, ProjectPage
from tests.people.test_roles import Team, admin_page, person
from tests.support.translation import translate
from tests.trash.test_pages import again, put_back


@pytest.fixture
def index(tree):
    return tree.add(ParkIndexPage)


@pytest.fixture
def vexin(tree, index):
    return tree.add(ParkPage, title="Vexin")


@pytest.fixture
def ballons(tree, index):
    return tree.add(ParkPage, title="Ballons")


@pytest.fixture
def project(tree, vexin):
    return tree.add(ProjectPage, parent=vexin, slug="projet")


@pytest.fixture
def workshop(tree, project):
    return tree.add(WorkshopPage, parent=project)


@pytest.fixture
def english(project, workshop):
    """The translations of the project and of its workshop."""
    return translate(workshop).get_parent().specific


def move(client, page, parent):
    return client.post(admin_page("move_confirm", page, parent.pk), follow=True)


def place(page):
    return again(page).get_parent().pk


class TestATranslatedPageThatIsMoved:
    def test_takes_its_translation_and_all_below_it_along(
        self, project, workshop, english, ballons, admin, visitor
    ):
        there, below = translate(ballons), translate(workshop)
        html = move(admin, project, ballons).content.decode()
        assert place(english) == there.pk
        assert place(below) == english.pk
        assert "ancienne place" not in html
        for page in (project, workshop, english, below):
            assert again(page).park_id == ballons.park_id
        assert again(below).url_path.startswith(there.url_path)
        assert visitor.get(again(below).url).status_code == 200
        assert not any(Page.find_problems())

    def test_leaves_its_translation_a_former_address(self, project, english, ballons, admin, visitor):
        translate(ballons)
        old = english.url
        move(admin, project, ballons)
        assert visitor.get(old).url == again(english).url

    def test_gives_way_to_a_translation_of_the_same_name(self, tree, project, english, ballons, admin):
        there = translate(ballons)
        draft = english.save_revision()
        tree.add(ProjectPage, parent=there, slug=english.slug, locale=there.locale)
        move(admin, project, ballons)
        assert again(english).slug == f"{english.slug}-1"
        assert again(english).url_path == f"{there.url_path}{english.slug}-1/"
        draft.refresh_from_db()
        assert draft.content["slug"] == f"{english.slug}-1"

    def test_does_so_with_others(self, tree, project, english, vexin, ballons, admin):
        there = translate(ballons)
        other = tree.add(ProjectPage, parent=vexin)
        twin = translate(other)
        url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "move"))
        admin.post(f"{url}?id={project.pk}&id={other.pk}", {"chooser": ballons.pk})
        assert place(project) == place(other) == ballons.pk
        assert place(english) == place(twin) == there.pk

    def test_changes_nothing_in_the_other_language_when_it_changes_its_rank(self, tree, vexin, project):
        english, other = translate(project), tree.add(ProjectPage, parent=vexin)
        translate(other)
        before = again(english).path
        project.move(other, pos="right")
        assert again(english).path == before

    def test_leaves_alone_a_translation_that_stood_elsewhere(
        self, tree, project, english, vexin, ballons, admin
    ):
        elsewhere = translate(tree.add(ParkPage))
        english.move(elsewhere, pos="last-child")
        translate(ballons)
        move(admin, project, ballons)
        assert place(english) == elsewhere.pk


class TestATranslationThatIsMoved:
    def test_moves_alone(self, project, english, vexin, ballons, admin):
        there = translate(ballons)
        screen = move(admin, english, there).content.decode()
        assert "ancienne place" not in screen
        assert place(english) == there.pk
        assert place(project) == vexin.pk


class TestWhereTheNewPlaceIsNotTranslated:
    def test_the_translation_stays_and_who_moves_is_told(self, project, english, ballons, admin):
        before = place(english)
        html = move(admin, project, ballons).content.decode()
        assert place(project) == ballons.pk
        assert place(english) == before
        assert "est restée à son ancienne place" in html
        assert reverse("wagtailadmin_pages:move", args=(english.pk,)) in html

    def test_who_moves_many_is_told_too(self, project, english, ballons, admin):
        url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "move"))
        address = f"{url}?id={project.pk}&next={reverse('wagtailadmin_home')}"
        html = admin.post(address, {"chooser": ballons.pk}, follow=True).content.decode()
        assert "est restée à son ancienne place" in html

    def test_its_editor_is_written_to_and_learns_no_title_of_the_new_place(self, tree, index, admin):
        ours = Team(tree, "Vexin", "Notre brouillon")
        secret = Team(tree, "Ballons", "Un secret du voisin")
        english = translate(ours.project)
        english.save_revision(user=ours.communicator)
        move(admin, ours.project, secret.page)
        [email] = Email.objects.all()
        assert email.to == [ours.communicator.email]
        assert english.title in email.message
        assert str(secret.page.title) not in email.message
        assert admin_page("move", english) in email.message

    def test_a_place_in_the_trash_is_none(self, project, english, ballons, admin):
        there = translate(ballons)
        admin.post(admin_page("delete", there))
        before = place(english)
        move(admin, project, ballons)
        assert place(english) == before


class TestTheBin:
    def test_is_no_place_to_follow_to(self, project, english, vexin, admin):
        before = place(english)
        for page in (english, project):
            admin.post(admin_page("delete", page))
        put_back(admin, english)
        put_back(admin, project)
        assert (place(project), place(english)) == (vexin.pk, before)
        assert not Email.objects.exists()

    def test_takes_no_translation_that_is_not_deleted_itself(self, tree, project, english):
        nobody = person("personne@example.org")
        english.save_revision(user=nobody)
        before = place(english)
        services.throw_away(project, nobody, timezone.now())
        assert place(english) == before
        assert not Email.objects.exists()

    def test_brings_back_each_to_where_it_was(self, project, english, vexin, ballons, admin):
        translate(ballons)
        before = place(english)
        admin.post(admin_page("delete", project))
        put_back(admin, project)
        assert (place(project), place(english)) == (vexin.pk, before)


def test_a_page_without_translation_moves_as_before(tree, admin):
    first, second = tree.add(StandardPage), tree.home
    assert place(first) == second.pk
    assert "ancienne place" not in move(admin, first, second).content.decode()

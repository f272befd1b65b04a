"""Each person of a Park works in its branch, and finds nothing of another Park at any address."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from post_office.models import Email
from wagtail.models import GroupPagePermission, Locale, Page, WorkflowPage
from wagtail_localize.models import TranslationSource

from home.models import StandardPage
from portal.content import park_branches
from portal.media.models import Picture, PortalDocument
from portal.people import roles
from portal.people.models import ParkTeam, User
from portal.territory.models import Park
from projects.agenda.models import WorkshopPage
from projects.parks.models import ParkIndexPage, ParkPage, ProjectPage
from tests.media.test_pictures import photo
from tests.support.admin import form_values
from tests.support.publication import complete
from tests.support.translation import translate

SECRET = "Un secret du voisin"


class Team:
    """An open Park with a draft, a picture, a document and a person of each role."""

    def __init__(self, tree, name, mark):
        self.park = Park.objects.create(name=name, slug=name.lower())
        self.team = park_branches.open_park(self.park)
        self.page = ParkPage.objects.get(park=self.park)
        self.project = tree.add(ProjectPage, parent=self.page)
        draft = {"live": False, "first_published_at": None}
        self.draft = tree.add(WorkshopPage, parent=self.project, title=mark, **draft)
        self.draft.save_revision()
        collection = self.team.collection
        self.picture = Picture.objects.create(
            title=mark, file=ImageFile(photo(), name=f"{name}.jpg"), collection=collection
        )
        self.document = PortalDocument.objects.create(
            title=mark, file=ContentFile(b"x", name=f"{name}.txt"), collection=collection
        )
        self.communicator = person(f"communication@{name}.example.org", self.team.communicators)
        self.contributor = person(f"contribution@{name}.example.org", self.team.contributors)


def person(email, *groups) -> User:
    user = User.objects.create_user(email, "un mot de passe assez long", first_name=email.split("@")[0])
    user.groups.add(*groups)
    return user


def sign_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ours(tree):
    tree.add(ParkIndexPage)
    return Team(tree, "Vexin", "Notre brouillon")


@pytest.fixture
def theirs(tree, ours):
    return Team(tree, "Ballons", SECRET)


@pytest.fixture(params=["communicator", "contributor"])
def client(request, ours, theirs):
    return sign_in(getattr(ours, request.param))


@pytest.fixture
def communicator(ours, theirs):
    return sign_in(ours.communicator)


def admin_page(view, page, *args):
    return reverse(f"wagtailadmin_pages:{view}", args=(page.pk, *args))


def refused(response) -> bool:
    """Sent away or not found, and told nothing."""
    assert SECRET not in response.content.decode()
    return response.status_code in (302, 403, 404)


PAGE_VIEWS = [
    "edit",
    "delete",
    "unpublish",
    "copy",
    "move",
    "history",
    "workflow_history",
    "usage",
    "view_draft",
    "preview_on_edit",
    "lock",
    "set_privacy",
    "add_subpage",
    "convert_alias",
]


class TestAnotherParksPage:
    def test_is_refused(self, client, theirs):
        before = theirs.draft.revisions.count()
        for view in PAGE_VIEWS:
            for answer in (client.get, client.post):
                response = answer(admin_page(view, theirs.draft))
                assert refused(response) or response.status_code == 405, view
        theirs.draft.refresh_from_db()
        assert (theirs.draft.locked, theirs.draft.revisions.count()) == (False, before)

    def test_is_refused_as_it_was(self, client, theirs):
        revision = theirs.draft.latest_revision_id
        for view in ("revisions_revert", "revisions_view"):
            assert refused(client.get(admin_page(view, theirs.draft, revision))), view
        assert refused(client.get(admin_page("revisions_compare", theirs.draft, revision, revision)))

    def test_takes_no_page_below_it(self, client, theirs):
        add = reverse("wagtailadmin_pages:add", args=("agenda", "workshoppage", theirs.project.pk))
        preview = reverse(
            "wagtailadmin_pages:preview_on_add", args=("agenda", "workshoppage", theirs.project.pk)
        )
        assert refused(client.get(add))
        assert refused(client.post(add, {"title": "Intrus", "slug": "intrus"}))
        assert refused(client.post(preview, {"title": "Intrus", "slug": "intrus"}))

    def test_is_no_place_to_copy_or_move_to(self, communicator, ours, theirs):
        values = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": theirs.project.pk}
        communicator.post(admin_page("copy", ours.draft), values)
        communicator.post(admin_page("move_confirm", ours.draft, theirs.project.pk))
        assert not Page.objects.descendant_of(theirs.project).filter(slug="copie").exists()
        assert Page.objects.get(pk=ours.draft.pk).is_child_of(ours.project)

    def test_is_left_alone_by_bulk_actions(self, client, theirs):
        for action in ("publish", "unpublish", "delete", "move"):
            url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action))
            url = f"{url}?id={theirs.draft.pk}"
            assert SECRET not in client.get(url).content.decode(), action
            client.post(url, {"chooser": theirs.page.pk})
        page = Page.objects.get(pk=theirs.draft.pk)
        assert (page.live, page.is_child_of(theirs.project)) == (False, True)

    @pytest.mark.searches
    def test_stands_in_no_list(self, client, theirs):
        for url in (
            reverse("wagtailadmin_home"),
            reverse("wagtailadmin_explore_root"),
            reverse("wagtailadmin_explore", args=(theirs.project.pk,)),
            reverse("wagtailadmin_pages:search") + "?q=secret",
            reverse("wagtailadmin_choose_page"),
            reverse("wagtailadmin_choose_page_child", args=(theirs.project.pk,)),
            reverse("wagtailadmin_choose_page_search") + "?q=secret",
            reverse("wagtailadmin_api:pages:listing") + f"?child_of={theirs.project.pk}",
            reverse("wagtailadmin_api:pages:detail", args=(theirs.draft.pk,)),
            reverse("wagtailadmin_pages:type_use", args=("agenda", "workshoppage")),
            reverse("wagtailadmin_reports:aging_pages"),
            reverse("wagtailadmin_reports:site_history"),
            reverse("wagtailadmin_reports:workflow"),
            reverse("wagtailadmin_reports:workflow_tasks"),
            reverse("wagtailadmin_reports:locked_pages"),
            reverse("wagtailadmin_reports:page_types_usage"),
            reverse("wagtail_localize:translations_report"),
            reverse("translations"),
            reverse("dashboard_dates"),
        ):
            html = client.get(url).content.decode()
            assert SECRET not in html, url
            assert "ballons.example.org" not in html.lower(), url

    def test_keeps_its_dates(self, client, theirs):
        assert refused(client.get(reverse("dates:index", args=(theirs.draft.pk,))))
        assert refused(client.post(reverse("dates:add", args=(theirs.draft.pk,))))

    def test_is_not_translated(self, client, theirs):
        url = reverse("wagtail_localize:submit_page_translation", args=(theirs.draft.pk,))
        english = Locale.objects.get(language_code="en")
        assert refused(client.get(url))
        assert refused(client.post(url, {"locales": [english.pk]}))
        source, _made = TranslationSource.get_or_create_from_instance(theirs.draft)
        assert refused(client.get(reverse("wagtail_localize:update_translations", args=(source.pk,))))


class TestAnotherParksFiles:
    def test_are_refused(self, client, theirs):
        for view in ("edit", "delete", "image_usage", "url_generator"):
            assert refused(client.get(reverse(f"wagtailimages:{view}", args=(theirs.picture.pk,)))), view
        for view in ("edit", "delete", "document_usage"):
            assert refused(client.get(reverse(f"wagtaildocs:{view}", args=(theirs.document.pk,)))), view

    def test_stand_in_no_list(self, client, theirs):
        for url in (
            reverse("wagtailimages:index"),
            reverse("wagtaildocs:index"),
            reverse("wagtailimages_chooser:choose"),
            reverse("wagtaildocs_chooser:choose"),
            reverse("wagtailimages_chooser:chosen", args=(theirs.picture.pk,)),
            reverse("wagtaildocs_chooser:chosen", args=(theirs.document.pk,)),
            reverse("wagtailimages_chooser:select_format", args=(theirs.picture.pk,)),
            reverse("wagtailadmin_api:images:listing"),
            reverse("wagtailadmin_api:images:detail", args=(theirs.picture.pk,)),
            reverse("wagtailadmin_api:documents:listing"),
            reverse("wagtailadmin_api:documents:detail", args=(theirs.document.pk,)),
        ):
            assert SECRET not in client.get(url).content.decode(), url

    def test_are_left_alone_by_bulk_actions(self, client, theirs):
        for record in (theirs.picture, theirs.document):
            kind = (record._meta.app_label, record._meta.model_name, "delete")
            url = reverse("wagtail_bulk_action", args=kind) + f"?id={record.pk}"
            assert SECRET not in client.get(url).content.decode()
            client.post(url)
            assert type(record).objects.filter(pk=record.pk).exists()

    def test_take_no_upload(self, communicator, theirs):
        values = {"title": "Intrus", "collection": theirs.team.collection_id}
        values["files[]"] = ImageFile(photo(), name="intrus.jpg")
        communicator.post(reverse("wagtailimages:add_multiple"), values)
        assert Picture.objects.filter(collection=theirs.team.collection).count() == 1


class TestOtherPeople:
    def test_stand_in_no_list(self, client):
        for name in ("wagtailusers_users", "wagtailusers_groups", "wagtailadmin_workflows"):
            response = client.get(reverse(f"{name}:index"))
            assert response.status_code == 302
            assert "example.org" not in response.content.decode()

    def test_administrators_are_out_of_reach_of_editors(self, ours, network_editor):
        editor = sign_in(person("editor@example.org", Group.objects.get(name=roles.NETWORK_EDITORS)))
        url = reverse("wagtailusers_users:edit", args=(network_editor.pk,))
        assert (
            editor.get(reverse("wagtailusers_users:edit", args=(ours.communicator.pk,))).status_code
            == 200
        )
        assert refused(editor.post(url, {"password1": "pris", "password2": "pris"}))


class TestAParksCommunicator:
    def test_writes_and_publishes_in_the_branch(self, communicator, ours):
        complete(ours.draft)
        url = admin_page("edit", ours.draft)
        values = form_values(communicator.get(url).content.decode())
        communicator.post(url, values | {"action-publish": "1"})
        assert Page.objects.get(pk=ours.draft.pk).live

    def test_does_the_same_in_each_language(self, communicator, ours):
        complete(ours.page).latest_revision.publish()
        english = translate(ours.draft)
        assert communicator.get(admin_page("edit", english)).status_code == 200
        assert english.permissions_for_user(ours.communicator).can_publish()
        assert english.get_workflow() == ours.team.workflow

    def test_finds_its_own_files(self, communicator, ours):
        for record in (ours.picture, ours.document):
            name = "wagtailimages" if record is ours.picture else "wagtaildocs"
            assert communicator.get(reverse(f"{name}:edit", args=(record.pk,))).status_code == 200
            assert ours.picture.title in communicator.get(reverse(f"{name}:index")).content.decode()

    def test_leaves_what_belongs_to_all(self, communicator, tree):
        about = tree.add(StandardPage)
        assert refused(communicator.get(admin_page("edit", about)))
        assert refused(communicator.get(admin_page("edit", tree.home)))


class TestAContributor:
    def test_submits_what_the_communicator_approves(self, ours, theirs):
        contributor, communicator = sign_in(ours.contributor), sign_in(ours.communicator)
        url = reverse("wagtailadmin_pages:add", args=("agenda", "workshoppage", ours.project.pk))
        values = form_values(contributor.get(url).content.decode())
        values |= {"title": "Proposé", "slug": "propose"}
        contributor.post(url, values | {"action-publish": "1"})
        page = WorkshopPage.objects.get(slug="propose")
        assert not page.live
        complete(page)
        form = form_values(contributor.get(admin_page("edit", page)).content.decode())
        contributor.post(admin_page("edit", page), form | {"action-submit": "1"})
        (message,) = Email.objects.all()
        assert message.to == [ours.communicator.email]
        assert message.subject == "À relire : « Proposé »"
        assert f"http://localhost{admin_page('edit', page)}" in message.message
        state = page.current_workflow_task_state
        assert state.task.specific.groups.filter(pk=ours.team.communicators_id).exists()
        approve = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", state.pk))
        assert refused(sign_in(theirs.communicator).post(approve, {"comment": ""}))
        assert refused(contributor.post(approve, {"comment": ""}))
        communicator.post(approve, {"comment": "Merci"})
        assert Page.objects.get(pk=page.pk).live

    def test_does_not_change_the_pages_of_others(self, ours, theirs):
        assert refused(sign_in(ours.contributor).get(admin_page("edit", ours.project)))


class TestAModeratorOfTheNetwork:
    def test_approves_in_every_park(self, ours, theirs):
        moderator = person("moderation@example.org", Group.objects.get(name=roles.NETWORK_MODERATORS))
        for team in (ours, theirs):
            complete(team.draft)
            team.draft.get_workflow().start(team.draft, team.contributor)
            state = team.draft.current_workflow_task_state
            url = reverse("wagtailadmin_pages:workflow_action", args=(team.draft.pk, "approve", state.pk))
            sign_in(moderator).post(url, {"comment": ""})
            assert Page.objects.get(pk=team.draft.pk).live


class TestOpeningAPark:
    def rights(self):
        return set(GroupPagePermission.objects.values_list("group__name", "page", "permission__codename"))

    def test_twice_changes_nothing(self, ours):
        before = self.rights(), Group.objects.count(), WorkflowPage.objects.count()
        park_branches.open_park(ours.park)
        call_command("prepare_roles")
        assert (self.rights(), Group.objects.count(), WorkflowPage.objects.count()) == before

    def test_by_its_name(self, tree, capsys):
        tree.add(ParkIndexPage)
        for _time in range(2):
            call_command("open_park", "Scarpe-Escaut")
        team = ParkTeam.objects.get(park__slug="scarpe-escaut")
        page = ParkPage.objects.get(park=team.park)
        assert not page.live
        assert page.get_workflow() == team.workflow
        assert team.communicators.name in capsys.readouterr().out

    def test_in_the_admin(self, tree, admin):
        tree.add(ParkIndexPage)
        admin.post(reverse("park:add"), {"name": "Vercors", "slug": "vercors"})
        assert ParkTeam.objects.get(park__slug="vercors").communicators
        assert ParkPage.objects.get(park__slug="vercors").title == "Parc naturel régional Vercors"

    def test_before_there_is_a_place_for_its_page(self, tree):
        team = park_branches.open_park(tree.park())
        page = tree.add(ParkPage, park=team.park)
        page.save_revision()
        park_branches.give_branch(page)
        assert page.get_workflow() == team.workflow

    def test_gives_up_the_branch_that_another_park_takes(self, ours, theirs, admin):
        roles_before = self.rights()
        ours.page.delete()
        page = ParkPage.objects.get(pk=theirs.page.pk)
        page.park = ours.park
        complete(page).latest_revision.publish()
        names = {name for name, pk, _codename in self.rights() - roles_before if pk == page.pk}
        assert names == {ours.team.communicators.name, ours.team.contributors.name}
        groups = [theirs.team.communicators, theirs.team.contributors]
        assert not GroupPagePermission.objects.filter(page=page, group__in=groups).exists()

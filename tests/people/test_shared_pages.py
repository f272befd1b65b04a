"""Method sheets stand together; each is written, proposed and changed by the people of one Park."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.text import slugify
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from methods.models import MethodIndexPage, MethodSheetPage, StagePage
from portal.content import park_branches
from portal.people import roles
from portal.people.models import NetworkSettings
from portal.territory.models import Park
from projects.parks.models import ParkIndexPage, ParkPage
from tests.people.world import SECRET, person
from tests.support.admin import form_values
from tests.support.people import sign_in
from tests.support.publication import complete, publish
from tests.support.translation import translate


@pytest.fixture
def shelf(tree):
    return tree.add(MethodIndexPage)


class Team:
    """An open Park with a person of each role."""

    def __init__(self, name: str, mark: str):
        self.mark = mark
        self.park = Park.objects.create(name=name, slug=name.lower())
        self.team = park_branches.open_park(self.park)
        self.page = ParkPage.objects.get(park=self.park)
        self.communicator = person(f"communication@{name}.example.org", self.team.communicators)
        self.contributor = person(f"contribution@{name}.example.org", self.team.contributors)


@pytest.fixture
def ours(tree, shelf):
    tree.add(ParkIndexPage)
    return Team("Vexin", "Notre fiche")


@pytest.fixture
def theirs(ours):
    return Team("Ballons", SECRET)


@pytest.fixture
def editor(ours):
    return person("editor@reseau.example.org", Group.objects.get(name=roles.NETWORK_EDITORS))


def address_of_new(shelf, model=MethodSheetPage):
    return reverse("wagtailadmin_pages:add", args=("methods", model._meta.model_name, shelf.pk))


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def write(somebody, shelf, title="Une fiche", **more) -> MethodSheetPage:
    """Through the form, as a draft."""
    client = sign_in(somebody)
    values = form_values(client.get(address_of_new(shelf)).content.decode())
    client.post(address_of_new(shelf), values | {"title": title, "slug": slugify(title)} | more)
    return MethodSheetPage.objects.get(title=title)


def sheet_of(team, tree, **fields) -> MethodSheetPage:
    return tree.add(MethodSheetPage, park=team.park, title=team.mark, **fields)


class TestWhoeverWorksForAPark:
    @pytest.mark.parametrize("role", ["communicator", "contributor"])
    def test_writes_a_sheet_for_it(self, ours, shelf, role):
        sheet = write(getattr(ours, role), shelf)
        assert (sheet.park, sheet.live) == (ours.park, False)
        assert sign_in(getattr(ours, role)).get(edit(sheet)).status_code == 200

    @pytest.mark.parametrize("role", ["communicator", "contributor"])
    def test_begins_one_on_the_first_screen(self, ours, shelf, role):
        html = sign_in(getattr(ours, role)).get(reverse("wagtailadmin_home")).content.decode()
        assert address_of_new(shelf) in html
        assert reverse("import_document") in html
        assert reverse("dashboard_models") in html

    def test_imports_a_document(self, ours):
        assert sign_in(ours.communicator).get(reverse("import_document")).status_code == 200

    def test_adds_nothing_else_there(self, ours, shelf):
        client = sign_in(ours.communicator)
        assert client.get(address_of_new(shelf, StagePage)).status_code == 302
        assert client.get(edit(shelf)).status_code == 302

    def test_proposes_it_to_the_network(self, ours, shelf, editor):
        sheet = complete(write(ours.contributor, shelf))
        html = sign_in(ours.contributor).get(edit(sheet)).content.decode()
        assert "action-submit" in html and "action-publish" not in html
        sheet.get_workflow().start(sheet, ours.contributor)
        state = sheet.current_workflow_task_state
        url = reverse("wagtailadmin_pages:workflow_action", args=(sheet.pk, "approve", state.pk))
        for not_asked in (ours.contributor, ours.communicator):
            sign_in(not_asked).post(url, {"comment": ""})
            assert not Page.objects.get(pk=sheet.pk).live
        sign_in(editor).post(url, {"comment": ""})
        assert Page.objects.get(pk=sheet.pk).live


class TestACommunicator:
    def test_changes_what_colleagues_wrote(self, ours, tree):
        sheet = sheet_of(ours, tree)
        assert sign_in(ours.communicator).get(edit(sheet)).status_code == 200
        assert sign_in(ours.contributor).get(edit(sheet)).status_code == 302

    def test_changes_it_in_every_language(self, ours, tree, shelf):
        publish(shelf)
        english = translate(sheet_of(ours, tree))
        assert english.park == ours.park
        assert sign_in(ours.communicator).get(edit(english)).status_code == 200

    def test_publishes_where_the_network_so_decides(self, ours, tree):
        sheet = complete(sheet_of(ours, tree, live=False))
        publishing = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
        client = sign_in(ours.communicator)
        client.post(f"{publishing}?id={sheet.pk}")
        assert not Page.objects.get(pk=sheet.pk).live
        assert "action-publish" not in client.get(edit(sheet)).content.decode()
        NetworkSettings.objects.create(parks_publish_shared_pages=True)
        assert "action-publish" in client.get(edit(sheet)).content.decode()
        client.post(f"{publishing}?id={sheet.pk}")
        assert Page.objects.get(pk=sheet.pk).live

    def test_finds_it_in_the_explorer(self, ours, tree, shelf):
        sheet = sheet_of(ours, tree, live=False)
        html = (
            sign_in(ours.communicator)
            .get(reverse("wagtailadmin_explore", args=(shelf.pk,)))
            .content.decode()
        )
        assert sheet.title in html


class TestASheetOfAnotherPark:
    @pytest.mark.parametrize("role", ["communicator", "contributor"])
    @pytest.mark.parametrize("live", [True, False])
    def test_is_changed_by_nobody_else(self, ours, theirs, tree, role, live):
        NetworkSettings.objects.create(parks_publish_shared_pages=True)
        sheet = sheet_of(theirs, tree, live=live)
        somebody = getattr(ours, role)
        assert sign_in(somebody).get(edit(sheet)).status_code == 302
        tester = sheet.permissions_for_user(somebody)
        assert not any(
            (tester.can_edit(), tester.can_publish(), tester.can_delete(), tester.can_unpublish())
        )

    @pytest.mark.searches
    def test_is_told_to_nobody_before_it_is_online(self, ours, theirs, tree, shelf):
        sheet_of(theirs, tree, live=False)
        client = sign_in(ours.communicator)
        for url in (
            reverse("wagtailadmin_explore", args=(shelf.pk,)),
            reverse("wagtailadmin_pages:search") + "?q=secret",
            reverse("wagtailadmin_choose_page_child", args=(shelf.pk,)),
            reverse("wagtailadmin_choose_page_search") + "?q=secret",
            reverse("wagtailadmin_api:pages:listing") + f"?child_of={shelf.pk}",
            reverse("wagtailadmin_pages:type_use", args=("methods", "methodsheetpage")),
            reverse("wagtailadmin_home"),
        ):
            assert SECRET not in client.get(url).content.decode(), url

    def test_is_a_copy_of_ones_own_once_it_is_begun_from(self, ours, theirs, tree, shelf):
        sheet = sheet_of(theirs, tree)
        url = reverse("dashboard_repeat", args=(sheet.pk,))
        sign_in(ours.communicator).post(url, {"title": "La nôtre", "parent": shelf.pk})
        assert MethodSheetPage.objects.get(title="La nôtre").park == ours.park


class TestTheNetwork:
    def test_says_which_park_wrote_a_sheet(self, ours, theirs, tree, editor):
        sheet = sheet_of(ours, tree)
        client = sign_in(editor)
        values = form_values(client.get(edit(sheet)).content.decode())
        client.post(edit(sheet), values | {"park": theirs.park.pk})
        sheet.refresh_from_db()
        assert sheet.park == theirs.park
        assert sign_in(ours.communicator).get(edit(sheet)).status_code == 302
        assert sign_in(theirs.communicator).get(edit(sheet)).status_code == 200

    def test_writes_sheets_of_its_own(self, editor, shelf):
        assert write(editor, shelf).park is None

    def test_decides_whether_parks_publish(self, editor):
        client = sign_in(editor)
        url = client.get(reverse("wagtailsettings:edit", args=("people", "networksettings"))).url
        client.post(url, {"parks_publish_shared_pages": "on"})
        assert NetworkSettings.load().parks_publish_shared_pages


class TestSomebodyOfAPark:
    def test_gives_their_sheet_to_no_other(self, ours, theirs, tree):
        sheet = sheet_of(ours, tree)
        client = sign_in(ours.communicator)
        values = form_values(client.get(edit(sheet)).content.decode())
        assert "park" not in values
        client.post(edit(sheet), values | {"park": theirs.park.pk})
        sheet.refresh_from_db()
        assert sheet.park == ours.park

    def test_says_for_which_of_several_parks_they_write(self, ours, theirs, shelf):
        ours.communicator.groups.add(theirs.team.communicators)
        sheet = write(ours.communicator, shelf, park=theirs.park.pk)
        assert sheet.park == theirs.park


class TestAPublishedSheet:
    def test_stands_on_the_page_of_its_park(self, ours, tree, visitor):
        publish(ours.page)
        sheet = sheet_of(ours, tree)
        assert sheet.title in visitor.get(ours.page.url).content.decode()
        assert ours.page.url in visitor.get(sheet.url).content.decode()

    def test_names_its_park_where_that_has_no_page_yet(self, ours, tree, visitor):
        sheet = sheet_of(ours, tree)
        assert ours.park.name in visitor.get(sheet.url).content.decode()


class TestManySheetsOfAPark:
    def test_cost_no_query_each(self, ours, tree, django_assert_num_queries):
        def ask():
            somebody = type(ours.communicator).objects.get(pk=ours.communicator.pk)
            return list(page_permission_policy.instances_user_has_permission_for(somebody, "change"))

        sheet_of(ours, tree)
        with django_assert_num_queries(4):
            ask()
        for _number in range(20):
            sheet_of(ours, tree)
        with django_assert_num_queries(4):
            assert len(ask()) > 20

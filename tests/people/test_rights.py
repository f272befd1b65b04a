"""Every address of the admin asks for a right: tried as each person, on what is not theirs."""

from contextlib import suppress

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve, reverse
from wagtail.models import Page

from portal.people import rights
from tests.people.world import SECRET, World, addresses, patterns
from tests.support.people import make_person, sign_in

#: These show nothing of anybody, or what the site shows to all.
OPEN = {
    "dashboard_create",
    "dashboard_model",
    "dashboard_task",
    "help_guide",
    "commune_chooser:chosen",
    "wagtail_bulk_action",
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_pages:choose_parent",
    "wagtailadmin_pages:type_use",
    "wagtailadmin_pages:type_use_results",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_tag_model_autocomplete",
    "wagtailsnippetchoosers_vocabulary_audience:chosen",
    "wagtailsnippetchoosers_vocabulary_glossaryterm:chosen",
    "wagtailsnippetchoosers_vocabulary_theme:chosen",
    "wagtailsnippetchoosers_search_synonymset:chosen",
}
LOCALIZE = {name for name, _pattern in addresses() if name.startswith("wagtail_localize:")}
#: Beside these, what nobody but an administrator opens.
FOR_ADMINISTRATORS = {
    name
    for name, _pattern in addresses()
    if name.startswith(("wagtailsites:", "wagtaillocales:", "wagtailusers_groups:", "messages:"))
} | {
    "wagtail_localize:snippets_api_detail",  # of words that the site does not show
    "wagtail_localize:snippets_api_listing",
    "wagtailadmin_api:pages:action",
}


def is_refused(answer) -> bool:
    """Sent back to the first screen, not found or forbidden."""
    sent_back = answer.status_code == 302 and answer["Location"] == reverse("wagtailadmin_home")
    return sent_back or answer.status_code in (403, 404, 405)


#: Written for whoever visits the admin.
VISITS = {"session", "editingsession", "userprofile"}


def facts(world: World) -> dict:
    """How many there are of everything, and how the other Park’s pages stand."""
    numbers = {
        kind.model: kind.model_class()._base_manager.count()
        for kind in ContentType.objects.exclude(model__in=VISITS)
        if kind.model_class()
    }
    pages = Page.objects.descendant_of(world.theirs.page)
    return numbers | {"pages": list(pages.values_list("path", "live", "locked", "latest_revision"))}


def answers(client, world: World, names: set[str], ask=("get", "post")):
    """What a person is answered at each of these addresses, by its name."""
    for name, pattern in addresses():
        if name in names:
            for method in ask:
                yield name, getattr(client, method)(address(world, name, pattern))


def allowed(somebody, world: World) -> set[str]:
    """The addresses that the table opens to a person, whatever their views ask besides."""
    opened = set()
    for name, pattern in addresses():
        request = RequestFactory().get(address(world, name, pattern))
        request.user, request.resolver_match = somebody, resolve(request.path)
        with suppress(Http404):
            if rights.is_allowed(request):
                opened.add(name)
    return opened


def granted_to(client, world: World, names: set[str], ask=("get", "post")) -> set[str]:
    """Those of these addresses that answer with anything but a refusal, or tell the secret."""
    return {
        name
        for name, answer in answers(client, world, names, ask)
        if not is_refused(answer) or tells_the_secret(answer)
    }


def tells_the_secret(answer) -> bool:
    return SECRET in answer.content.decode(errors="replace")


def address(world: World, name, pattern) -> str:
    arguments = world.arguments(name, pattern)
    if isinstance(arguments, list):
        return reverse(name, args=arguments)
    return reverse(name, kwargs=arguments)


ALL = {name for name, _pattern in addresses()}


def test_the_table_knows_every_address_that_names_an_object():
    assert {name for name in ALL if rights.find(name) is None} == set()


def test_the_table_knows_no_address_that_does_not_exist():
    existing = {name for name, _pattern in patterns()}
    viewsets = {name for name in rights._table if name.split(":")[-1] in rights._VIEWSET_ACTIONS}
    assert set(rights._table) - existing - viewsets == set()


class TestAnAddressThatNobodyWroteDown:
    def test_is_refused(self, world, monkeypatch):
        monkeypatch.delitem(rights._table, "dates:index")
        url = reverse("dates:index", args=(world.ours.project.pk,))
        assert is_refused(sign_in(world.ours.communicator).get(url))


@pytest.mark.searches
class TestWhatIsAnotherParks:
    @pytest.mark.parametrize("role", ["communicator", "contributor", "facilitator"])
    def test_is_refused(self, world, role):
        before = facts(world)
        client = sign_in(getattr(world.ours, role))
        assert granted_to(client, world, ALL - OPEN) == set()
        assert granted_to(client, world, LOCALIZE, ask=["put", "delete"]) == set()
        assert facts(world) == before

    def test_is_told_by_no_open_address(self, world):
        told = answers(sign_in(world.ours.communicator), world, OPEN)
        assert {name for name, answer in told if tells_the_secret(answer)} == set()

    def test_is_told_by_no_query(self, world):
        client = sign_in(world.ours.communicator)
        for name, key in (
            ("wagtailadmin_choose_page_chosen_multiple", world.theirs.draft.pk),
            ("wagtailimages_chooser:chosen_multiple", world.theirs.picture.pk),
            ("wagtaildocs_chooser:chosen_multiple", world.theirs.document.pk),
        ):
            answer = client.get(reverse(name), {"id": key})
            assert SECRET not in answer.content.decode(), name
            assert str(world.theirs.picture.file) not in answer.content.decode(), name


class TestWhoHasTheRight:
    """Each address opens to somebody: a table that refused all would pass the tests above."""

    def test_is_somebody_of_the_park_or_of_the_network(self, world):
        opened = allowed(world.theirs.communicator, world) | allowed(world.network.editor, world)
        assert ALL - opened == FOR_ADMINISTRATORS

    def test_is_nobody_who_may_only_sign_in(self, world):
        assert allowed(make_person("personne@example.org"), world) == OPEN


class TestAModeratorOfTheNetwork:
    def test_handles_pages_and_nobody(self, world):
        opened = allowed(world.network.moderator, world)
        assert {"wagtailadmin_pages:edit", "wagtailadmin_pages:workflow_action"} <= opened
        for prefix in (
            "registration_desk:",
            "proposal_desk:",
            "consultation_desk:",
            "wagtailusers_",
            "messages:",
            "park:",
        ):
            assert not [name for name in opened if name.startswith(prefix)], prefix


class TestAFacilitatorOfThePark:
    def test_runs_consultations_and_registrations_and_nothing_else(self, world):
        opened = allowed(world.theirs.facilitator, world)
        theirs = ("consultation_desk:", "registration_desk:")
        assert opened - OPEN == {name for name in ALL if name.startswith(theirs)}


class TestAContributorWhoOwnsAPageThatIsOnline:
    """May write drafts of it, and do nothing that takes effect at once."""

    AT_ONCE = ("dates:", "actions:", "registration_desk:", "proposal_desk:", "consultation_desk:")

    def test_does_nothing_at_once(self, world):
        world.own_everything(world.theirs.contributor)
        opened = allowed(world.theirs.contributor, world)
        assert "wagtailadmin_pages:edit" in opened
        assert not [name for name in opened if name.startswith(self.AT_ONCE)]
        for name in ("unpublish", "set_privacy", "lock", "revisions_unschedule"):
            assert f"wagtailadmin_pages:{name}" not in opened

    def test_is_offered_none_of_it(self, world):
        world.own_everything(world.theirs.contributor)
        event = world.theirs.event
        client = sign_in(world.theirs.contributor)
        html = client.get(reverse("wagtailadmin_pages:edit", args=(event.pk,))).content.decode()
        assert reverse("dates:index", args=(event.pk,)) not in html
        assert reverse("dates:add", args=(event.pk,)) not in client.get("/admin/").content.decode()
        assert (
            reverse("dates:add", args=(event.pk,))
            not in client.get(reverse("dashboard_dates")).content.decode()
        )

    def test_writes_the_dates_of_a_draft(self, world):
        world.own_everything(world.theirs.contributor)
        draft = reverse("dates:index", args=(world.theirs.draft.pk,))
        assert sign_in(world.theirs.contributor).get(draft).status_code == 200

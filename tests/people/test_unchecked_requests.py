"""What Wagtail’s views look up as it was sent, without asking whether it can be."""

import pytest
from django.urls import reverse

from tests.people.test_rights import is_refused
from tests.people.world import patterns
from tests.support.admin import form_values
from tests.support.people import sign_in

NO_KEYS = ["", "all", "zz", "-1", "9" * 30, "²"]
CHOSEN = [name for name, pattern in patterns() if name.endswith("chosen_multiple")]


@pytest.fixture
def client(world):
    client = sign_in(world.network.editor)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("key", NO_KEYS)
def test_a_key_that_is_none_is_a_bad_request(world, client, key):
    for name in CHOSEN:
        assert client.get(reverse(name), {"id": key}).status_code in (302, 400, 404), name
    copy = reverse("wagtailadmin_pages:copy", args=(world.ours.draft.pk,))
    values = {"new_title": "Copie", "new_slug": "copie"}
    assert client.post(copy, values | {"new_parent_page": key}).status_code == 400
    for action in ("delete", "move", "publish", "unpublish"):
        bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action))
        assert client.get(bulk, {"id": "all", "childOf": key}).status_code == 400, action


def test_a_key_of_nothing_is_a_bad_request(world, client):
    copy = reverse("wagtailadmin_pages:copy", args=(world.ours.draft.pk,))
    values = {"new_title": "Copie", "new_slug": "copie"}
    assert client.post(copy, values | {"new_parent_page": 99_999}).status_code == 400
    assert client.post(copy, values).status_code == 400
    bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    assert client.get(bulk, {"id": "all", "childOf": 99_999}).status_code == 400


@pytest.mark.parametrize("key", NO_KEYS)
def test_a_list_is_filtered_by_no_key_without_an_error(client, key):
    history = reverse("wagtailadmin_reports:site_history")
    assert client.get(history, {"user": key}).status_code in (200, 302, 400)


@pytest.mark.parametrize("key", ["zz", "-1", "9" * 40, "²"])
def test_a_form_that_names_no_key_comes_back_filled(world, key):
    editor = reverse("wagtailadmin_pages:edit", args=(world.ours.draft.pk,))
    client = sign_in(world.ours.communicator)
    values = form_values(client.get(editor).content.decode())
    answer = client.post(editor, values | {"title": "Semer", "listing_picture": key, "commune": key})
    assert answer.status_code == 200
    assert 'value="Semer"' in answer.content.decode()


@pytest.mark.parametrize("kind", ["external", "email", "phone", "anchor"])
def test_a_link_without_its_address_is_no_error(client, kind):
    assert client.post(reverse(f"wagtailadmin_choose_page_{kind}_link"), {"x": "1"}).status_code < 500


def test_the_address_that_fails_on_purpose_is_for_administrators(client):
    assert is_refused(client.get(reverse("wagtailadmin_error_test")))


def test_aliases_are_left_out_when_many_pages_are_published(world):
    team = world.ours
    client = sign_in(team.communicator)
    bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    assert client.post(f"{bulk}?id={team.alias.pk}&id={team.waiting.pk}").status_code == 302
    team.alias.refresh_from_db()
    team.waiting.refresh_from_db()
    assert (team.alias.live, team.waiting.live) == (False, True)

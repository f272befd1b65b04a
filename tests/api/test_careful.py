"""Whatever an endpoint is asked, for everybody and for editors, is answered or refused in words."""

import pytest
from django.core.files.images import ImageFile
from django.test import Client

from home.models import StandardPage
from portal.media.models import Picture
from tests.media.test_pictures import photo

pytestmark = pytest.mark.searches

PUBLIC = ["/api/v2/pages/"]
ADMIN = ["/admin/api/main/pages/", "/admin/api/main/images/", "/admin/api/main/documents/"]
WRONG = ["", "x", "-1", "²", "9" * 30, "é'\"%_\\", "true", "root", "a,b(*", "x" * 600]
PARAMETERS = [
    "type", "fields", "order", "search", "search_operator", "limit", "offset", "locale", "child_of",
    "descendant_of", "ancestor_of", "translation_of", "has_children", "for_explorer", "include_root",
    "theme", "park", "title", "id", "first_published_at", "live", "html_path", "slug", "format", "tags",
]  # fmt: skip
OF_ONE = ["search", "search_operator", "id", "html_path", "fields", "format", "type"]


@pytest.fixture
def page(tree):
    return tree.add(StandardPage, title="Un jardin partagé")


def asked(client, address, **parameters):
    answer = client.get(address, parameters)
    assert answer.status_code < 500, (address, parameters)
    assert answer["Content-Type"].startswith("application/json") or answer.status_code in (302, 404)
    return answer


@pytest.mark.parametrize("address", [*PUBLIC, *ADMIN])
def test_no_parameter_is_an_error_of_ours_in_a_list_at_an_object_nor_in_finding_one(admin, page, address):
    picture = Picture.objects.create(title="Un jardin", file=ImageFile(photo(), name="x.jpg"))
    number = picture.pk if "images" in address else page.pk
    client = Client(raise_request_exception=False)
    client.cookies = admin.cookies
    for where, names in (
        (address, PARAMETERS),
        (f"{address}{number}/", OF_ONE),
        (f"{address}find/", OF_ONE),
    ):
        for name in names:
            for value in WRONG:
                asked(client, where, **{name: value})
                if name == "search_operator":
                    asked(client, where, **{"search": "jardin", name: value})


class TestOneObject:
    @pytest.mark.parametrize("address", [PUBLIC[0], ADMIN[0]])
    def test_is_found_by_its_number_whatever_would_narrow_a_list(self, admin, page, address):
        query = {"search": "autre chose", "search_operator": "x", "child_of": "7"}
        answer = asked(admin, f"{address}{page.pk}/", **query)
        assert answer.json()["title"] == page.title


class TestSearchingInTheAdmin:
    def test_finds_pages_by_a_word(self, admin, page, tree):
        tree.add(StandardPage, title="Une cuisine")
        found = asked(admin, ADMIN[0], search="jardin").json()["items"]
        assert [item["id"] for item in found] == [page.pk]

    def test_refuses_another_operator_than_its_own_in_words(self, admin, page):
        answer = asked(admin, ADMIN[0], search="jardin", search_operator="xor")
        assert answer.status_code == 400
        assert "search_operator" in answer.json()["message"]

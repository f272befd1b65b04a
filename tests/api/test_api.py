"""The read API: all that is public, nothing else, always JSON."""

from datetime import timedelta

import pytest
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from home.models import StandardPage
from methods.models import MethodSheetPage
from portal.content.models import PageTheme, PortalPage
from portal.media.models import Picture
from portal.vocabulary.models import Theme
from projects.agenda.models import WorkshopPage
from tests.media.test_pictures import photo
from tests.support.people import make_network_editor
from tests.support.translation import translate
from tests.support.tree import page_types

pytestmark = pytest.mark.searches

PAGES = "/api/v2/pages/"
PARAMETERS = [
    "type", "fields", "order", "search", "limit", "offset", "locale", "child_of", "descendant_of",
    "ancestor_of", "translation_of", "theme", "audience", "tag", "park", "title", "slug", "number",
    "reviewed_on", "is_demonstration", "first_published_at", "id", "_", "site", "format",
    "search_operator", "licence", "body",
]  # fmt: skip


def read(address: str, **parameters) -> dict:
    answer = Client().get(address, parameters)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/json"
    assert not answer.cookies
    assert answer["Access-Control-Allow-Origin"] == "*"
    return answer.json()


def titles(**parameters) -> set[str]:
    return {item["title"] for item in read(PAGES, **parameters)["items"]}


class TestAllPages:
    @pytest.mark.parametrize("page_type", page_types(), ids=lambda model: model.__name__)
    def test_of_any_type_are_read_one_by_one_and_in_lists(self, page_type, tree):
        page = tree.add(page_type)
        whole = read(f"{PAGES}{page.pk}/")
        assert whole["title"] == page.title
        assert whole["meta"]["html_url"] == page.full_url
        listed = read(PAGES, type=page_type._meta.label, fields="*")["items"]
        assert [item["id"] for item in listed] == [page.pk]
        assert set(listed[0]) < set(whole)

    def test_begin_at_one_address(self, tree):
        start = read("/api/v2/")
        assert start["licence"]["name"]
        assert "methods.MethodSheetPage" in start["types"]
        assert read(start["pages"].removeprefix("http://localhost"))["meta"]["total_count"] == 1

    def test_say_what_they_hold(self, tree):
        target = tree.add(StandardPage, title="Cible")
        theme = Theme.objects.create(name="Isolement", slug="isolement", locale=tree.home.locale)
        step = {"title": "Accueillir", "text": RichText("<p>Un café.</p>"), "minutes": 10}
        page = tree.add(
            MethodSheetPage,
            objectives=f'<p><a linktype="page" id="{target.pk}">Voir</a></p>',
            body=[("step", step)],
            page_themes=[PageTheme(term=theme)],
            listing_picture=Picture.objects.create(title="x", file=ImageFile(photo(), name="x.jpg")),
            listing_picture_alt="Un jardin",
        )
        page.tags.add("jardin")
        page.save()
        said = read(f"{PAGES}{page.pk}/")
        assert said["themes"] == [{"name": "Isolement", "slug": "isolement"}]
        assert said["tags"] == [{"name": "jardin", "slug": "jardin"}]
        assert said["picture"]["alt"] == "Un jardin"
        assert f'href="{target.url}"' in said["objectives"]
        value = {"title": "Accueillir", "text": "<p>Un café.</p>", "minutes": 10}
        assert said["body"] == [{"type": "step", "value": value}]

    def test_are_found_by_words_theme_type_and_language(self, tree):
        theme = Theme.objects.create(name="Isolement", slug="isolement", locale=tree.home.locale)
        tree.add(MethodSheetPage, title="Un jardin", page_themes=[PageTheme(term=theme)])
        workshop = tree.add(WorkshopPage, title="Un potager")
        assert titles(search="jardins") == titles(theme="isolement") == {"Un jardin"}
        assert titles(type="agenda.WorkshopPage") == {"Un potager"}
        assert titles(search="jardin", theme="ailleurs") == set()
        english = translate(workshop)
        assert english.pk in {item["id"] for item in read(PAGES, locale="en")["items"]}
        assert workshop.pk not in {item["id"] for item in read(PAGES, locale="en")["items"]}

    def test_are_found_by_the_address_that_people_read(self, tree):
        page = tree.add(MethodSheetPage)
        for version in (page, translate(page)):
            answer = Client().get(f"{PAGES}find/", {"html_path": version.url})
            assert answer["Location"].startswith(f"http://localhost{PAGES}{version.pk}/")
        assert Client().get(f"{PAGES}find/", {"html_path": "/nulle-part/"}).json()["message"]

    def test_leave_out_whom_to_call(self, tree):
        contact = {"name": "Nadia", "phone": "01 99 00 00 01", "email": "n@example.org"}
        page = tree.add(WorkshopPage, **{f"contact_{name}": value for name, value in contact.items()})
        said = Client().get(f"{PAGES}{page.pk}/").content.decode()
        assert not [value for value in contact.values() if value in said]


class TestWhatIsNotForEverybody:
    @pytest.fixture(params=["draft", "expired", "restricted", "below", "alias", "orphan"])
    def hidden(self, request, tree):
        parent = tree.parent_for(WorkshopPage)
        page = tree.add(WorkshopPage, parent=parent, title="Cachée", slug="cachee", summary="secret")
        if request.param == "draft":
            page.unpublish()
        elif request.param == "expired":
            PortalPage.objects.filter(pk=page.pk).update(
                live=False, expired=True, expire_at=timezone.now() - timedelta(days=1)
            )
        elif request.param in ("restricted", "below"):
            kept = page if request.param == "restricted" else parent
            PageViewRestriction.objects.create(page=kept, restriction_type="login")
        elif request.param == "alias":
            page = page.create_alias(update_slug="alias", parent=parent)
        else:
            home = tree.home.get_parent().add_child(
                instance=type(tree.home)(title="Ailleurs", slug="ailleurs", locale=tree.home.locale)
            )
            page.move(home, pos="last-child")
        return page

    @pytest.mark.parametrize("is_editor", [False, True])
    def test_is_nowhere(self, hidden, is_editor):
        client = Client()
        if is_editor:
            client.force_login(make_network_editor())
        identity = str(hidden.pk)
        assert client.get(f"{PAGES}{identity}/").status_code == 404
        listed = [client.get(PAGES, {"limit": 50}), client.get(PAGES, {"search": "secret"})]
        assert all(hidden.pk not in {each["id"] for each in answer.json()["items"]} for answer in listed)
        for name in ("child_of", "descendant_of", "ancestor_of", "translation_of"):
            assert client.get(PAGES, {name: identity}).status_code == 400
        found = client.get(f"{PAGES}find/", {"html_path": hidden.url or "/ailleurs/cachee/"})
        assert found.status_code == 404

    def test_is_not_told_by_the_pages_around_it(self, tree):
        secret = tree.add(MethodSheetPage, title="Fiche secrète")
        PageViewRestriction.objects.create(page=secret, restriction_type="login")
        example = {"title": "x", "text": RichText("<p>x</p>"), "page": secret}
        page = tree.add(MethodSheetPage, body=[("example", example)], related_sheets=[])
        assert "secrète" not in Client().get(f"{PAGES}{page.pk}/").content.decode()

    def test_draft_changes_are_not_read(self, tree):
        page = tree.add(MethodSheetPage, title="Publiée")
        page.title = "Brouillon"
        page.save_revision()
        assert read(f"{PAGES}{page.pk}/")["title"] == "Publiée"


class TestAQuestionThatIsNotUnderstood:
    @pytest.mark.parametrize(
        ("address", "status"),
        [
            ("/api/", 404), ("/api/v2/images/", 404), ("/api/v2/documents/", 404), ("/api/v3/x", 404),
            (f"{PAGES}abc/", 404), (f"{PAGES}0/", 404), (f"{PAGES}find/", 404), (f"{PAGES}?nope=1", 400),
            (f"{PAGES}?limit=51", 400), (f"{PAGES}?offset=99999999999999999999", 400),
            (f"{PAGES}?reviewed_on=demain", 400), (f"{PAGES}?type=content.User", 400),
            (f"{PAGES}?type=wagtailcore.Page", 400), (f"{PAGES}?fields=body", 400),
            (f"{PAGES}?locale=xx", 404), (f"{PAGES}?order=park__slug", 400),
            (f"{PAGES}?search=" + "a" * 300, 400), (f"{PAGES}?title=%00", 400),
        ],
    )  # fmt: skip
    def test_is_told_so_in_json(self, db, address, status):
        answer = Client().get(address)
        assert answer.status_code == status
        assert answer.json()["message"]

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
    def test_to_write_is_refused(self, db, method):
        answer = getattr(Client(), method)(PAGES)
        assert answer.status_code == 405
        assert answer["Content-Type"] == "application/json"

    def test_is_never_answered_with_a_page(self, db):
        answer = Client().get(PAGES, headers={"accept": "text/html"})
        assert answer["Content-Type"] == "application/json"

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.dictionaries(
            st.sampled_from(PARAMETERS),
            st.one_of(
                st.text(max_size=60),
                st.integers(-(10**25), 10**25).map(str),
                st.text("*_(),-abtype.'\"%\\ 0", max_size=30),
                st.sampled_from(
                    ["methods.MethodSheetPage", "root", "-title", "0001-01-01", "9999-12-31"]
                ),
            ),
            max_size=3,
        )
    )
    def test_is_no_error_of_the_site_whatever_it_is(self, tree, parameters):
        answer = Client(raise_request_exception=False).get(PAGES, parameters)
        assert answer.status_code in (200, 400, 404, 406), answer.content
        assert answer["Content-Type"] == "application/json"


class TestWhatAnAnswerCosts:
    def queries(self, address, **parameters) -> int:
        client = Client()
        client.get(address, parameters)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address, parameters).status_code == 200
        return len(queries)

    def test_is_the_same_however_many_pages_it_tells(self, tree):
        picture = Picture.objects.create(title="x", file=ImageFile(photo(), name="x.jpg"))
        theme = Theme.objects.create(name="x", slug="x", locale=tree.home.locale)

        def add():
            page = tree.add(
                MethodSheetPage,
                summary="jardin",
                listing_picture=picture,
                page_themes=[PageTheme(term=theme)],
            )
            page.tags.add("x")
            page.save()

        questions = (
            {"type": "methods.MethodSheetPage", "fields": "*"},
            {"fields": "*", "limit": 50},
            {"search": "jardin", "fields": "*"},
        )
        add()
        few = [self.queries(PAGES, **question) for question in questions]
        for _each in range(19):
            add()
        assert [self.queries(PAGES, **question) for question in questions] == few
        assert max(few) <= 15

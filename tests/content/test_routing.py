"""Addresses and their pages."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from methods.models import MethodIndexPage, MethodSheetPage
from portal.content import routing
from projects.agenda.models import WorkshopPage
from projects.parks.models import ParkPage
from tests.support.publication import publish


class TestAnAddress:
    def test_leads_to_its_page_in_two_queries_at_any_depth(self, tree, rf):
        workshop = tree.add(WorkshopPage, parent=tree.add(ParkPage))
        components = workshop.url.strip("/").split("/")
        for depth in (1, len(components)):
            with CaptureQueriesContext(connection) as queries:
                assert routing.find(rf.get("/"), components[:depth])
            assert len(queries) == 2

    @pytest.mark.parametrize("address", ["/nulle-part/", "/fiches/nulle-part/", "/en/", "/a/" * 40])
    def test_that_no_page_has_is_not_found(self, tree, visitor, address):
        assert visitor.get(address).status_code == 404

    def test_of_a_page_that_stands_elsewhere_in_the_tree_is_not_found(self, tree, visitor):
        sheet = tree.add(MethodSheetPage)
        assert visitor.get(f"/{sheet.slug}/").status_code == 404

    def test_of_a_draft_is_not_found(self, tree, visitor):
        page = tree.add(StandardPage, live=False)
        assert visitor.get(f"/{page.slug}/").status_code == 404

    def test_that_has_changed_leads_to_the_new_one(
        self, tree, visitor, django_capture_on_commit_callbacks
    ):
        index = tree.add(MethodIndexPage)
        sheet = tree.add(MethodSheetPage, parent=index)
        old = sheet.url
        index.slug = "la-methode"
        with django_capture_on_commit_callbacks(execute=True):
            publish(index)
        assert Redirect.objects.exists()
        response = visitor.get(old)
        assert response.status_code == 301
        sheet.refresh_from_db()
        assert response.url.endswith(sheet.url)

    @pytest.mark.parametrize(
        ("target", "place"),
        [
            ("/catalogue/", "/catalogue/?theme=isolement&q=a+%26+b"),
            ("/catalogue/?tri=date", "/catalogue/?tri=date"),
            ("https://example.org/", "https://example.org/"),
            ("//example.org/", "//example.org/"),
        ],
    )
    def test_that_has_changed_keeps_what_was_asked_of_it(self, tree, visitor, target, place):
        Redirect.add_redirect("/ancien/", target)
        response = visitor.get("/ancien/", {"theme": "isolement", "q": "a & b"})
        assert response.status_code == 301
        assert response.url == place

    @pytest.mark.parametrize("target", ["/catalogue/", "/vieux/"])
    def test_that_had_a_query_of_its_own_leads_on_without_it(self, tree, visitor, target):
        Redirect.add_redirect("/vieux/?article=12", target)
        assert visitor.get("/vieux/", {"article": "12"}).url == target

    @pytest.mark.parametrize("path", ["/%00/", "/?q=%00", "/catalogue/?page=%00"])
    def test_that_no_database_can_read_is_refused(self, visitor, db, path):
        assert visitor.get(path).status_code == 400

    @settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(path=st.text(max_size=60))
    @pytest.mark.usefixtures("db")
    def test_of_any_kind_is_never_an_error_of_ours(self, path):
        assert Client().get("/" + path.replace("\\", "/")).status_code < 500


class TestARestrictedPage:
    @pytest.fixture
    def restricted(self, tree):
        page = tree.add(MethodSheetPage, title="Une fiche réservée")
        PageViewRestriction.objects.create(
            page=page.get_parent(), restriction_type="password", password="sésame"
        )
        return page

    def test_asks_for_its_password_and_shows_nothing(self, restricted, visitor):
        response = visitor.get(restricted.url)
        assert "Cette page est réservée" in response.content.decode()
        assert "Une fiche réservée" not in response.content.decode()

    def test_opens_with_its_password(self, restricted, visitor):
        form = visitor.get(restricted.url)
        answer = visitor.post(
            form.context["action_url"], {"password": "sésame", "return_url": restricted.url}
        )
        assert answer.status_code == 302
        assert "Une fiche réservée" in visitor.get(restricted.url).content.decode()

    def test_is_in_no_list_of_visible_pages(self, restricted):
        assert not MethodSheetPage.objects.live_and_public().exists()

    def test_is_not_hidden_for_ever(self, restricted):
        PageViewRestriction.objects.all().delete()
        assert MethodSheetPage.objects.live_and_public().get() == restricted

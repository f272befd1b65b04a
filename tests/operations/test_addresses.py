"""Health, robots, sitemap, security headers, sign-in."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site

from home.models import StandardPage
from home.sitemaps import PageSitemap
from portal.operations.site import follow_site_url
from portal.people.models import User
from tests.support.translation import translate


class TestWhatMachinesAsk:
    def test_health_answers_while_the_database_does(self, visitor, db):
        response = visitor.get("/sante/")
        assert response.status_code == 200
        assert "no-cache" in response["Cache-Control"]

    def test_robots_keep_out_of_the_admin_and_know_the_sitemap(self, visitor, db):
        text = visitor.get("/robots.txt").content.decode()
        assert "Disallow: /admin/" in text
        assert "Sitemap: http://localhost/sitemap.xml" in text

    def test_the_sitemap_lists_visible_pages_of_all_languages(self, tree, visitor):
        page, draft = tree.add(StandardPage), tree.add(StandardPage, live=False)
        reserved = tree.add(StandardPage)
        PageViewRestriction.objects.create(page=reserved, restriction_type="login")
        translated = translate(page)
        sitemap = visitor.get("/sitemap.xml").content.decode()
        assert f"<loc>http://localhost{page.url}</loc>" in sitemap
        assert f"<loc>http://localhost{translated.url}</loc>" in sitemap
        assert draft.slug not in sitemap
        assert f"/{reserved.slug}/<" not in sitemap

    def test_a_long_sitemap_is_a_list_of_lists_which_name_every_page_once(
        self, tree, visitor, monkeypatch
    ):
        monkeypatch.setattr(PageSitemap, "limit", 2)
        pages = [tree.add(StandardPage) for _each in range(4)]
        index = visitor.get("/sitemap.xml").content.decode()
        assert "<sitemapindex" in index
        parts = re.findall(r"<loc>http://localhost(/sitemap[^<]*)</loc>", index)
        assert len(parts) > 1
        named = [
            address
            for part in parts
            for address in re.findall(r"<loc>([^<]*)</loc>", visitor.get(part).content.decode())
        ]
        assert len(named) == len(set(named))
        assert {page.full_url for page in pages} < set(named)

    def test_the_favicon_is_where_browsers_look_for_it(self, visitor, db):
        assert visitor.get("/favicon.ico").status_code == 302


class TestReading:
    def test_sets_no_cookie_and_lets_nothing_from_elsewhere_in(self, tree, visitor):
        response = visitor.get(tree.home.url)
        assert not response.cookies
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response["X-Content-Type-Options"] == "nosniff"

    def test_is_compressed(self, tree, visitor):
        response = visitor.get(tree.home.url, HTTP_ACCEPT_ENCODING="gzip")
        assert response["Content-Encoding"] == "gzip"

    def test_is_not_redirected_by_the_language_of_the_browser(self, tree, visitor):
        assert visitor.get("/", HTTP_ACCEPT_LANGUAGE="en").status_code == 200

    def test_of_the_admin_has_a_policy_of_its_own(self, admin):
        policy = admin.get(reverse("wagtailadmin_home"))["Content-Security-Policy"]
        assert "script-src 'self' 'unsafe-inline'" in policy
        assert "unsafe-eval" not in policy


class TestSigningIn:
    @pytest.fixture
    def person(self, db):
        return User.objects.create_superuser("camille@example.org", "un mot de passe assez long")

    def sign_in(self, password, client=None):
        data = {"login": "Camille@example.org", "password": password}
        return (client or Client()).post(reverse("account_login"), data)

    def test_takes_the_address_whatever_its_case(self, person):
        assert self.sign_in("un mot de passe assez long").status_code == 302

    def test_is_refused_after_a_few_wrong_passwords_even_with_the_right_one(self, person):
        for _attempt in range(6):
            assert self.sign_in("un mauvais mot de passe").status_code == 200
        assert self.sign_in("un mot de passe assez long").status_code == 200

    def test_is_the_only_door_of_the_admin(self, visitor, db):
        response = visitor.get(reverse("wagtailadmin_home"))
        assert response.url.startswith(reverse("account_login"))

    @pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/", "/en/_util/login/"])
    def test_has_no_other_door_without_limits_and_second_factor(self, person, door):
        client = Client()
        data = {"username": person.email, "password": "un mot de passe assez long"}
        response = client.post(door, data)
        assert response.url == reverse("account_login")
        assert "_auth_user_id" not in client.session

    def test_is_closed_to_new_people(self, visitor, db):
        visitor.post(
            reverse("account_signup"),
            {"email": "x@example.org", "password1": "Zx9!pqrs-tuvw", "password2": "Zx9!pqrs-tuvw"},
        )
        assert not User.objects.exists()

    @pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
    def test_pages_are_shown(self, visitor, db, name):
        response = visitor.get(reverse(name))
        assert response.status_code == 200
        assert 'lang="fr"' in response.content.decode()

    @pytest.mark.parametrize("name", ["mfa_index", "mfa_activate_totp", "account_change_password"])
    def test_pages_of_people_signed_in_are_shown(self, person, name):
        client = Client()
        self.sign_in("un mot de passe assez long", client)
        assert client.get(reverse(name), follow=True).status_code == 200


class TestTheSiteRow:
    def test_follows_the_sites_address(self, db, settings):
        settings.SITE_URL = "https://www.example.org"
        follow_site_url()
        site = Site.objects.get()
        assert (site.hostname, site.port) == ("www.example.org", 443)


def test_an_installation_over_https_without_a_shared_cache_is_warned(settings):
    settings.SERVED_OVER_HTTPS = True
    assert "operations.W001" in {warning.id for warning in run_checks(include_deployment_checks=True)}


@pytest.mark.parametrize(
    ("header", "count", "is_warned"), [(True, 0, True), (True, 1, False), (None, 0, False)]
)
def test_an_installation_whose_proxies_are_not_counted_is_warned(settings, header, count, is_warned):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if header else None
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = count
    said = {warning.id for warning in run_checks(include_deployment_checks=True)}
    assert ("operations.W003" in said) == is_warned


def test_collecting_static_files_finds_all_that_styles_name(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "portal.operations.static_files.PortalStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert list((tmp_path / "css").glob("portal.*.css.br"))


@pytest.mark.parametrize("path", ["css/portal.css", "css/admin.css"])
def test_a_stylesheet_holds_every_part_in_the_order_of_its_layers(path):
    from portal.operations.static_files import STYLESHEETS, StylesheetFinder, compact

    joined = Path(StylesheetFinder().find(path)).read_text()
    parts = STYLESHEETS[path](settings.BASE_DIR / "static" / "css")
    places = [joined.index(compact(part.read_text())) for part in parts]
    assert places == sorted(places)
    assert len(places) > 10
    assert "/*" not in joined

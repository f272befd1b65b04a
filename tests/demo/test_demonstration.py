"""The demonstration: whole pages in both languages, and a loading that is safe to do again."""

import json
import re
from urllib.parse import urljoin, urlsplit

import polib
import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override

from home.models import HomePage
from methods.models import MethodSheetPage, StagePage
from portal.content.models import PortalPage
from portal.demo.english import CATALOGUE, Translator
from portal.demo.loader import Loader
from portal.demo.texts import CONTENT
from portal.operations.error_pages import permission_denied, server_error
from projects.agenda.models import EventPage, Occurrence
from projects.parks.models import Action, ParkPage, ProjectPage

pytestmark = [pytest.mark.usefixtures("demo", "db"), pytest.mark.searches]

#: What schema.org calls the pages of each type.
SCHEMA_TYPES = {
    "HomePage": "WebSite",
    "MethodSheetPage": "HowTo",
    "StagePage": "Article",
    "ParkPage": "AdministrativeArea",
    "ProjectPage": "Project",
    "CharterOrientationPage": "CreativeWork",
    "CoordinationPage": "Organization",
    "WorkshopPage": "Event",
    "UrbanWalkPage": "Event",
    "BrainstormingPage": "Event",
    "MeetingPage": "Event",
    "StandardPage": "WebPage",
    "ConsultationPage": "WebPage",
}


@pytest.fixture(scope="module")
def answers(demo, django_db_blocker) -> dict[str, tuple[PortalPage, bytes]]:
    """Every visible page by its address, with the bytes a visitor gets."""
    client = Client()
    with django_db_blocker.unblock():
        responses = {
            page.url: (page, client.get(page.url)) for page in PortalPage.objects.live_and_public()
        }
    assert {response.status_code for _page, response in responses.values()} == {200}
    return {url: (page, response.content) for url, (page, response) in responses.items()}


@pytest.fixture(scope="module")
def readings(answers) -> dict[str, tuple[PortalPage, BeautifulSoup]]:
    """The same, as a program reads them."""
    return {
        url: (page, BeautifulSoup(content.decode(), "html.parser"))
        for url, (page, content) in answers.items()
    }


@pytest.fixture(scope="module")
def linked(readings, django_db_blocker) -> dict[str, tuple[str, HttpResponse]]:
    """What pages of the site link to beside pages: second pages of lists, filters, themes, files.

    By address, each with the page where the link was first met.
    """
    client = Client()
    met = {}
    for url, (_page, html) in readings.items():
        for link in html.find_all("a", href=True):
            met.setdefault(urljoin(url, link["href"]).split("#")[0], url)
    with django_db_blocker.unblock():
        return {
            address: (url, client.get(address))
            for address, url in met.items()
            if address.startswith("/") and not address.startswith("/admin/") and address not in readings
        }


@pytest.fixture
def odd_pages(demo, db, client) -> dict[str, bytes]:
    """What a visitor gets when something is in the way, by what it is."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with override("fr"):
        not_allowed = permission_denied(request, PermissionDenied())
    closed = MethodSheetPage.objects.get(slug="le-tour-de-table")
    closed.view_restrictions.create(restriction_type="password", password="un mot")
    responses = {
        "not allowed": not_allowed,
        "missing": client.get("/nulle-part/"),
        "failed": server_error(request),
        "nothing found": client.get("/catalogue/?q=introuvable"),
        "behind a password": client.get(closed.url),
        "sign-in": client.get(reverse("account_login")),
    }
    return {name: response.content for name, response in responses.items()}


def test_there_is_enough_to_read(readings):
    assert len(readings) > 90
    assert sum(url.startswith("/en/") for url in readings) >= 15


class TestEachPage:
    def test_has_one_heading_of_the_first_level_and_skips_none(self, readings):
        for url, (_page, html) in readings.items():
            levels = [int(tag.name[1]) for tag in html.find_all(["h1", "h2", "h3", "h4", "h5"])]
            assert levels.count(1) == 1, url
            first = levels.index(1)
            for above, below in zip(levels[first:], levels[first + 1 :], strict=False):
                assert below <= above + 1, (url, levels)

    def test_has_a_title_a_description_and_one_address(self, readings):
        for url, (_page, html) in readings.items():
            assert html.title.text.strip(), url
            assert html.find("meta", attrs={"name": "description"})["content"].strip(), url
            canonical = html.find("link", rel="canonical")["href"]
            assert urlsplit(canonical).path == url

    def test_has_a_breadcrumb_unless_it_is_the_home_page(self, readings):
        for url, (page, html) in readings.items():
            crumbs = html.find("nav", class_="breadcrumb")
            assert bool(crumbs) is not page.is_home, url
            if crumbs:
                assert crumbs.find(attrs={"aria-current": "page"}).text.strip()

    def test_names_its_translations_and_no_others(self, readings):
        for url, (page, html) in readings.items():
            named = {link["hreflang"] for link in html.find_all("link", rel="alternate", hreflang=True)}
            versions = PortalPage.objects.live_and_public().translations_of(page).count()
            assert named == ({"fr", "en"} if versions == 2 else set()), url

    def test_says_in_json_what_it_is(self, readings):
        for url, (page, html) in readings.items():
            graph = json.loads(html.find("script", type="application/ld+json").string)
            expected = SCHEMA_TYPES.get(page.specific_class.__name__, "CollectionPage")
            assert graph[0]["@type"] == expected, url
            assert graph[0]["url"].endswith(url)
            if expected == "Event":
                assert graph[0]["startDate"], url
            if not page.is_home:
                assert graph[-1]["@type"] == "BreadcrumbList", url

    def test_says_of_invented_content_that_it_is(self, readings):
        for url, (page, html) in readings.items():
            if page.is_demonstration and page.park_id:
                assert html.find(class_="demonstration"), url

    def test_describes_its_pictures(self, readings):
        for url, (_page, html) in readings.items():
            for picture in html.find("main").find_all("img"):
                assert picture.get("alt"), (url, picture)

    def test_is_valid_html(self, validator, answers, linked, odd_pages, tmp_path):
        pages = {url: content for url, (_page, content) in answers.items()} | odd_pages
        for address, (_url, response) in linked.items():
            if response["Content-Type"].startswith("text/html"):
                pages[address] = response.content
        assert any("page=2" in address for address in pages)
        faults = validator.faults_of(pages, tmp_path)
        assert faults == [], "\n".join(faults)


def test_no_link_leads_nowhere(linked):
    broken = [
        (url, address) for address, (url, response) in linked.items() if response.status_code != 200
    ]
    assert broken == []


def test_no_link_is_empty(readings):
    for url, (_page, html) in readings.items():
        for link in html.find_all("a"):
            assert link.get("href"), (url, link)
            assert link.text.strip() or link.find("img", alt=True), (url, link)


def test_each_door_leads_somewhere_in_both_languages(readings):
    for home in HomePage.objects.all():
        doors = readings[home.url][1].find("nav", class_="door-nav").find_all("a")
        assert len(doors) == 3
        assert {door["href"] for door in doors} <= set(readings)


QUESTIONS = {
    "Scarpe-Escaut": "renforcement du lien social et des solidarités de proximité",
    "Ballons des Vosges": "améliorer la vie commune",
    "Volcans d’Auvergne": "développer les solidarités autour des ressources naturelles",
    "Vexin français": "A partir de leurs attentes|À partir de leurs attentes",
}
#: Numbers that the French regulator keeps for fiction.
FICTION = re.compile(r"^(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98)( \d\d){2}$")


def snapshot():
    pages = PortalPage.objects.order_by("pk").values_list(
        "pk", "title", "latest_revision", "path", "live", "last_published_at"
    )
    dates = Occurrence.objects.order_by("pk").values_list("pk", "starts_at", "updated_at")
    return list(pages), list(dates), list(Action.objects.order_by("pk").values_list("pk"))


class TestLoadingAgain:
    def test_changes_nothing(self):
        before = snapshot()
        call_command("load_demo", verbosity=0)
        assert snapshot() == before

    def test_leaves_what_an_editor_wrote(self):
        sheet = MethodSheetPage.objects.get(slug="le-tour-de-table")
        sheet.title = "Le tour de table, revu par l’équipe"
        sheet.body = [("step", {"title": "Notre façon de faire", "text": "", "minutes": None})]
        sheet.save_revision().publish()
        call_command("load_demo", verbosity=0)
        sheet.refresh_from_db()
        assert sheet.title == "Le tour de table, revu par l’équipe"
        assert len(sheet.body) == 1

    def test_makes_room_for_an_editors_page_at_the_same_address(self):
        sheet = MethodSheetPage.objects.get(slug="le-tour-de-table")
        index = sheet.get_parent()
        sheet.delete()
        own = index.add_child(instance=MethodSheetPage(title="La nôtre", slug="le-tour-de-table"))
        Loader().load()
        own.refresh_from_db()
        assert own.title == "La nôtre"
        assert MethodSheetPage.objects.filter(title="Le tour de table").count() == 1

    def test_translates_nothing_of_an_editor(self):
        sheet = MethodSheetPage.objects.get(slug="la-promenade-urbaine")
        index = sheet.get_parent()
        own = index.add_child(instance=MethodSheetPage(title="La nôtre", slug="la-notre"))
        call_command("load_demo", verbosity=0)
        assert own.get_translations().count() == 0


class TestItsContent:
    def test_covers_the_six_stages_and_enough_sheets(self):
        stages = StagePage.objects.filter(locale__language_code="fr")
        assert sorted(stages.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
        assert MethodSheetPage.objects.filter(locale__language_code="fr").count() >= 16

    @pytest.mark.parametrize("park", QUESTIONS)
    def test_quotes_each_parks_question(self, park):
        project = ProjectPage.objects.get(park__name=park)
        assert re.search(QUESTIONS[park], project.common_question)
        assert project.question_note

    def test_marks_all_that_is_invented_about_a_park(self):
        assert ParkPage.objects.count() == 4
        unmarked = PortalPage.objects.filter(park__isnull=False, is_demonstration=False)
        assert list(unmarked.values_list("title", flat=True)) == []

    def test_has_dates_to_come_and_past_ones_with_minutes(self):
        from django.utils import timezone

        now = timezone.now()
        assert Occurrence.objects.upcoming(now).count() > 8
        assert EventPage.objects.exclude(minutes="").count() >= 4
        assert set(Occurrence.objects.values_list("status", flat=True)) == {
            "scheduled",
            "cancelled",
            "postponed",
        }

    def test_calls_nobody_real(self):
        texts = "\n".join(path.read_text() for path in CONTENT.rglob("*.toml"))
        phones = re.findall(r"\b0\d(?: \d\d){4}\b", texts)
        assert phones
        assert [phone for phone in phones if not FICTION.match(phone)] == []
        addresses = re.findall(r"[\w.-]+@[\w.-]+", texts)
        assert [each for each in addresses if not each.rstrip(".").endswith("example.org")] == []

    def test_keeps_french_typography(self):
        for path in CONTENT.rglob("*.toml"):
            for line in path.read_text().splitlines():
                prose = re.sub(r"<[^>]+>|\"\"\"|'''", "", line)
                assert "'" not in prose, (path, line)
                assert not re.search(r"[^\s\d] [!?;:»](\s|$)|« ", prose), (path, line)


class TestItsEnglish:
    def test_lacks_no_string(self, demo):
        english = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE))}
        translator = Translator(demo)
        missing = [
            message.msgid
            for record in translator.records()
            for message in translator.translation_of(record).export_po()
            if not english.get(message.msgid)
        ]
        assert missing == []

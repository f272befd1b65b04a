"""Each screen that is ours has a guide; each guide is whole, and shown to whom it is for."""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from PIL import Image
from wagtail_localize.models import Translation

from home.help.guides import guide_of_screen, guides, pictures, ways
from methods.models import MethodIndexPage, MethodSheetPage
from portal.people.models import User
from projects.agenda.models import WorkshopPage
from projects.parks.models import ParkPage, ProjectPage
from tests.support.people import make_person
from tests.support.translation import translate

OURS = ("home", "methods", "portal", "projects")
PICTURES = settings.BASE_DIR / "static" / "img" / "aide"
HEAVIEST, HEAVIEST_OF_ALL = 60_000, 1_000_000

#: Addresses of ours that need no guide, by the beginning of their name, with the reason.
WITHOUT_GUIDE = {
    "help_": "the guides themselves",
    "wagtailadmin_api:": "asked by scripts",
    "still_signed_in": "asked by a script",
    "import_frame": "a frame of the preview",
    "import_picture": "a picture of the preview",
    "import_forget": "a button of the preview",
    "registration_desk:act": "the buttons of the desk",
    "consultation_desk:begin": "a button of the desk",
    "consultation_desk:read": "a button beside the question",
    "registration_desk:sheet": "a file",
    "registration_desk:csv": "a file",
    "registration_desk:xlsx": "a file",
    "translations_results": "a part of the list",
    "messages:": "read by who runs the portal",
    "wagtailsnippet": "Wagtail’s own screens, for the network’s editors",
    "trash_file_look": "a picture of the list",
    "delete_uploaded_": "buttons beside what was just uploaded",
    "dashboard_sought": "a list that says itself what it is",
    "park:": "Wagtail’s own screens, for the network’s editors",
    "commune:": "Wagtail’s own screens, for the network’s editors",
    "commune_chooser:": "a window of a form",
    "wagtailimages_chooser:": "a window of a form",
    "wagtailusers_users:": "Wagtail’s own screens, for the network’s editors",
}


def admin_screens():
    """Each named address under the admin with what answers it."""

    def walk(patterns, names=(), route=""):
        for pattern in patterns:
            here = route + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                inner = (*names, pattern.namespace) if pattern.namespace else names
                yield from walk(pattern.url_patterns, inner, here)
            elif here.startswith("admin/") and pattern.name:
                yield ":".join((*names, pattern.name)), pattern.callback

    yield from walk(get_resolver().url_patterns)


def is_ours(view) -> bool:
    """A view of our rooms, or one of Wagtail’s for a model of theirs."""
    model = getattr(view, "view_initkwargs", {}).get("model")
    of_model = model.__module__ if isinstance(model, type) and issubclass(model, Model) else ""
    where = getattr(view, "view_class", view).__module__
    return any(each.split(".")[0] in OURS for each in (where, of_model))


def quotes(text: str) -> list[str]:
    return re.findall(r"«\s*(.+?)\s*»", text)


def links_to_guides(html: str) -> list[str]:
    return [link["href"] for link in BeautifulSoup(html, "html.parser").select("a.guide-link")]


@pytest.fixture
def park(tree):
    return tree.add(ParkPage, title="Parc du Vexin")


@pytest.fixture
def shelf(tree):
    return tree.add(MethodIndexPage)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


class TestEveryScreen:
    def test_of_ours_has_a_guide_or_a_reason(self):
        with_guide = {name for guide in guides().values() for name in guide.screens}
        lacking = {
            name
            for name, view in admin_screens()
            if is_ours(view) and name not in with_guide and not name.startswith(tuple(WITHOUT_GUIDE))
        }
        assert lacking == set(), "Name them in a guide of home/help/texts, or above with the reason."

    def test_with_a_guide_exists(self):
        existing = {name for name, _view in admin_screens()}
        assert {name for guide in guides().values() for name in guide.screens} <= existing

    def test_stands_in_one_guide(self):
        names = [name for guide in guides().values() for name in guide.screens]
        assert len(names) == len(set(names))

    def test_without_a_guide_is_still_there(self):
        ours = {name for name, view in admin_screens() if is_ours(view)}
        assert [each for each in WITHOUT_GUIDE if not any(name.startswith(each) for name in ours)] == []


@pytest.mark.parametrize("slug", guides())
class TestAGuide:
    def test_takes_five_to_eight_steps(self, slug):
        assert 5 <= len(guides()[slug].steps) <= 8

    def test_quotes_only_what_a_screen_shows(self, slug):
        steps = guides()[slug].steps
        assert [step.title for step in steps if quotes(step.title + step.text) and not step.scene] == []

    def test_keeps_french_typography(self, slug):
        guide = guides()[slug]
        for text in (guide.title, guide.summary, *(f"{s.title} {s.text} {s.alt}" for s in guide.steps)):
            assert not re.search(r"« | »| [:;?!]|'|\.\.\.", text)

    def test_shows_pictures_that_are_there_and_light(self, slug):
        for picture in filter(None, (step.picture for step in guides()[slug].steps)):
            path = PICTURES / f"{picture.scene}.png"
            assert path.stat().st_size <= HEAVIEST
            assert Image.open(path).size == (picture.width, picture.height)

    def test_opens(self, slug, admin):
        html = BeautifulSoup(admin.get(reverse("help_guide", args=(slug,))).content, "html.parser")
        contents = html.select(".guide__contents a")
        assert len(contents) == len(guides()[slug].steps)
        assert all(html.select_one(link["href"]) for link in contents)
        assert all(picture["alt"] for picture in html.select(".guide__picture"))

    def test_is_for_somebody(self, slug, network_editor, tree, shelf, park):
        tree.add(WorkshopPage, park)
        assert slug in ways(network_editor)


def test_pictures_are_light_together_and_all_shown():
    shown = {step.scene for guide in guides().values() for step in guide.steps if step.alt}
    assert {path.stem for path in PICTURES.glob("*.png")} == shown == set(pictures())
    assert sum(path.stat().st_size for path in PICTURES.glob("*.png")) < HEAVIEST_OF_ALL


class TestTheListOfGuides:
    def test_shows_those_of_what_a_person_may_do(self, park, shelf):
        html = signed_in(make_person("parc@example.org", park)).get(reverse("help_contents")).text
        assert "Annoncer un rendez-vous" in html
        assert "Importer un document" not in html

    def test_leads_nowhere_that_would_refuse(self, park, shelf):
        person = make_person("parc@example.org", park)
        client = signed_in(person)
        assert "importer-un-document" not in ways(person)
        for way in filter(None, ways(person).values()):
            assert client.get(way, follow=True).status_code == 200
        guide = client.get(reverse("help_guide", args=("importer-un-document",))).text
        assert reverse("import_document") not in guide

    def test_costs_no_more_with_more_pages(self, tree, park, network_editor):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                ways(User.objects.get(pk=network_editor.pk))
            return len(queries)

        tree.add(WorkshopPage, park)
        few = cost()
        for _number in range(20):
            tree.add(WorkshopPage, park)
        assert cost() == few

    def test_is_not_for_strangers(self, visitor, db):
        assert visitor.get(reverse("help_contents")).status_code == 302

    @pytest.mark.parametrize("slug", ["rien", "a" * 300, "..%2Fsecret"])
    def test_knows_no_other(self, slug, admin):
        assert admin.get(f"/admin/aide/{slug}/").status_code == 404

    def test_stands_in_the_menu(self, admin):
        assert reverse("help_contents") in admin.get(reverse("wagtailadmin_home")).text


class TestComingFromAScreen:
    @pytest.mark.parametrize(
        ("name", "slug"),
        [
            ("wagtailadmin_home", "accueil"),
            ("dashboard_models", "partir-d-un-modele"),
            ("import_document", "importer-un-document"),
            ("translations", "traduire"),
            ("trash", "corbeille"),
            ("wagtailimages:index", "images-et-documents"),
        ],
    )
    def test_leads_to_its_guide(self, name, slug, admin, shelf, park):
        assert links_to_guides(admin.get(reverse(name)).text) == [guides()[slug].url]

    def test_leads_from_the_dates_of_an_event(self, admin, tree, park):
        event = tree.add(WorkshopPage, park)
        assert links_to_guides(admin.get(reverse("dates:index", args=(event.pk,))).text) == [
            guides()["dates"].url
        ]

    @pytest.mark.parametrize(
        ("page_type", "slug"),
        [
            (MethodSheetPage, "ecrire-une-fiche"),
            (WorkshopPage, "annoncer-un-rendez-vous"),
            (ProjectPage, "raconter-un-projet"),
            (ParkPage, "ecrire-une-fiche"),
        ],
    )
    def test_leads_from_the_editor_to_the_guide_of_the_type(self, page_type, slug, admin, tree):
        page = tree.add(page_type)
        options = page_type._meta
        parent = page.get_parent().pk
        add = reverse("wagtailadmin_pages:add", args=(options.app_label, options.model_name, parent))
        for address in (add, reverse("wagtailadmin_pages:edit", args=(page.pk,))):
            assert links_to_guides(admin.get(address).text) == [guides()[slug].url]

    def test_leads_from_a_translation_to_how_to_translate(self, admin, tree):
        english = translate(tree.add(MethodSheetPage))
        address = reverse("wagtailadmin_pages:edit", args=(english.pk,))
        assert links_to_guides(admin.get(address).text) == [guides()["traduire"].url]
        Translation.objects.update(enabled=False)
        assert links_to_guides(admin.get(address).text) == [guides()["ecrire-une-fiche"].url]

    def test_stays_away_from_other_screens(self, admin):
        assert links_to_guides(admin.get(reverse("wagtailadmin_account")).text) == []
        assert links_to_guides(admin.get(reverse("help_contents")).text) == []

    def test_says_nothing_of_an_unknown_address(self, rf):
        match = get_resolver().resolve("/admin/account/")
        assert guide_of_screen(match) is None

"""Readers read and a communicator publishes, in a real browser. (One file: one server for all.)"""

import re
from datetime import datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser]

PAGES = {
    "home": "/",
    "approach": "/la-demarche/",
    "stage": "/la-demarche/temps-3-la-question-commune/",
    "sheet": "/la-demarche/l-atelier-thematique/",
    "sheet with a table": "/la-demarche/lire-les-resultats/",
    "parks": "/les-parcs/",
    "park": "/les-parcs/scarpe-escaut/",
    "charter": "/les-parcs/scarpe-escaut/scarpe-escaut-charte/",
    "project": "/les-parcs/scarpe-escaut/renforcer-le-lien-entre-voisins/",
    "coordination": "/les-parcs/vexin-francais/aines-du-vexin/",
    "workshop": "/les-parcs/scarpe-escaut/renforcer-le-lien-entre-voisins/"
    "un-jardin-partage-pour-tout-un-quartier/",
    "walk": "/les-parcs/scarpe-escaut/handicap-tous-les-chemins/du-banc-a-l-arret-de-bus/",
    "agenda": "/agenda/",
    "catalogue": "/catalogue/",
    "nothing found": "/catalogue/?q=introuvable",
    "theme": "/catalogue/themes/eviter-l-isolement/",
    "legal": "/accessibilite/",
    "english": "/en/the-approach/",
    "missing": "/nulle-part/",
}


@pytest.mark.parametrize("name", PAGES)
class TestAPage:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_is_usable_by_everyone(self, page, base_url, name, scheme):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": 320, "height": 700})
        page.goto(base_url + PAGES[name])
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    @pytest.mark.parametrize("width", [320, 768, 1280])
    def test_never_scrolls_sideways_and_draws_small_marks_small(self, page, base_url, name, width):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(base_url + PAGES[name])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        marks = "[...document.querySelectorAll('main svg')].filter(s => !s.closest('.doors'))"
        sizes = page.evaluate(f"{marks}.map(svg => svg.getBoundingClientRect().width)")
        assert max(sizes, default=0) <= 48, "a small drawing without its style"

    def test_asks_nobody_else_sets_no_cookie_and_makes_no_complaint(
        self, page, context, base_url, name, strangers, complaints
    ):
        page.goto(base_url + PAGES[name], wait_until="networkidle")
        assert strangers == []
        assert context.cookies() == []
        assert [text for text in complaints if "404" not in text] == []


class TestAnInhabitant:
    def test_goes_from_the_home_page_to_the_next_event_with_the_keyboard_alone(self, page, base_url):
        page.goto(base_url)
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Aller au contenu")
        tab_to(page, "Participer")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Agenda")
        first = page.locator("main .occurrence a").first
        title = first.inner_text()
        tab_to(page, title)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text(title)
        expect(page.get_by_role("heading", name="Quand")).to_be_visible()

    def test_reads_the_easy_version_without_a_script(self, browser, base_url):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(base_url + PAGES["walk"])
        page.locator("summary").click()
        expect(page.locator(".easy-read__text")).to_be_visible()
        context.close()

    def test_finds_the_same_page_in_another_language(self, page, base_url):
        page.goto(base_url + "/la-demarche/")
        page.get_by_role("navigation", name="Langues").get_by_text("English").locator("..").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("h1")).to_have_text("The approach")


class TestASocialWorker:
    def test_searches_by_a_word_and_an_audience(self, page, base_url):
        page.goto(base_url + "/catalogue/")
        page.get_by_label("Mots").fill("jardin")
        page.get_by_label("Public").select_option(label="Jeunes")
        page.locator("#contenu").get_by_role("button", name="Rechercher").click()
        expect(page.get_by_role("heading", name=re.compile("trouvée"))).to_be_visible()
        assert "q=jardin" in page.url
        page.locator(".card a").first.click()
        expect(page.locator("h1")).to_be_visible()


def tab_to(page, text: str, presses: int = 60) -> None:
    for _press in range(presses):
        page.keyboard.press("Tab")
        if text in (page.evaluate("document.activeElement.innerText") or ""):
            return
    pytest.fail(f"The keyboard never reached « {text} »")


@pytest.fixture
def desk(page, site):
    """The admin, signed in."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site.url}/admin/")
    page.get_by_label("E-mail").fill(site.email)
    page.get_by_label("Mot de passe", exact=True).fill(site.password)
    page.get_by_role("button", name="Se connecter").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))
    return page


def page_id(page) -> str:
    return re.search(r"/pages/(\d+)/", page.url)[1]


class TestACommunicator:
    def test_creates_an_event_with_its_first_date_and_adds_another(
        self, desk, site, strangers, complaints
    ):
        parent = desk.request.get(f"{site.url}/admin/api/main/pages/?slug=vexin-francais").json()
        identity = parent["items"][0]["id"]
        desk.goto(f"{site.url}/admin/pages/add/agenda/workshoppage/{identity}/")
        soon = datetime.now() + timedelta(days=9)
        desk.locator("#id_title").press_sequentially("Un goûter sur la place")
        desk.locator("#id_first_date_start").fill(f"{soon:%Y-%m-%d} 16:00")
        desk.locator("#id_first_date_end").fill(f"{soon:%Y-%m-%d} 18:00")
        expect(desk.locator("#id_slug")).to_have_value("un-gouter-sur-la-place")
        footer = desk.locator("footer")
        footer.get_by_role("button", name="Plus d'actions").click()
        desk.get_by_role("button", name="Publier").click()
        expect(desk.get_by_text("publiée").first).to_be_visible()

        listed = desk.request.get(f"{site.url}/admin/api/main/pages/?slug=un-gouter-sur-la-place").json()
        identity = listed["items"][0]["id"]
        desk.goto(f"{site.url}/admin/pages/{identity}/edit/")
        desk.locator(".w-panel__records a").click()
        expect(desk.get_by_role("link", name=re.compile(f"{soon.day} ")).first).to_be_visible()
        desk.get_by_role("link", name="Ajouter une date").first.click()
        later = soon + timedelta(days=7)
        desk.locator("#id_starts_at").fill(f"{later:%Y-%m-%d} 16:00")
        desk.locator("#id_ends_at").fill(f"{later:%Y-%m-%d} 18:00")
        desk.get_by_role("button", name="Créer").click()

        desk.goto(f"{site.url}/agenda/")
        expect(desk.get_by_role("link", name="Un goûter sur la place")).to_have_count(2)
        assert strangers == []
        assert [text for text in complaints if "Content Security Policy" in text] == []

    def test_sees_a_draft_in_the_preview_before_anybody_else(self, desk, site):
        listed = desk.request.get(f"{site.url}/admin/api/main/pages/?slug=le-tour-de-table").json()
        identity = listed["items"][0]["id"]
        desk.goto(f"{site.url}/admin/pages/{identity}/edit/")
        desk.get_by_role("button", name=re.compile("prévisualisation|Aperçu|preview", re.I)).first.click()
        frame = desk.frame_locator("iframe").first
        expect(frame.locator("h1")).to_have_text("Le tour de table", timeout=20_000)

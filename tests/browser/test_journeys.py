"""Readers read and a communicator publishes, in a real browser. (One file: one server for all.)"""

import re
from datetime import datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.weight import weigh
from tests.documents.samples import SAMPLES

pytestmark = [pytest.mark.browser]

SCARPE, VOLCANS = "/les-parcs/scarpe-escaut", "/les-parcs/volcans-d-auvergne/des-ressources-a-partager"
PAGES = {
    "home": "/",
    "approach": "/la-demarche/",
    "words": "/la-demarche/les-mots/",
    "stage": "/la-demarche/temps-3-la-question-commune/",
    "sheet": "/la-demarche/l-atelier-thematique/",
    "easy version": "/la-demarche/l-atelier-thematique/facile-a-lire/",
    "slides": "/la-demarche/l-atelier-thematique/diaporama/",
    "sheet with a table": "/la-demarche/lire-les-resultats/",
    "parks": "/les-parcs/",
    "park": f"{SCARPE}/",
    "charter": f"{SCARPE}/scarpe-escaut-charte/",
    "orientation": f"{SCARPE}/scarpe-escaut-charte/renforcer-le-lien-entre-habitants/",
    "project": f"{SCARPE}/renforcer-le-lien-entre-voisins/",
    "coordination": "/les-parcs/vexin-francais/aines-du-vexin/",
    "workshop": f"{SCARPE}/renforcer-le-lien-entre-voisins/un-jardin-partage-pour-tout-un-quartier/",
    "walk": f"{SCARPE}/handicap-tous-les-chemins/du-banc-a-l-arret-de-bus/",
    "meeting": f"{VOLCANS}/choisir-les-premieres-actions/",
    "brainstorming": f"{VOLCANS}/bien-manger-quand-le-budget-est-serre/",
    "agenda": "/agenda/",
    "month": "/agenda/?vue=mois",
    "catalogue": "/catalogue/",
    "nothing found": "/catalogue/?q=introuvable",
    "theme": "/catalogue/themes/eviter-l-isolement/",
    "legal": "/accessibilite/",
    "english": "/en/the-approach/",
    "missing": "/nulle-part/",
    "open data": "/donnees-ouvertes/",
    "components": "/composants/",
}
#: What the site may cost a reader, photographs apart, in bytes as they travel.
MOST_BYTES, MOST_REQUESTS, MOST_CSS, MOST_JS = 60_000, 10, 20_000, 10_000
#: Rules of axe that are off unless asked for.
EVERY_RULE = {"target-size": {"enabled": True}}
#: Wagtail’s own screens are not held to those that axe leaves off.
NO_MORE_RULES: dict = {}
#: Of whole pages: on one that shows every state of every component they mean nothing.
OF_WHOLE_PAGES = {rule: {"enabled": False} for rule in ("heading-order", "landmark-unique")}
#: The spacing that readers may set, as WCAG 1.4.12 gives it.
READERS_SPACING = """for (const element of document.querySelectorAll("body *")) {
  Object.assign(element.style, {
    lineHeight: "1.5", letterSpacing: "0.12em", wordSpacing: "0.16em",
    ...(element.tagName === "P" ? { marginBlockEnd: "2em" } : {}),
  });
}"""


def violations(page, rules=EVERY_RULE) -> list[str]:
    results = Axe().run(page, options={"rules": rules})
    return [results.generate_report()] if results.violations_count else []


def overflow(page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("name", PAGES)
class TestAPage:
    """Few tests with much in each: opening a page is what takes time."""

    def test_is_usable_by_everyone_at_any_size_and_on_paper(self, page, base_url, name):
        page.set_viewport_size({"width": 320, "height": 700})
        page.goto(base_url + PAGES[name])
        rules = EVERY_RULE | (OF_WHOLE_PAGES if name == "components" else {})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert violations(page, rules) == [], scheme
        never_scrolls_sideways(page)
        draws_small_marks_small(page)
        bears_large_letters_and_wide_spacing(page)
        page.emulate_media(media="print")
        prints_its_address_and_nothing_to_press(page, has_address=name not in ("missing", "components"))

    def test_is_light_still_and_discreet(self, page, context, base_url, name, strangers, complaints):
        weight = weigh(page, base_url + PAGES[name])
        assert weight.layout_shift == 0
        assert strangers == []
        assert context.cookies() == []
        assert [text for text in complaints if "404" not in text] == []
        if name != "components":  # shown while writing code only
            assert weight.total - weight.uploads <= MOST_BYTES
            assert weight.requests - weight.upload_requests <= MOST_REQUESTS
            assert weight.css < MOST_CSS
            assert weight.js < MOST_JS


def never_scrolls_sideways(page) -> None:
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) <= 0, width


def draws_small_marks_small(page) -> None:
    marks = (
        "[...document.querySelectorAll('main svg')]"
        ".filter(svg => !svg.closest('.doors, .slide__address, .map'))"
    )
    sizes = page.evaluate(f"{marks}.map(svg => svg.getBoundingClientRect().width)")
    assert max(sizes, default=0) <= 48, "a small drawing without its style"


def bears_large_letters_and_wide_spacing(page) -> None:
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert overflow(page) <= 0, "letters twice as large"
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 320, "height": 800})
    page.evaluate(READERS_SPACING)
    assert overflow(page) <= 0, "the reader’s own spacing"


def prints_its_address_and_nothing_to_press(page, *, has_address: bool) -> None:
    assert page.locator("form:visible, button:visible, header nav:visible").count() == 0
    if has_address:
        expect(page.locator(".print-address .qr-code")).to_be_visible()


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
        expect(page.locator(".key-facts").get_by_text("Quand")).to_be_visible()

    def test_chooses_the_easy_version_for_good_without_a_script(self, browser, base_url):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(base_url + PAGES["walk"])
        page.get_by_role("link", name="Lire en facile à lire").click()
        expect(page.locator(".easy-page__text")).to_be_visible()
        page.get_by_role("button", name="Oui, retenir mon choix").click()
        page.goto(base_url + PAGES["sheet"])
        expect(page).to_have_url(base_url + PAGES["easy version"])
        page.get_by_role("link", name="Lire la page complète").click()
        expect(page.get_by_role("heading", name="Objectifs")).to_be_visible()
        page.go_back()
        page.get_by_role("button", name="Ne plus choisir").click()
        assert context.cookies() == []
        context.close()

    def test_says_that_they_come_on_a_small_telephone_without_a_script(self, browser, base_url):
        context = browser.new_context(
            base_url=base_url, java_script_enabled=False, viewport={"width": 320, "height": 640}
        )
        page = context.new_page()
        page.goto("/agenda/?places=libres")
        page.get_by_role("link", name="Un jardin partagé").first.click()
        assert context.cookies() == []
        page.get_by_role("link", name="J’y vais").first.click()
        # As slowly as people type: a form that comes back at once is a program’s.
        page.get_by_label("Votre nom").press_sequentially("Ali et ses deux enfants", delay=110)
        page.get_by_role("button", name="M’inscrire").click()
        expect(page.get_by_role("alert")).to_be_visible()
        assert overflow(page) == 0
        page.get_by_role("alert").get_by_role("link", name="Adresse e-mail").click()
        page.get_by_label("Adresse e-mail").fill("ali@example.org")
        page.get_by_label("Nombre de personnes").fill("3")
        page.get_by_role("button", name="M’inscrire").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Votre inscription est confirmée")
        context.close()

    def test_reads_what_a_word_means_beside_it_with_the_keyboard(self, page, base_url):
        page.goto(base_url + PAGES["park"])
        word = page.locator(".explained").first
        word.focus()
        page.keyboard.press("Enter")
        bubble = page.locator(".definition")
        expect(bubble).to_be_visible()
        meaning = page.locator(word.get_attribute("href")).inner_text()
        expect(bubble).to_have_text(meaning)
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(bubble).to_be_hidden()

    def test_reads_what_a_word_means_without_a_script(self, browser, base_url):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(base_url + PAGES["park"])
        page.locator(".explained").first.click()
        assert "#mot-" in page.url
        expect(page.locator(":target")).to_be_in_viewport()
        page.locator(".glossary__back").first.click()
        expect(page.locator(".explained").first).to_be_in_viewport()
        context.close()

    def test_finds_the_same_page_in_another_language(self, page, base_url):
        page.goto(base_url + "/la-demarche/")
        page.get_by_role("navigation", name="Langues").get_by_text("English").locator("..").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("h1")).to_have_text("The approach")


class TestAFacilitator:
    def test_shows_a_sheet_to_a_room_with_the_keyboard(self, page, base_url):
        page.goto(base_url + PAGES["sheet"])
        page.get_by_role("link", name="Voir en diaporama").click()
        page.get_by_role("button", name="Présenter").press("Enter")
        position, title = page.locator("[data-deck-position]"), page.locator(":focus")
        expect(position).to_have_text(re.compile("^1 sur"))
        expect(title).to_have_text("L’atelier thématique")
        expect(page.get_by_role("banner")).to_be_hidden()
        for key, place in (
            ("ArrowRight", 2),
            ("Space", 3),
            ("PageDown", 4),
            ("ArrowLeft", 3),
            ("Home", 1),
        ):
            page.keyboard.press(key)
            expect(position).to_have_text(re.compile(f"^{place} sur"))
        page.keyboard.press("End")
        expect(title).to_have_text("Pour aller plus loin")
        assert page.locator(".slide:visible").count() == 1
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(page.get_by_role("banner")).to_be_visible()
        expect(title).to_be_in_viewport()

    def test_reads_the_slides_without_a_script(self, browser, base_url):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(base_url + PAGES["slides"])
        assert page.locator(".slide:visible").count() == page.locator(".slide").count() > 5
        expect(page.locator(".deck button:visible")).to_have_count(0)
        context.close()

    def test_swipes_from_slide_to_slide(self, browser, base_url):
        context = browser.new_context(viewport={"width": 360, "height": 700}, has_touch=True)
        page = context.new_page()
        page.goto(base_url + PAGES["slides"])
        page.get_by_role("button", name="Présenter").tap()
        swipe(page, 300, 60)
        expect(page.locator("[data-deck-position]")).to_have_text(re.compile("^2 sur"))
        assert overflow(page) <= 0
        swipe(page, 60, 300)
        expect(page.locator("[data-deck-position]")).to_have_text(re.compile("^1 sur"))
        context.close()


class TestASocialWorker:
    def test_searches_by_a_word_and_an_audience(self, page, base_url):
        page.goto(base_url + "/catalogue/")
        page.locator("#contenu").get_by_label("Rechercher dans le portail").fill("jardin")
        page.keyboard.press("Escape")
        page.get_by_role("group", name="Public").get_by_label("Jeunes").check()
        page.get_by_role("button", name="Appliquer").click()
        expect(page.get_by_role("heading", name=re.compile("trouvée"))).to_be_visible()
        assert "q=jardin" in page.url and "public=jeunes" in page.url
        expect(page.get_by_role("link", name="Retirer le filtre Public")).to_be_visible()
        page.locator(".card a").first.click()
        expect(page.locator("h1")).to_be_visible()

    def test_is_offered_pages_while_typing_with_the_keyboard_alone(self, page, base_url):
        page.goto(base_url)
        field = page.get_by_role("combobox", name="Rechercher dans le portail").first
        field.press_sequentially("tour de ta")
        first = page.get_by_role("option").first
        expect(first).to_contain_text("Le tour de table")
        page.keyboard.press("ArrowDown")
        expect(first).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
        assert violations(page, EVERY_RULE) == []
        page.keyboard.press("Escape")
        expect(field).to_have_attribute("aria-expanded", "false")
        field.press_sequentially("b")
        expect(first).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Le tour de table")

    def test_puts_six_pages_aside_and_leaves_with_one_booklet(self, page, base_url):
        page.goto(base_url + "/catalogue/?public=aines")
        aside = page.get_by_role("button", name="Mettre de côté")
        number = aside.count()
        for left in range(number - 1, number - 7, -1):
            aside.first.click()
            expect(aside).to_have_count(left)
        expect(page).to_have_url(re.compile(r"/catalogue/\?public=aines#"))
        page.get_by_role("link", name="Voir mon classeur").last.click()
        rows = page.locator(".binder-list__item")
        expect(rows).to_have_count(6)
        booklet = page.get_by_role("link", name="Télécharger le livret en PDF").get_attribute("href")
        assert page.request.get(base_url + booklet).body().startswith(b"%PDF")
        rows.first.get_by_role("button", name="Retirer").click()
        expect(rows).to_have_count(5)
        page.goto(base_url + "/catalogue/?public=aines")
        expect(aside).to_have_count(number - 5)


class TestAStranger:
    def test_is_told_what_is_wrong_with_a_sign_in(self, page, base_url):
        page.goto(f"{base_url}/admin/")
        page.get_by_label("E-mail").fill("personne@example.org")
        page.get_by_label("Mot de passe", exact=True).fill("ce n’est pas le bon")
        page.get_by_role("button", name="Se connecter").click()
        expect(page.locator(".field__error, .alert--error").first).to_be_visible()
        assert violations(page) == []


def swipe(page, start: int, end: int) -> None:
    touch = {"pointerType": "touch", "isPrimary": True, "bubbles": True, "clientY": 300}
    page.locator(".slide--shown").dispatch_event("pointerdown", touch | {"clientX": start})
    page.locator(".slide--shown").dispatch_event("pointerup", touch | {"clientX": end})


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
        desk.locator("#id_summary").fill("Un goûter, des chaises, et le temps de parler.")
        desk.locator("#id_place_name").fill("Place de la Mairie")
        desk.locator("#id_latitude").fill("49.15")
        desk.locator("#id_longitude").fill("1.78")
        desk.locator("#id_contact_phone").fill("01 99 00 00 00")
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
        expect(desk.locator(".messages")).to_contain_text("créé(e)")

        desk.goto(f"{site.url}/agenda/")
        expect(desk.get_by_role("link", name="Un goûter sur la place")).to_have_count(2)
        assert strangers == []
        assert [text for text in complaints if "Content Security Policy" in text] == []

    def test_makes_a_sheet_of_a_word_file_with_a_picture(self, desk, site, strangers, complaints):
        desk.get_by_role("link", name="Importer un document").click()
        expect(desk.locator("h1")).to_contain_text("Importer un document")
        assert violations(desk, NO_MORE_RULES) == []
        word = SAMPLES["libreoffice_docx"]
        file = {"name": word.name, "mimeType": "application/octet-stream", "buffer": word.content}
        desk.get_by_label("Document").set_input_files(files=[file])
        desk.get_by_role("button", name="Lire le document").click()
        expect(desk.locator("h1")).to_contain_text("Voici votre fiche")
        sheet = desk.frame_locator("iframe")
        expect(sheet.locator("h1")).to_have_text("Le banc public")
        expect(sheet.get_by_role("img", name="Un banc")).to_be_visible()
        expect(desk.locator(".importing__original")).to_contain_text("À l’ombre.")
        assert violations(desk, NO_MORE_RULES) == []
        for width in (320, 768, 1280):
            desk.set_viewport_size({"width": width, "height": 900})
            assert overflow(desk) <= 0, width
        desk.get_by_label("Titre de la fiche").fill("Le banc de la place")
        desk.get_by_label("Ce que montre l’image").fill("Un banc de bois clair")
        desk.get_by_role("button", name="Créer le brouillon").click()

        expect(desk.locator("#id_title")).to_have_value("Le banc de la place")
        desk.get_by_role("tab", name="Texte").click()
        expect(desk.get_by_role("textbox").get_by_text("À l’ombre.")).to_be_visible()
        expect(desk.locator("[name$='-alt_text']")).to_have_value("Un banc de bois clair")
        assert strangers == []
        assert [text for text in complaints if "Content Security Policy" in text] == []

    def test_sees_a_draft_in_the_preview_before_anybody_else(self, desk, site):
        listed = desk.request.get(f"{site.url}/admin/api/main/pages/?slug=le-tour-de-table").json()
        identity = listed["items"][0]["id"]
        desk.goto(f"{site.url}/admin/pages/{identity}/edit/")
        desk.get_by_role("button", name=re.compile("prévisualisation|Aperçu|preview", re.I)).first.click()
        frame = desk.frame_locator("iframe").first
        expect(frame.locator("h1")).to_have_text("Le tour de table", timeout=20_000)

    def test_updates_a_translation_after_a_change(self, desk, site, strangers, complaints):
        listed = desk.request.get(f"{site.url}/admin/api/main/pages/?slug=a-propos").json()
        desk.goto(f"{site.url}/admin/pages/{listed['items'][0]['id']}/edit/")
        desk.locator("#id_summary").fill("Ce que l’on fait ici, dit d’une autre façon.")
        desk.locator("footer").get_by_role("button", name="Plus d'actions").click()
        desk.get_by_role("button", name="Publier").click()
        expect(desk.get_by_text("publiée").first).to_be_visible()

        desk.goto(f"{site.url}/admin/")
        tasks = desk.get_by_role("region", name=re.compile("traductions? à mettre à jour"))
        task = tasks.get_by_role("listitem").filter(has_text="À propos")  # beside those of other tests
        expect(task).to_contain_text("l’original a changé (1 passage)")
        task.get_by_role("link").first.click()
        expect(desk.locator(".changes ins")).to_contain_text("dit d’une autre façon.")
        assert violations(desk, NO_MORE_RULES) == []
        for width in (320, 768, 1280):
            desk.set_viewport_size({"width": width, "height": 900})
            assert overflow(desk) <= 0, width
        desk.get_by_role("button", name="Reprendre ces changements dans la traduction").click()

        changed = desk.get_by_role("listitem").filter(has_text="corrigez cette traduction").first
        changed.get_by_role("button", name="Modifier").click()
        desk.get_by_role("textbox").last.fill("What we do here, in other words.")
        desk.get_by_role("button", name="Enregistrer").click()
        expect(desk.get_by_text("What we do here, in other words.").first).to_be_visible()
        expect(desk.get_by_text("corrigez cette traduction")).to_have_count(0)
        desk.get_by_role("button", name=re.compile("Publier dans")).click()
        expect(desk.locator(".messages")).to_contain_text("English")

        desk.goto(f"{site.url}/admin/traductions/")
        assert violations(desk, NO_MORE_RULES) == []
        desk.get_by_role("link", name="Publiée et à jour").click()
        expect(desk.get_by_role("row").filter(has_text="À propos")).to_contain_text("publiée et à jour")
        public = desk.request.get(f"{site.url}/api/v2/pages/?locale=en&limit=50").json()
        assert "What we do here, in other words." in {page["summary"] for page in public["items"]}
        assert strangers == []
        assert [text for text in complaints if "Content Security Policy" in text] == []

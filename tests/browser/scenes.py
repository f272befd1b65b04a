"""The screens that the guides of the admin show: how to come to each, and what its picture is of.

The demonstration is the stage. What a scene needs beside it, it makes; what it undoes, it puts back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.waiting import wait_until
from tests.support.server import Site

WIDTH, HEIGHT = 1280, 1600
#: What waits for the server to read a document or to index a page.
A_WHILE = 30_000

SHEET = "voter-sans-influence"
SHEET_WITH_ADVICE = "la-premiere-reunion-du-comite-de-pilotage"
EVENT = "bouger-doucement"
PROJECT = "une-dynamique-avec-les-habitants"
CONSULTATION = "quatre-groupes-une-question"
TRANSLATED = "contact"
PROPOSED = "Un goûter entre voisins"
THROWN_AWAY = "Une page de trop"
DOCUMENT = """Le jeu des prénoms

Objectifs

Que chacun soit appelé par son prénom.

Étapes

1. On se met en cercle.
2. Chacun dit son prénom et un mot qui lui va.
3. On recommence plus vite.
"""


class Studio:
    """A browser signed in to the admin of the demonstration."""

    def __init__(self, browser: Browser, site: Site):
        self.site = site
        self.page: Page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, locale="fr-FR", reduced_motion="reduce"
        )
        self.go("")
        self.page.get_by_label("E-mail").fill(site.email)
        self.page.get_by_label("Mot de passe", exact=True).fill(site.password)
        self.page.get_by_role("button", name="Se connecter").click()
        expect(self.page).to_have_url(re.compile(r"/admin/$"))

    def go(self, path: str) -> Locator:
        """Opens a screen of the admin and answers it."""
        self.page.goto(f"{self.site.url}/admin/{path}")
        return self.page.locator("main")

    def number(self, slug: str) -> int:
        found = self.page.request.get(f"{self.site.url}/admin/api/main/pages/?slug={slug}&locale=fr")
        return found.json()["items"][0]["id"]

    def edit(self, slug: str) -> Locator:
        return self.go(f"pages/{self.number(slug)}/edit/")

    def add(self, page_type: str, parent: str) -> Locator:
        return self.go(f"pages/add/{page_type}/{self.number(parent)}/")

    def open_menu(self) -> Locator:
        """What stands beside the editor’s button."""
        self.page.locator("footer").get_by_role("button", name="Plus d'actions").click()
        menu = self.page.locator(".tippy-content").filter(visible=True).last
        expect(menu).to_be_visible()
        return menu

    @cached_property
    def proposal(self) -> int:
        """An event that an association proposed."""
        self.page.goto(f"{self.site.url}/agenda/proposer/")
        form = self.page.locator("form:has([name=timestamp])")
        form.locator("[name=park]").select_option(index=1)
        form.locator("[name=kind]").first.check()
        answers = {
            "title": PROPOSED,
            "summary": "On apporte un gâteau, on fait connaissance.",
            "place_name": "Salle des fêtes",
            "commune": "Magny-en-Vexin",
            "day": (date.today() + timedelta(days=30)).isoformat(),
            "start": "16:00",
            "end": "18:00",
            "organiser": "Les voisins d’abord",
            "contact_phone": "01 99 00 12 34",
            "name": "Camille Martin",
            "email": "camille@example.org",
        }
        for name, value in answers.items():
            form.locator(f"[name={name}]").fill(value)
        wait_until(self.page, "performance.now() > 2500")
        form.get_by_role("button").last.click()
        expect(self.page.get_by_text("Votre proposition est partie").first).to_be_visible()
        self.go("")
        link = self.page.get_by_role("link", name=PROPOSED).first
        return int(re.search(r"/pages/(\d+)/", link.get_attribute("href")).group(1))

    @cached_property
    def changed(self) -> int:
        """A page that says something new since it was translated."""
        self.edit(TRANSLATED)
        self.page.locator("#id_summary").fill("À qui écrire, et quand nous répondons.")
        self.open_menu().get_by_role("button", name="Publier").click()
        expect(self.page.get_by_text("publiée").first).to_be_visible(timeout=A_WHILE)
        return self.number(TRANSLATED)

    @cached_property
    def thrown_away(self) -> str:
        """The title of a draft that was made to be deleted."""
        self.go("bureau/modeles/fiche-reunion/")
        self.page.locator("#id_title").fill(THROWN_AWAY)
        self.page.get_by_role("button", name="Créer le brouillon").click()
        number = re.search(r"/pages/(\d+)/edit/", self.page.url).group(1)
        self.go(f"pages/{number}/delete/")
        self.page.get_by_role("button", name="Mettre à la corbeille").click()
        expect(self.page.get_by_role("link", name="Voir la corbeille")).to_be_visible()
        return THROWN_AWAY

    @cached_property
    def date(self) -> str:
        """The first date of the event that somebody comes to."""
        self.go(f"dates/{self.number(EVENT)}/")
        people = self.page.get_by_role("link", name=re.compile(r"^[1-9]\d* sur")).first
        return people.get_attribute("href").partition("/admin/")[2]


SCENES: dict[str, Callable[[Studio], Locator]] = {}


def scene(name: str):
    """Registers how to come to a screen; the function answers what its picture shows."""

    def register(opens):
        SCENES[name] = opens
        return opens

    return register


@scene("accueil")
def _(studio):
    return studio.go("").locator("section[aria-labelledby=dashboard-starts]")


@scene("fiche-neuve")
def _(studio):
    return studio.add("methods/methodsheetpage", "la-demarche").locator(".publication-checklist")


@scene("fiche-conseils")
def _(studio):
    advice = studio.edit(SHEET_WITH_ADVICE).locator(".writing-advice")
    advice.locator("summary").click()
    return advice


@scene("fiche-publier")
def _(studio):
    studio.edit(EVENT)
    return studio.open_menu()


@scene("importer")
def _(studio):
    return studio.go("fiches/importer/").locator(".importing__form")


@scene("importer-apercu")
def _(studio):
    screen = studio.go("fiches/importer/")
    file = {"name": "jeu.txt", "mimeType": "text/plain", "buffer": DOCUMENT.encode()}
    screen.locator("[type=file]").set_input_files(file)
    screen.get_by_role("button", name="Lire le document").click()
    report = screen.locator(".importing__report")
    expect(report).to_be_visible(timeout=A_WHILE)
    return report


@scene("modeles")
def _(studio):
    return studio.go("bureau/modeles/").locator(".dashboard__task").filter(has_text="Animer une réunion")


@scene("modele-titre")
def _(studio):
    return studio.go("bureau/modeles/atelier-ouvert/").locator("#beginning")


@scene("rendez-vous-neuf")
def _(studio):
    screen = studio.add("agenda/workshoppage", "vexin-francais")
    return screen.locator("section.w-panel").filter(has_text="Première date").first


@scene("rendez-vous")
def _(studio):
    return studio.edit(EVENT).locator("section.w-panel").filter(has_text="Dates").first


@scene("dates")
def _(studio):
    return studio.go(f"dates/{studio.number(EVENT)}/").locator("form:has(.dates__table) .dates__actions")


@scene("dates-plusieurs")
def _(studio):
    screen = studio.go(f"dates/{studio.number(EVENT)}/plusieurs/")
    return screen.locator("[data-contentpath=rhythm], .w-field__wrapper:has(#id_rhythm)").first


@scene("inscriptions")
def _(studio):
    return studio.go(studio.date).locator("section:has(table)").first


@scene("inscriptions-message")
def _(studio):
    return studio.go(f"{studio.date}ecrire/").locator("form[method=post]")


@scene("proposition-accueil")
def _(studio):
    assert studio.proposal
    waiting = studio.go("").locator("section[aria-labelledby=dashboard-propositions]")
    return waiting.locator("li").filter(has_text=PROPOSED).first


@scene("proposition")
def _(studio):
    return studio.go(f"pages/{studio.proposal}/edit/").locator(".w-panel__records:has([href^=mailto])")


@scene("proposition-refus")
def _(studio):
    return studio.go(f"propositions/{studio.proposal}/decliner/").locator("form[method=post]")


@scene("valider")
def _(studio):
    studio.go(f"pages/{studio.proposal}/edit/")
    return studio.open_menu()


@scene("projet-neuf")
def _(studio):
    return studio.add("parks/projectpage", "vexin-francais").locator(".publication-checklist")


@scene("projet")
def _(studio):
    return studio.edit(PROJECT).locator("section.w-panel").filter(has_text="Actions").first


@scene("actions")
def _(studio):
    return studio.go(f"actions/{studio.number(PROJECT)}/").locator("table.listing")


@scene("consultation")
def _(studio):
    return studio.go(f"concertation/{studio.number(CONSULTATION)}/").locator(".desk-next")


@scene("consultation-question")
def _(studio):
    return studio.go(f"concertation/{studio.number(CONSULTATION)}/question/").locator(".question-desk")


@scene("consultation-groupes")
def _(studio):
    return studio.go(f"concertation/{studio.number(CONSULTATION)}/groupes/").locator("#groups-form")


@scene("traductions")
def _(studio):
    assert studio.changed
    return studio.go("traductions/").locator(".translation-summary")


@scene("traductions-changements")
def _(studio):
    return studio.go(f"traductions/{studio.changed}/").locator(".changes__item").first


@scene("images")
def _(studio):
    return studio.go("images/")


@scene("image-ajouter")
def _(studio):
    return studio.go("images/add/").locator("form").last


@scene("documents")
def _(studio):
    return studio.go("documents/")


@scene("supprimer")
def _(studio):
    return studio.go(f"pages/{studio.number(SHEET)}/delete/").locator(".trash")


@scene("corbeille")
def _(studio):
    title = studio.thrown_away
    return studio.go("corbeille/").locator(".trash__row").filter(has_text=title).first

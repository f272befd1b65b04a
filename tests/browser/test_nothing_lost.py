"""Whatever happens to the connection or the session, what an editor typed is not lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import wait_until

pytestmark = [pytest.mark.browser]

SHEET = "le-tour-de-table"
#: What waits for the server to be asked again.
A_WHILE = 30_000


def sign_in(page, site):
    page.goto(f"{site.url}/admin/")
    page.get_by_label("E-mail").fill(site.email)
    page.get_by_label("Mot de passe", exact=True).fill(site.password)
    page.get_by_role("button", name="Se connecter").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))


@pytest.fixture
def desk(page, site):
    page.set_viewport_size({"width": 1280, "height": 900})
    sign_in(page, site)
    return page


def identity(page, site, slug=SHEET) -> int:
    return page.request.get(f"{site.url}/admin/api/main/pages/?slug={slug}").json()["items"][0]["id"]


def open_editor(page, site, slug=SHEET) -> str:
    url = f"{site.url}/admin/pages/{identity(page, site, slug)}/edit/"
    page.goto(url)
    expect(page.locator("#id_summary")).to_be_visible()
    return url


KEPT = "Object.keys(localStorage).filter((name) => /^safekeeping/.test(name)).length"


def keeps_nothing(page):
    wait_until(page, f"{KEPT} === 0")


def saved_by_itself(page):
    expect(page.locator("[data-w-autosave-state-value=saved]")).to_be_visible(timeout=A_WHILE)


class TestALostConnection:
    def test_is_told_and_what_was_typed_is_saved_when_it_is_back(self, desk, context, site):
        url = open_editor(desk, site)
        context.set_offline(True)
        desk.locator("#id_summary").fill("Écrit sans connexion.")
        expect(desk.get_by_text("La connexion est perdue")).to_be_visible(timeout=A_WHILE)
        desk.locator("#id_summary").press_sequentially(" Et encore.")
        assert desk.evaluate(KEPT) == 1
        context.set_offline(False)
        expect(desk.get_by_text("Tout est revenu")).to_be_visible(timeout=A_WHILE)
        saved_by_itself(desk)
        keeps_nothing(desk)
        desk.goto(url)
        expect(desk.locator("#id_summary")).to_have_value("Écrit sans connexion. Et encore.")

    def test_is_survived_by_what_was_typed_when_the_window_is_closed(self, desk, context, site):
        url = open_editor(desk, site)
        context.set_offline(True)
        desk.locator("#id_summary").fill("Gardé dans le navigateur.")
        expect(desk.get_by_text("La connexion est perdue")).to_be_visible(timeout=A_WHILE)
        desk.close()
        context.set_offline(False)
        again = context.new_page()
        again.goto(url)
        expect(again.locator("#id_summary")).not_to_have_value("Gardé dans le navigateur.")
        again.get_by_role("button", name="Remettre ce texte").click()
        expect(again.locator("#id_summary")).to_have_value("Gardé dans le navigateur.", timeout=A_WHILE)
        keeps_nothing(again)


class TestASessionThatHasEnded:
    def test_is_told_and_one_goes_on_after_signing_in_in_another_tab(self, desk, context, site):
        url = open_editor(desk, site)
        context.clear_cookies()
        desk.locator("#id_summary").fill("Écrit sans être connecté.")
        expect(desk.get_by_text("Vous avez été déconnecté")).to_be_visible(timeout=A_WHILE)
        other = context.new_page()
        sign_in(other, site)
        expect(desk.get_by_text("Tout est revenu")).to_be_visible(timeout=A_WHILE)
        saved_by_itself(desk)
        other.goto(url)
        expect(other.locator("#id_summary")).to_have_value("Écrit sans être connecté.")

    def test_keeps_a_form_that_is_sent(self, desk, context, site):
        """A date has no draft: it is saved by its button alone."""
        event = identity(desk, site, "un-jardin-partage-pour-tout-un-quartier")
        desk.goto(f"{site.url}/admin/dates/{event}/ajouter/")
        desk.locator("#id_reason").fill("Gardée malgré tout")
        context.clear_cookies()
        desk.get_by_role("button", name="Créer").click()
        expect(desk.get_by_text("Vous avez été déconnecté")).to_be_visible()
        expect(desk.locator("#id_reason")).to_have_value("Gardée malgré tout")
        sign_in(desk, site)
        desk.goto(f"{site.url}/admin/dates/{event}/ajouter/")
        desk.get_by_role("button", name="Remettre ce texte").click()
        expect(desk.locator("#id_reason")).to_have_value("Gardée malgré tout")

    def test_keeps_a_message_that_is_being_written(self, desk, context, site):
        event = identity(desk, site, "un-jardin-partage-pour-tout-un-quartier")
        desk.goto(f"{site.url}/admin/dates/{event}/")
        desk.locator("a[href*='/admin/inscriptions/']").first.click()
        desk.get_by_role("link", name="Écrire à tous").click()
        desk.get_by_label("Objet").fill("Un mot")
        desk.locator("#id_text").fill("On apporte des gants.")
        context.clear_cookies()
        desk.get_by_role("button", name="Relire avant d’envoyer").click()
        expect(desk.get_by_text("Vous avez été déconnecté")).to_be_visible()
        sign_in(context.new_page(), site)
        expect(desk.get_by_text("Tout est revenu")).to_be_visible(timeout=A_WHILE)
        desk.get_by_role("button", name="Relire avant d’envoyer").click()
        expect(desk.get_by_text("Ce que chacun lira")).to_be_visible()
        expect(desk.locator("#id_text")).to_have_value("On apporte des gants.")
        keeps_nothing(desk)

    def test_leaves_nothing_to_another_person(self, desk, context, site):
        open_editor(desk, site)
        desk.evaluate("localStorage.setItem('safekeeping:999:/admin/pages/1/edit/', '{\"at\": 1}')")
        desk.reload()
        keeps_nothing(desk)

    def test_leaves_nothing_after_signing_out(self, desk, context, site):
        open_editor(desk, site)
        context.set_offline(True)
        desk.locator("#id_summary").fill("Gardé dans le navigateur.")
        expect(desk.get_by_text("La connexion est perdue")).to_be_visible(timeout=A_WHILE)
        desk.evaluate("document.body.append(Object.assign(document.createElement('form'), {id: 'out'}))")
        desk.evaluate("document.querySelector('#out').setAttribute('action', '/admin/logout/')")
        desk.evaluate(
            "document.querySelector('#out').addEventListener('submit', (event) => event.preventDefault())"
        )
        desk.evaluate("document.querySelector('#out').requestSubmit()")
        keeps_nothing(desk)


class TestPublishing:
    def test_still_publishes_and_keeps_nothing(self, desk, site):
        open_editor(desk, site)
        desk.locator("#id_summary").fill("Un résumé enfin publié.")
        saved_by_itself(desk)
        desk.locator("footer").get_by_role("button", name="Plus d'actions").click()
        desk.get_by_role("button", name="Publier").click()
        expect(desk.get_by_text("publiée").first).to_be_visible()
        keeps_nothing(desk)
        assert "Un résumé enfin publié." in desk.request.get(f"{site.url}/la-demarche/{SHEET}/").text()


class TestTwoEditorsOfOnePage:
    def test_are_told_of_each_other_in_french(self, desk, browser, site):
        url = open_editor(desk, site)
        context = browser.new_context()
        second = context.new_page()
        sign_in(second, site)
        second.goto(url)
        second.locator("#id_summary").fill("Un résumé d’une seconde fenêtre.")
        saved_by_itself(second)
        told = desk.get_by_role("button", name=re.compile("nouvelle version"))
        expect(told).to_be_visible(timeout=A_WHILE)
        desk.locator("#id_summary").fill("Un résumé de la première fenêtre.")
        expect(desk.get_by_text("écraser").first).to_be_attached(timeout=A_WHILE)
        context.close()


class TestTheBin:
    def test_gives_back_what_was_deleted(self, desk, site):
        number = identity(desk, site, "la-promenade-urbaine")
        desk.goto(f"{site.url}/admin/pages/{number}/delete/")
        desk.get_by_role("button", name="Mettre à la corbeille").click()
        desk.get_by_role("link", name="Voir la corbeille").click()
        desk.get_by_role("button", name=re.compile("Remettre en place")).first.click()
        expect(desk.get_by_text("de nouveau en place et en ligne")).to_be_visible()

"""People of the admin at work, each with the rights of their role and no more, in a real browser."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.documents.samples import SAMPLES
from tests.media.test_pictures import photo

pytestmark = [pytest.mark.browser]

EDITOR, NEIGHBOUR = "editor@example.org", "voisin@example.org"
COMMUNICATOR = "communication@vivre-ensemble.example.org"
CONTRIBUTOR = "contribution@vivre-ensemble.example.org"
#: Whom the demonstration does not have.
ACCOUNTS = {EDITOR: "Réseau – édition", NEIGHBOUR: "Parc Vexin français – communication"}
SECRET = "Un loto dans la cour"


@pytest.fixture(scope="module")
def sign_in(browser, site):
    """A window of the admin for each person; all have the password of the demonstration."""
    contexts = []

    def sign_in(email):
        contexts.append(browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900}))
        page = contexts[-1].new_page()
        page.goto("/admin/")
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Mot de passe", exact=True).fill(site.password)
        page.get_by_role("button", name="Se connecter").click()
        expect(page).to_have_url(re.compile(r"/admin/$"))
        return page

    yield sign_in
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def administrator(sign_in, site):
    """Opens the accounts that are missing, as one does for a newcomer."""
    page = sign_in(site.email)
    for email, group in ACCOUNTS.items():
        page.goto("/admin/users/new/")
        account = {"email": email, "first_name": "Dominique", "last_name": "Voisin"}
        for name, value in (account | {"password1": site.password, "password2": site.password}).items():
            page.locator(f"#id_{name}").fill(value)
        page.locator("#tab-label-roles").click()
        page.get_by_label(group).check()
        page.get_by_role("button", name="Créer").click()
        expect(page.locator(".messages")).to_contain_text("Dominique Voisin")
    return page


def press(page, action) -> None:
    """One of the buttons behind “Enregistrer le brouillon”."""
    page.locator("footer").get_by_role("button", name="Plus d'actions").click()
    page.locator("footer").get_by_role("button", name=action).click()


def page_id(page) -> str:
    return re.search(r"/pages/(\d+)/", page.url)[1]


class TestAnEditorOfTheNetwork:
    @pytest.fixture
    def desk(self, administrator, sign_in):
        return sign_in(EDITOR)

    def test_goes_from_a_word_file_to_a_published_sheet_with_a_picture(self, desk):
        self.import_document(desk, "google_docs")
        checklist = desk.locator("#publication-checklist")
        lacking = ("Un résumé", "Une durée", "Un thème")
        expect(checklist.get_by_role("link")).to_have_text(lacking)
        press(desk, "Publier")
        expect(desk.locator(".messages")).to_contain_text("reste en brouillon")

        checklist.get_by_role("link", name="Un résumé").click()
        expect(desk.locator("#id_summary")).to_be_focused()
        desk.locator("#id_summary").fill("Un goûter que chacun prépare un peu.")
        checklist.get_by_role("link", name="Une durée").click()
        desk.locator("#id_duration_min").fill("90")
        checklist.get_by_role("link", name="Un thème").click()
        desk.get_by_role("button", name="Ajouter un(e) Thème").click()
        desk.locator("#id_page_themes-0-term-chooser").get_by_role("button").first.click()
        desk.locator(".modal").get_by_role("link", name="Accueillir").click()
        self.add_picture(desk, "Des parts de tarte sur une nappe")
        expect(checklist).to_contain_text("La page a tout ce qu’il lui faut", timeout=20_000)
        press(desk, "Publier")
        expect(desk.locator(".messages")).to_contain_text("publiée")

        desk.locator(".messages").get_by_role("link", name="Visualiser la version publiée").click()
        self.reads_the_sheet(desk)

    def import_document(self, desk, name) -> None:
        desk.get_by_role("link", name="Importer un document").click()
        file = {"name": SAMPLES[name].name, "mimeType": "", "buffer": SAMPLES[name].content}
        desk.get_by_label("Document").set_input_files(files=[file])
        desk.get_by_role("button", name="Lire le document").click()
        expect(desk.frame_locator("iframe").locator("h1")).to_have_text("Fiche du goûter")
        desk.get_by_role("button", name="Créer le brouillon").click()
        expect(desk.locator("#id_title")).to_have_value("Fiche du goûter")

    def add_picture(self, desk, alternative) -> None:
        desk.locator("#id_listing_picture-chooser").get_by_role("button").first.click()
        chooser = desk.locator(".modal")
        chooser.get_by_role("tab", name="Transférer").click()
        picture = {"name": "gouter.jpg", "mimeType": "image/jpeg", "buffer": photo().read()}
        chooser.locator("input[type=file]").set_input_files(files=[picture])
        chooser.get_by_label("Titre").fill("Le goûter")
        chooser.get_by_role("button", name="Transférer").click()
        expect(chooser).to_have_count(0)
        desk.locator("#id_listing_picture_alt").fill(alternative)

    def reads_the_sheet(self, desk) -> None:
        expect(desk.locator("h1")).to_have_text("Fiche du goûter")
        picture = desk.get_by_role("img", name="Des parts de tarte sur une nappe")
        expect(picture).to_be_visible()
        assert picture.evaluate("img => img.complete && img.naturalWidth > 0")
        for step in ("Éplucher", "Couper", "Partager"):
            expect(desk.locator("main ol").get_by_text(step)).to_be_visible()


class TestAContributor:
    def test_has_an_event_read_over_and_published_by_the_communicator_of_the_park(
        self, administrator, sign_in
    ):
        contributor, communicator = sign_in(CONTRIBUTOR), sign_in(COMMUNICATOR)
        self.write(contributor)
        number = page_id(contributor)
        with contributor.expect_navigation():
            press(contributor, "Soumettre")
        assert contributor.request.get("/agenda/").text().count(SECRET) == 0
        self.is_told(administrator, COMMUNICATOR, "À relire")

        self.finds_nothing(sign_in(NEIGHBOUR), number)

        communicator.reload()
        communicator.get_by_role("link", name=SECRET).first.click()
        expect(communicator.locator("#id_title")).to_have_value(SECRET)
        press(communicator, "Approuver avec un commentaire")
        answer = communicator.locator(".modal")
        answer.get_by_role("textbox").fill("Merci, c’est très clair.")
        with communicator.expect_navigation():
            answer.get_by_role("button", name="Approuver").click()
        self.is_told(administrator, CONTRIBUTOR, SECRET)
        communicator.goto("/agenda/")
        communicator.get_by_role("link", name=SECRET).first.click()
        expect(communicator.locator("h1")).to_have_text(SECRET)

    def write(self, desk) -> None:
        soon = datetime.now() + timedelta(days=9)
        desk.get_by_role("link", name="Atelier thématique").click()
        desk.locator("#id_title").fill(SECRET)
        desk.locator("#id_summary").fill("Des cartons, des lots, et le temps de parler.")
        desk.locator("#id_place_name").fill("Cour de l’école")
        desk.locator("#id_latitude").fill("49.15")
        desk.locator("#id_longitude").fill("1.78")
        desk.locator("#id_contact_phone").fill("01 99 00 00 00")
        desk.locator("#id_first_date_start").fill(f"{soon:%Y-%m-%d} 16:00")
        desk.locator("#id_first_date_end").fill(f"{soon:%Y-%m-%d} 18:00")
        desk.locator("footer").get_by_role("button", name="Enregistrer le brouillon").click()
        expect(desk).to_have_url(re.compile(r"/edit/"))

    def is_told(self, administrator, email, subject) -> None:
        administrator.goto("/admin/messages/")
        message = administrator.get_by_role("row").filter(has_text=email).first
        expect(message).to_contain_text(subject)

    def finds_nothing(self, desk, number) -> None:
        for address in (
            "/admin/",
            f"/admin/pages/{number}/edit/",
            f"/admin/pages/{number}/view_draft/",
            f"/admin/pages/{number}/copy/",
            "/admin/pages/search/?q=loto",
            f"/admin/api/main/pages/{number}/",
        ):
            assert SECRET not in desk.request.get(address).text(), address

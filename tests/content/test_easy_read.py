"""The easy version: at an address of its own, remembered for who asks."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from home.catalogue.models import CataloguePage
from home.models import StandardPage
from projects.agenda.models import WorkshopPage
from projects.parks.models import ParkPage


@pytest.fixture
def page(tree):
    return tree.add(
        StandardPage,
        title="Le jardin partagé",
        easy_read="<p>Venez au jardin.</p>",
        summary="Un résumé bien plus compliqué.",
    )


@pytest.fixture
def easy(page):
    return f"{page.url}facile-a-lire/"


def choose(visitor, version, back="/"):
    return visitor.post("/lecture/", {"version": version, "retour": back})


class TestTheEasyVersion:
    def test_is_one_link_away(self, page, easy, visitor):
        html = BeautifulSoup(visitor.get(page.url).content, "html.parser")
        link = html.find("a", class_="easy-read__link")
        assert link["href"].endswith(easy)
        assert "Lire en facile à lire" in link.text

    def test_holds_its_text_and_not_the_summary(self, easy, visitor):
        html = visitor.get(easy).content.decode()
        assert "Venez au jardin." in html
        assert "Un résumé bien plus compliqué." not in BeautifulSoup(html, "html.parser").main.text

    def test_names_the_whole_page_as_the_one_to_index_and_itself_as_the_one_to_print(
        self, page, easy, visitor
    ):
        html = BeautifulSoup(visitor.get(easy).content, "html.parser")
        assert html.find("link", rel="canonical")["href"].endswith(page.url)
        assert html.find(class_="print-address").p.text.endswith(easy)

    def test_does_not_exist_where_nobody_wrote_it(self, tree, visitor):
        page = tree.add(StandardPage)
        assert visitor.get(f"{page.url}facile-a-lire/").status_code == 404
        assert b"easy-read__link" not in visitor.get(page.url).content

    def test_of_a_draft_does_not_exist(self, tree, visitor):
        page = tree.add(StandardPage, live=False, easy_read="<p>Secret.</p>")
        assert visitor.get(f"/{page.slug}/facile-a-lire/").status_code == 404

    def test_of_a_restricted_page_asks_for_its_password(self, page, easy, visitor):
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
        answer = visitor.get(easy)
        assert "Venez au jardin." not in answer.content.decode()
        assert "mot de passe" in answer.content.decode()

    def test_keeps_the_facts_of_an_event(self, tree, visitor):
        event = tree.add(
            WorkshopPage, parent=tree.add(ParkPage), easy_read="<p>Venez.</p>", place_name="Le lavoir"
        )
        assert "Le lavoir" in visitor.get(f"{event.url}facile-a-lire/").content.decode()

    def test_exists_for_a_page_with_routes_of_its_own(self, tree, visitor):
        page = tree.add(CataloguePage, easy_read="<p>Cherchez ici.</p>")
        assert "Cherchez ici." in visitor.get(f"{page.url}facile-a-lire/").content.decode()

    def test_is_previewed_as_it_is_typed(self, page, admin, rf):
        page.easy_read = "<p>Pas encore enregistré.</p>"
        answer = page.make_preview_request(preview_mode="facile-a-lire")
        assert "Pas encore enregistré." in answer.render().content.decode()


class TestReading:
    def test_sets_no_cookie(self, page, easy, visitor):
        for address in (page.url, easy):
            assert not visitor.get(address).cookies


class TestTheChoice:
    def test_is_remembered_and_leads_to_the_easy_version(self, page, easy, visitor):
        answer = choose(visitor, "facile", back=easy)
        assert answer.status_code == 302
        assert answer.url == easy
        assert answer.cookies["lecture"]["httponly"]
        redirect = visitor.get(page.url)
        assert redirect.url.endswith(easy)
        assert "Cookie" in redirect["Vary"]

    def test_leaves_pages_without_an_easy_version_as_they_are(self, tree, visitor):
        choose(visitor, "facile")
        assert visitor.get(tree.add(StandardPage).url).status_code == 200

    def test_lets_the_whole_page_be_read_all_the_same(self, page, visitor):
        choose(visitor, "facile")
        assert visitor.get(f"{page.url}?complete").status_code == 200

    def test_is_forgotten_when_asked(self, page, visitor):
        choose(visitor, "facile")
        choose(visitor, "complete")
        assert visitor.get(page.url).status_code == 200

    def test_says_where_it_stands(self, easy, visitor):
        assert "Oui, retenir mon choix" in visitor.get(easy).content.decode()
        choose(visitor, "facile")
        assert "Ne plus choisir le facile à lire" in visitor.get(easy).content.decode()

    @pytest.mark.parametrize(
        "back", ["https://ailleurs.example/", "//ailleurs.example/", "javascript:alert(1)", "", "\x00"]
    )
    def test_leads_nowhere_else(self, visitor, db, back):
        assert choose(visitor, "facile", back=back).url == "/"

    @pytest.mark.parametrize("version", ["", "autre", "é" * 5000])
    def test_of_anything_else_is_the_whole_page(self, page, visitor, version):
        choose(visitor, version)
        assert visitor.get(page.url).status_code == 200

    def test_is_made_by_a_form_only(self, visitor, db):
        assert visitor.get("/lecture/").status_code == 405

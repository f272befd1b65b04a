"""Pages put aside without an account: in a cookie of one’s own, to share by an address."""

from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core import signing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from home.binder import cookie
from home.catalogue.models.page import RESULTS_PER_PAGE, CataloguePage
from home.models import StandardPage
from methods.models import MethodSheetPage
from projects.agenda.models import WorkshopPage
from projects.parks.models import ParkPage, ProjectPage
from tests.support.pdf import Pdf
from tests.support.publication import publish
from tests.support.queries import count_queries
from tests.support.translation import translate

BINDER, CHANGE = "/classeur/", "/classeur/changer/"


@pytest.fixture
def sheets(tree):
    return [tree.add(MethodSheetPage, title=f"Fiche {letter}") for letter in "ABC"]


@pytest.fixture
def do(visitor):
    """Presses a button of the binder, and answers where it leads."""

    def press(geste, *pages, on=visitor, **more):
        listed = ",".join(str(getattr(page, "pk", page)) for page in pages)
        answer = on.post(CHANGE, {"geste": geste, "pages": listed, **more})
        assert answer.status_code == 302
        return answer.url

    return press


def titles(visitor, address=BINDER) -> list[str]:
    html = BeautifulSoup(visitor.get(address).content, "html.parser")
    return [link.text for link in html.select(".binder-list__title a")]


def words(visitor, address=BINDER) -> str:
    text = BeautifulSoup(visitor.get(address).content, "html.parser").main.get_text(" ")
    return " ".join(text.split())


class TestReading:
    @pytest.mark.parametrize("page_type", [MethodSheetPage, ProjectPage, WorkshopPage])
    def test_a_page_offers_to_be_put_aside_and_leaves_no_cookie(self, page_type, tree, visitor):
        page = tree.add(page_type)
        answer = visitor.get(page.url)
        form = BeautifulSoup(answer.content, "html.parser").select_one(".binder-button")
        assert form.select_one('[name="pages"]')["value"] == str(page.pk)
        assert not answer.cookies

    def test_a_page_is_the_same_for_whoever_has_a_binder(self, sheets, visitor, do, client):
        do("ajouter", sheets[0])
        assert visitor.get(sheets[0].url).content == client.get(sheets[0].url).content

    def test_a_page_that_cannot_be_printed_cannot_be_put_aside(self, tree, visitor, do):
        page = tree.add(StandardPage)
        assert b"binder-button" not in visitor.get(page.url).content
        do("ajouter", page)
        assert titles(visitor) == []

    def test_the_binder_sets_no_cookie_and_is_kept_by_nobody_else(self, visitor, db):
        for address in (BINDER, f"{BINDER}partage/?p=1"):
            answer = visitor.get(address)
            assert not answer.cookies
            assert "no-store" in answer["Cache-Control"]
            assert b'content="noindex"' in answer.content

    def test_an_empty_binder_explains_itself(self, visitor, db):
        assert "Votre classeur est vide" in words(visitor)

    def test_every_page_leads_to_the_binder(self, sheets, visitor):
        html = BeautifulSoup(visitor.get(sheets[0].url).content, "html.parser")
        assert html.header.find("a", href=BINDER).text == "Mon classeur"


class TestPuttingAside:
    def test_keeps_pages_in_order_in_a_cookie_that_the_script_of_lists_reads(self, sheets, visitor, do):
        where = do("ajouter", sheets[1])
        assert "est maintenant dans votre classeur" in words(visitor, where)
        do("ajouter", sheets[0])
        assert titles(visitor) == ["Fiche B", "Fiche A"]
        kept = visitor.cookies["classeur"]
        assert (kept["httponly"], kept["samesite"], kept["max-age"]) == ("", "Lax", 180 * 24 * 3600)

    def test_the_same_page_twice_shows_where_it_is(self, sheets, visitor, do):
        do("ajouter", sheets[0])
        assert do("ajouter", sheets[0]).endswith(f"#page-{sheets[0].pk}")
        assert titles(visitor) == ["Fiche A"]

    def test_more_than_it_holds_is_refused_in_words(self, tree, sheets, visitor, do, monkeypatch):
        monkeypatch.setattr(cookie, "MAX_PAGES", 2)
        do("ajouter", *sheets[:2])
        where = do("ajouter", sheets[2])
        assert "Votre classeur est plein" in words(visitor, where)
        assert titles(visitor) == ["Fiche A", "Fiche B"]

    def test_fills_no_cookie_beyond_what_browsers_keep(self):
        longest = cookie.Binder(tuple(range(10**9 - cookie.MAX_PAGES, 10**9)), "é" * cookie.MAX_TITLE)
        kept = signing.dumps({"pages": cookie.listed(longest.numbers), "title": longest.title})
        assert len(longest.numbers) == cookie.MAX_PAGES
        assert len(kept) < 2000


@pytest.mark.searches
class TestPuttingAsideFromAList:
    @pytest.fixture
    def catalogue(self, tree):
        return tree.add(CataloguePage, slug="rechercher")

    @staticmethod
    def forms(visitor, address) -> dict[str, dict[str, str]]:
        """What each form sends, by the name of its button."""
        html = BeautifulSoup(visitor.get(address).content, "html.parser")
        return {
            " ".join(form.button.get_text().split()): {
                field["name"]: field["value"] for field in form.select("input, button")
            }
            for form in html.select(".put-aside")
        }

    def test_comes_back_to_the_same_results_at_the_same_place(self, sheets, catalogue, visitor):
        asked = f"{catalogue.url}?q=fiche&tri=titre&rien=du-tout"
        form = self.forms(visitor, asked)["Mettre de côté : Fiche B"]
        answer = visitor.post(CHANGE, form)
        assert answer.url == f"{catalogue.url}?q=fiche&tri=titre#classeur-{sheets[1].pk}"
        html = BeautifulSoup(visitor.get(answer.url).content, "html.parser")
        assert "Dans votre classeur" in html.select_one(f"#classeur-{sheets[1].pk}").text
        assert titles(visitor) == ["Fiche B"]

    def test_comes_back_to_the_same_page_of_results(self, tree, catalogue, visitor):
        for number in range(RESULTS_PER_PAGE + 1):
            tree.add(MethodSheetPage, title=f"Fiche {number:02}")
        forms = self.forms(visitor, f"{catalogue.url}?tri=titre&page=2")
        assert visitor.post(CHANGE, *forms.values()).url.startswith(f"{catalogue.url}?tri=titre&page=2#")

    def test_comes_back_to_a_gathering(self, tree, catalogue, sheets, visitor):
        sheets[0].tags.add("banc")
        publish(sheets[0])
        forms = self.forms(visitor, f"{catalogue.url}mots-cles/banc/")
        assert [form["retour"] for form in forms.values()] == [f"{catalogue.url}mots-cles/banc/"]

    def test_is_offered_of_pages_comparable_to_one(self, sheets, tree, visitor):
        for sheet in sheets:
            sheet.tags.add("banc")
            publish(sheet)
        forms = self.forms(visitor, sheets[0].url)
        assert set(forms) == {"Mettre de côté : Fiche B", "Mettre de côté : Fiche C"}
        assert {form["retour"] for form in forms.values()} == {sheets[0].url}

    def test_is_not_offered_of_what_has_no_file(self, tree, catalogue, visitor):
        tree.add(ParkPage)
        assert visitor.get(catalogue.url).context["cards"]
        assert self.forms(visitor, catalogue.url) == {}

    def test_leaves_results_the_same_for_whoever_has_a_binder(self, sheets, catalogue, visitor, client):
        visitor.post(CHANGE, {"geste": "ajouter", "pages": sheets[0].pk, "retour": catalogue.url})
        theirs, others = visitor.get(catalogue.url), client.get(catalogue.url)
        assert theirs.content == others.content
        assert not others.cookies

    def test_shows_the_binder_where_there_is_no_room(self, sheets, catalogue, visitor, monkeypatch):
        monkeypatch.setattr(cookie, "MAX_PAGES", 1)
        asked = {"geste": "ajouter", "retour": catalogue.url}
        visitor.post(CHANGE, asked | {"pages": sheets[0].pk})
        answer = visitor.post(CHANGE, asked | {"pages": sheets[1].pk})
        assert "Votre classeur est plein" in words(visitor, answer.url)

    @pytest.mark.parametrize(
        "elsewhere",
        [
            "https://ailleurs.example/",
            "//ailleurs.example/",
            "/\\ailleurs.example/",
            "/\t/ailleurs.example/",
            "javascript:alert(1)",
            "rechercher/",
            "",
            "/" + "a" * 10_000,
        ],
    )
    def test_leads_to_no_other_site(self, elsewhere, sheets, visitor):
        form = {"geste": "ajouter", "pages": sheets[0].pk, "retour": elsewhere}
        assert visitor.post(CHANGE, form).url.startswith(BINDER)

    @settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(address=st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map("/".__add__))
    def test_bears_any_address(self, address, sheets, visitor):
        form = {"geste": "ajouter", "pages": sheets[0].pk, "retour": address}
        answer = visitor.post(CHANGE, form)
        assert answer.status_code == 302
        assert urlsplit(urljoin("http://localhost/", answer.url)).netloc == "localhost"


class TestPuttingInOrder:
    def test_moves_a_page_up_and_down_and_stays_on_the_button(self, sheets, visitor, do):
        a, b, c = sheets
        do("ajouter", a, b, c)
        assert do("monter", c).endswith(f"#monter-{c.pk}")
        assert titles(visitor) == ["Fiche A", "Fiche C", "Fiche B"]
        assert do("monter", c).endswith(f"#descendre-{c.pk}")
        assert titles(visitor) == ["Fiche C", "Fiche A", "Fiche B"]
        do("monter", c)
        do("descendre", a)
        assert titles(visitor) == ["Fiche C", "Fiche B", "Fiche A"]

    def test_takes_a_page_out_and_puts_it_back_in_its_place(self, sheets, visitor, do):
        do("ajouter", *sheets)
        where = do("retirer", sheets[1])
        assert titles(visitor) == ["Fiche A", "Fiche C"]
        assert "n’est plus dans votre classeur" in words(visitor, where)
        undo = BeautifulSoup(visitor.get(where).content, "html.parser").select_one(".binder-change form")
        visitor.post(CHANGE, {"geste": "remettre", "pages": undo.select_one("[name=pages]")["value"]})
        assert titles(visitor) == ["Fiche A", "Fiche B", "Fiche C"]

    def test_empties_it_with_its_cookie(self, sheets, visitor, do):
        do("ajouter", *sheets)
        do("intituler", titre="Pour le CCAS")
        where = do("vider")
        assert visitor.cookies["classeur"].value == ""
        assert "3 pages ne sont plus dans votre classeur" in words(visitor, where)

    def test_bears_a_title_on_one_line_of_bounded_length(self, sheets, visitor, do):
        do("ajouter", sheets[0])
        do("intituler", titre="  <b>Pour\n le\x00 CCAS</b> " + "é" * 200)
        title = BeautifulSoup(visitor.get(BINDER).content, "html.parser").h1.text
        assert title.startswith("<b>Pour le CCAS</b> é")
        assert len(title) == cookie.MAX_TITLE


class TestACookie:
    @pytest.mark.parametrize(
        "value",
        ["", "x", "a:b:c", "é", "x" * 5000, signing.dumps({"pages": "1", "title": ""}, salt="other")],
        ids=["empty", "a letter", "three parts", "an accent", "very long", "signed for something else"],
    )
    def test_of_somebody_else_is_an_empty_binder(self, value, visitor, db):
        visitor.cookies["classeur"] = value
        assert "Votre classeur est vide" in words(visitor)

    @pytest.mark.parametrize(
        "value", [[], {}, None, {"pages": 12, "title": ""}, {"pages": "1", "title": 3}]
    )
    def test_of_another_time_is_an_empty_binder(self, value, visitor, db):
        visitor.cookies["classeur"] = signing.dumps(value, salt="home.binder")
        assert "Votre classeur est vide" in words(visitor)

    def test_that_is_too_old_is_an_empty_binder(self, sheets, visitor, do, monkeypatch):
        do("ajouter", sheets[0])
        monkeypatch.setattr(cookie, "KEPT_SECONDS", -1)
        assert titles(visitor) == []

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        text=st.text(max_size=200),
        geste=st.sampled_from(["ajouter", "monter", "retirer", "remettre", "x"]),
    )
    def test_or_an_address_of_any_kind_breaks_nothing(self, text, geste, visitor, db):
        visitor.post(CHANGE, {"geste": geste, "pages": text, "titre": text})
        for address in (BINDER, f"{BINDER}partage/"):
            assert visitor.get(address, {"p": text, "avant": text, "plein": text}).status_code in (
                200,
                400,
            )


class TestAForm:
    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "https://ailleurs.example"},
            {"origin": "null"},
            {"origin": "http://[x"},
        ],
    )
    def test_of_another_site_changes_nothing(self, headers, sheets, visitor):
        answer = visitor.post(CHANGE, {"geste": "ajouter", "pages": sheets[0].pk}, headers=headers)
        assert answer.status_code == 403
        assert not answer.cookies

    @pytest.mark.parametrize(
        "headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}, {}]
    )
    def test_of_this_site_needs_no_token(self, headers, sheets):
        from django.test import Client

        visitor = Client(enforce_csrf_checks=True)
        answer = visitor.post(CHANGE, {"geste": "ajouter", "pages": sheets[0].pk}, headers=headers)
        assert answer.status_code == 302
        assert titles(visitor) == ["Fiche A"]

    def test_is_the_only_way_to_change_it(self, visitor, db):
        assert visitor.get(CHANGE).status_code == 405


class TestSharing:
    def test_gives_the_list_by_an_address_and_not_its_title(self, sheets, visitor, do, client):
        do("ajouter", sheets[2], sheets[0])
        do("intituler", titre="Pour madame Martin")
        link = BeautifulSoup(visitor.get(BINDER).content, "html.parser").select_one(".binder__share a")
        address = link["href"]
        assert address.endswith(f"/classeur/partage/?p={sheets[2].pk},{sheets[0].pk}")
        assert titles(client, address) == ["Fiche C", "Fiche A"]
        assert "Martin" not in client.get(address).content.decode()

    def test_lets_others_take_the_list_after_their_own(self, sheets, visitor, do):
        do("ajouter", sheets[1])
        do("ajouter", sheets[0], sheets[1], sheets[2])
        assert titles(visitor) == ["Fiche B", "Fiche A", "Fiche C"]

    def test_shows_each_page_in_the_language_of_the_reader_where_it_is_translated(
        self, sheets, visitor, do
    ):
        translated = translate(sheets[0])
        translated.title = "Sheet A"
        publish(translated)
        address = f"{BINDER}partage/?p={sheets[0].pk},{sheets[1].pk},{translated.pk}"
        assert titles(visitor, address) == ["Fiche A", "Fiche B"]
        assert titles(visitor, f"/en{address}") == ["Sheet A", "Fiche B"]
        do("ajouter", translated)
        assert do("ajouter", sheets[0]).endswith(f"#page-{translated.pk}")
        assert titles(visitor) == ["Fiche A"]

    def test_is_one_link_away_in_the_other_language(self, sheets, visitor):
        translate(sheets[0])
        html = BeautifulSoup(visitor.get(f"{BINDER}partage/?p=7,8").content, "html.parser")
        assert html.select_one('[hreflang="en"]')["href"] == "/en/classeur/partage/?p=7,8"


class TestPagesThatAreNotForEverybody:
    @pytest.fixture
    def withdrawn(self, tree, sheets):
        draft = tree.add(MethodSheetPage, title="Brouillon", live=False)
        PageViewRestriction.objects.create(page=sheets[1], restriction_type="login")
        return [draft, sheets[1]]

    def test_cannot_be_put_aside(self, withdrawn, visitor, do):
        do("ajouter", *withdrawn)
        assert titles(visitor) == []

    def test_are_counted_and_not_named(self, withdrawn, sheets, visitor):
        listed = ",".join(str(page.pk) for page in [sheets[0], *withdrawn])
        said = words(visitor, f"{BINDER}partage/?p={listed},999999999")
        assert "3 pages ne sont plus publiées" in said
        assert "Brouillon" not in said
        assert "Fiche B" not in said

    def test_leave_the_binder_when_asked(self, sheets, visitor, do):
        do("ajouter", *sheets)
        sheets[1].unpublish()
        assert "1 page de votre classeur n’est plus publiée" in words(visitor)
        assert titles(visitor) == ["Fiche A", "Fiche C"]
        do("retirer", sheets[1])
        assert "n’est plus publiée" not in words(visitor)


class TestTheBooklet:
    BOOKLET = f"{BINDER}livret.pdf"

    def test_of_ones_own_binder_bears_its_title_and_its_pages_in_order(self, sheets, visitor, do):
        do("ajouter", sheets[1], sheets[0])
        do("intituler", titre="Pour le CCAS")
        answer = visitor.get(self.BOOKLET)
        pdf = Pdf(answer.content)
        assert pdf.bookmarks == ["Pour le CCAS", "Sommaire", "Fiche B", "Fiche A"]
        assert f"http://localhost/classeur/partage/?p={sheets[1].pk},{sheets[0].pk}" in pdf.links
        assert "private" in answer["Cache-Control"]
        assert visitor.get(self.BOOKLET, headers={"if-none-match": answer["ETag"]}).status_code == 304

    def test_of_a_shared_list_is_had_without_a_cookie(self, sheets, client):
        answer = client.get(f"{BINDER}partage/livret.pdf?p={sheets[0].pk}")
        assert Pdf(answer.content).bookmarks[2:] == ["Fiche A"]
        assert not answer.cookies

    def test_says_each_page_in_the_language_it_is_written_in(self, sheets, client):
        translate(sheets[0])
        listed = f"{sheets[0].pk},{sheets[1].pk}"
        pdf = Pdf(client.get(f"/en{BINDER}partage/livret.pdf?p={listed}").content)
        assert (pdf.root["/Lang"], pdf.languages) == ("en", {"fr"})

    def test_of_nothing_leads_to_the_page_that_explains(self, client, db):
        assert client.get(self.BOOKLET).url == BINDER
        assert client.get(f"{BINDER}partage/livret.pdf?p=x").url == f"{BINDER}partage/"

    def test_holds_no_page_that_is_not_for_everybody(self, sheets, tree, visitor, do):
        do("ajouter", *sheets)
        tree.add(MethodSheetPage, title="Brouillon", live=False)
        PageViewRestriction.objects.create(page=sheets[0], restriction_type="password", password="x")
        sheets[1].unpublish()
        sheets[2].title = "Brouillon"
        sheets[2].save_revision()
        assert Pdf(visitor.get(self.BOOKLET).content).bookmarks[2:] == ["Fiche C"]


def test_a_list_costs_the_same_whatever_its_length(tree):
    sheets = [tree.add(MethodSheetPage) for _each in range(20)]
    one, twenty = (
        count_queries(f"{BINDER}partage/?p=" + ",".join(str(sheet.pk) for sheet in some))
        for some in (sheets[:1], sheets)
    )
    assert one == twenty <= 15

"""A sheet as slides: at its own address, for whom the page is for, in its language."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from home.models import StandardPage
from methods.models import MethodSheetPage
from tests.support.pdf import Pdf
from tests.support.queries import count_queries
from tests.support.translation import translate

STEP = {"title": "Accueillir", "text": RichText("<p>Un café.</p>"), "minutes": 10}
ALTERNATE_VIEWS = pytest.mark.parametrize("name", ["diaporama/", "diaporama.pdf"])


@pytest.fixture
def sheet(tree):
    return tree.add(
        MethodSheetPage, title="Écouter", objectives="<p>Se comprendre.</p>", body=[("step", STEP)]
    )


def soup(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


class TestTheSlidesOfASheet:
    def test_are_one_link_away_and_lead_back(self, sheet, visitor):
        link = soup(visitor.get(sheet.url)).select_one(".slides-link a")
        assert link["href"] == f"{sheet.url}diaporama/"
        answer = visitor.get(link["href"])
        assert not answer.cookies
        tools = [each["href"] for each in soup(answer).select(".deck__tools a")]
        assert tools == [f"{sheet.url}diaporama.pdf", sheet.url]

    def test_are_those_of_the_sheet_in_its_order(self, sheet, visitor):
        page = soup(visitor.get(f"{sheet.url}diaporama/"))
        titles = [title.text for title in page.select(".slide__title")]
        assert titles == ["Écouter", "Objectifs", "Accueillir", "Pour aller plus loin"]
        pdf = Pdf(visitor.get(f"{sheet.url}diaporama.pdf").content)
        assert pdf.pages == len(titles)
        assert all(pdf.says(title) for title in titles)

    def test_are_shared_under_the_address_of_the_sheet(self, sheet, visitor):
        page = soup(visitor.get(f"{sheet.url}diaporama/"))
        assert page.select_one('link[rel="canonical"]')["href"] == sheet.full_url
        assert sheet.full_url in page.select_one(".slide--last").text

    def test_cost_as_much_however_many_they_are(self, sheet, tree):
        many = tree.add(MethodSheetPage, objectives="<p>x</p>", body=[("step", STEP)] * 40)
        few, all_of_them = (count_queries(f"{page.url}diaporama/") for page in (sheet, many))
        assert few == all_of_them <= 15

    @ALTERNATE_VIEWS
    def test_of_a_draft_do_not_exist(self, sheet, visitor, name):
        sheet.unpublish()
        assert visitor.get(sheet.url + name).status_code == 404

    @ALTERNATE_VIEWS
    def test_hold_what_is_published_and_not_the_draft(self, sheet, visitor, name):
        sheet.title = "Brouillon"
        sheet.save_revision()
        answer = visitor.get(sheet.url + name)
        said = Pdf(answer.content).text if name.endswith("pdf") else answer.content.decode()
        assert "Écouter" in said
        assert "Brouillon" not in said

    @ALTERNATE_VIEWS
    def test_of_a_restricted_page_ask_for_its_password(self, sheet, visitor, name):
        PageViewRestriction.objects.create(page=sheet, restriction_type="password", password="x")
        answer = visitor.get(sheet.url + name).content.decode()
        assert "mot de passe" in answer
        assert "Se comprendre" not in answer

    @ALTERNATE_VIEWS
    def test_are_in_the_language_of_the_sheet(self, sheet, visitor, name):
        answer = visitor.get(translate(sheet).url + name)
        said = Pdf(answer.content).text if name.endswith("pdf") else answer.content.decode()
        assert "1 of 4" in said

    def test_are_found_in_the_other_language(self, sheet, visitor):
        translated = translate(sheet)
        page = soup(visitor.get(f"{sheet.url}diaporama/"))
        assert page.select_one(f'a[href="{translated.url}diaporama/"]')


def test_a_type_without_slides_has_neither_link_nor_address(tree, visitor):
    page = tree.add(StandardPage)
    assert b"slides-link" not in visitor.get(page.url).content
    assert visitor.get(f"{page.url}diaporama/").status_code == 404

"""What a page says of itself to browsers, networks and paper."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from portal.media.models import Picture
from tests.media.test_pictures import photo


@pytest.fixture
def page(tree):
    return tree.add(StandardPage, title="Le jardin partagé")


def share_picture(page, visitor) -> str:
    html = BeautifulSoup(visitor.get(page.url).content, "html.parser")
    return html.find("meta", property="og:image")["content"]


class TestThePictureToShare:
    def test_is_drawn_for_a_page_without_a_photograph(self, page, visitor):
        address = share_picture(page, visitor)
        assert f"{page.url}partage.png?v=" in address
        answer = visitor.get(address)
        assert answer["Content-Type"] == "image/png"
        assert Image.open(BytesIO(answer.content)).size == (1200, 630)

    def test_changes_its_address_with_its_title(self, page, visitor):
        before = share_picture(page, visitor)
        page.title = "Le verger partagé"
        page.save()
        assert share_picture(page, visitor) != before

    def test_is_its_photograph_where_it_has_one(self, page, visitor):
        page.listing_picture = Picture.objects.create(title="x", file=ImageFile(photo(), name="x.jpg"))
        page.save()
        assert "/media/images/" in share_picture(page, visitor)

    def test_of_a_restricted_page_shows_no_title(self, page, visitor):
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
        assert visitor.get(f"{page.url}partage.png")["Content-Type"].startswith("text/html")

    def test_of_a_draft_does_not_exist(self, tree, visitor):
        page = tree.add(StandardPage, live=False)
        assert visitor.get(f"/{page.slug}/partage.png").status_code == 404


class TestPaper:
    def test_carries_the_address_in_letters_and_as_a_code(self, page, visitor):
        html = BeautifulSoup(visitor.get(page.url).content, "html.parser")
        printed = html.find(class_="print-address")
        assert printed.p.text == html.find("link", rel="canonical")["href"]
        assert printed.find("svg", class_="qr-code").path

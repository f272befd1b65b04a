"""A page that is not for everybody can be found and taken away on no way."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.catalogue.models import CataloguePage
from methods.models import MethodIndexPage, MethodSheetPage
from portal.content.models import PortalPage
from tests.support.pdf import Pdf
from tests.support.publication import publish

pytestmark = pytest.mark.searches

WORD = "ornithorynque"


def unpublish(page):
    page.unpublish()


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def restrict_above(page):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")


def let_expire(page):
    PortalPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    call_command("publish_scheduled", verbosity=0)


@pytest.fixture
def secret(tree):
    catalogue = tree.add(CataloguePage, slug="catalogue")
    parent = tree.add(MethodIndexPage, slug="reserve")
    page = tree.add(MethodSheetPage, parent=parent, title=f"L’{WORD}", summary=f"Un {WORD} discret.")
    neighbour = tree.add(MethodSheetPage, title="La voisine")
    for each in (page, neighbour):
        each.tags.add("banc")
        publish(each)
    return {"page": page, "catalogue": catalogue.url, "neighbour": neighbour.url}


def ways(secret, visitor) -> dict[str, bool]:
    """By each way, whether it leads to the page."""
    page, catalogue = secret["page"], secret["catalogue"]

    def says(address: str) -> bool:
        answer = visitor.get(address)
        return answer.status_code == 200 and f"L’{WORD}" in answer.content.decode()

    def pdf_says(address: str) -> bool:
        answer = visitor.get(address)
        is_file = answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
        return is_file and Pdf(answer.content).says(WORD)

    found = visitor.get(catalogue, {"q": WORD}).context
    facet = next(each for each in found["facets"] if each.name == "genre")
    typed = visitor.get(f"{catalogue}suggestions.json", {"q": WORD[:6]}).content.decode()
    misspelt = visitor.get(catalogue, {"q": f"{WORD[:-1]}x"}).context["other_questions"]
    return {
        "results": bool(found["cards"]),
        "counts": any(value.count for value in facet.values),
        "suggestions": WORD in typed or page.title in typed,
        "spelling": bool(misspelt),
        "feed": says(f"{catalogue}catalogue.atom"),
        "table": says(f"{catalogue}catalogue.csv"),
        "api": says("/api/v2/pages/?limit=20"),
        "comparable": says(secret["neighbour"]),
        "binder": says(f"/classeur/partage/?p={page.pk}"),
        "booklet": pdf_says(f"/classeur/partage/livret.pdf?p={page.pk}"),
        "pdf": pdf_says(f"{page.url}pdf/"),
        "slides": says(f"{page.url}diaporama/"),
        "sitemap": page.full_url in visitor.get("/sitemap.xml").content.decode(),
    }


def test_a_public_page_is_found_on_all_ways(secret, visitor):
    assert [way for way, leads in ways(secret, visitor).items() if not leads] == []


@pytest.mark.parametrize("withdraw", [unpublish, restrict, restrict_above, let_expire])
def test_a_page_that_was_withdrawn_is_found_on_none(withdraw, secret, visitor):
    withdraw(secret["page"])
    assert [way for way, leads in ways(secret, visitor).items() if leads] == []

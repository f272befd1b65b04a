"""Every page of the demonstration that has a PDF gives a whole one."""

import pytest
from django.test import Client

from methods.models import MethodSheetPage
from projects.agenda.models import EventPage
from projects.parks.models import CoordinationPage, ProjectPage
from tests.support.pdf import Pdf
from tests.support.tree import event_types

pytestmark = [pytest.mark.usefixtures("demo", "db"), pytest.mark.searches]


def printed(page_type) -> dict:
    """The pages of a type, each with its file, which has no fault."""
    client = Client()
    files = {
        page: Pdf(client.get(f"{page.url}pdf/").content) for page in page_type.objects.live_and_public()
    }
    assert {page.url: pdf.faults for page, pdf in files.items() if pdf.faults} == {}
    return files


def test_every_sheet_is_printed_with_all_its_steps():
    for page, pdf in printed(MethodSheetPage).items():
        steps = [block.value["title"] for block in page.body if block.block_type == "step"]
        assert steps
        assert [step for step in (page.title, *steps, page.full_url) if not pdf.says(step)] == []
        assert pdf.root["/Lang"] == page.locale.language_code


def test_every_project_is_printed_with_what_it_changes_and_does():
    for page, pdf in printed(ProjectPage).items():
        said = [page.title, page.common_question, page.full_url, *map(str, page.schedule)]
        said += [*map(str, page.actions), *map(str, page.effects_shown), *map(str, page.committee.all())]
        assert [text for text in said if not pdf.says(text)] == []


def test_every_coordination_is_printed_with_its_members():
    for page, pdf in printed(CoordinationPage).items():
        said = [page.title, page.area_covered, page.full_url, *map(str, page.members.all())]
        assert [text for text in said if not pdf.says(text)] == []


@pytest.mark.parametrize("page_type", [MethodSheetPage, ProjectPage, CoordinationPage, *event_types()])
def test_a_booklet_holds_all_that_its_pages_say(page_type):
    pages = list(page_type.objects.live_and_public().filter(locale__language_code="fr")[:3])
    listed = ",".join(str(page.pk) for page in pages)
    booklet = Pdf(Client().get(f"/classeur/partage/livret.pdf?p={listed}").content)
    assert booklet.faults == []
    assert booklet.bookmarks[2:] == [page.title for page in pages]
    said = [block.value for page in pages for block in page.body if block.block_type == "heading"]
    said += [page.full_url for page in pages] + [page.summary for page in pages]
    assert [text for text in said if not booklet.says(text)] == []


def test_every_event_is_one_poster_with_when_where_and_whom_to_call():
    for page, pdf in printed(EventPage).items():
        facts = [
            fact.value.split(",")[0] for fact in page.facts if fact.icon in ("calendar", "pin", "euro")
        ]
        said = [page.title, page.full_url, page.contact_phone, *facts]
        assert [text for text in said if not pdf.says(text)] == []
        assert pdf.pages == 1
